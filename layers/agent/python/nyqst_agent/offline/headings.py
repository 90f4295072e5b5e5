"""Short headings: for sections out of questions, and for tasks out of documents' own headings."""

import re

from nyqst_agent.language.stop_words import STOP_WORDS
from nyqst_agent.offline.subject import topic_of, unscaffolded

_NUMBERING = re.compile(
    r"^(?:(?:chapter|section|part|appendix|annex|item|article|step)\s+)?(?:[\dIVX]+(?:\.\d+)*[.):]?|[A-Z][.)])\s+(?=\S)",
    re.IGNORECASE,
)
_HOW_TO = re.compile(
    r"^(?:how\s+(?:do|can|should|would|could|must)\s+(?:i|we|you|one)\s+|how\s+to\s+|how\s+does\s+one\s+)(?P<verb>[a-z]+)\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_WHAT_IS = re.compile(
    r"^(?:what|which|who)(?:'s|’s|\s+(?:is|are|was|were))\s+(?:the\s+)?(?P<what>.+)$", re.IGNORECASE
)
_VERB_AT_END = re.compile(
    r"\b(?:for|of|to|about|like|called|used|doing|done|made|from|with)$", re.IGNORECASE
)
_LONGEST = 72
_VOWELS = "aeiou"


def heading(question: str) -> str:
    """A section's title for a question: "How do I configure X?" becomes "Configuring X"."""
    flat = " ".join(question.split()).strip()
    bare = flat.rstrip("?!. ")
    if how := _HOW_TO.match(bare):
        return capitalised(shortened(f"{gerund(how['verb'])} {how['what']}"))
    if bare.lower().startswith(("why did", "why was", "why were", "why is", "why are", "why do")):
        return shortened(f"Reasons: {_noun_phrase(bare)}") if len(bare) > _LONGEST else f"{bare}?"
    what = _WHAT_IS.match(bare)
    if what and not _VERB_AT_END.search(what["what"]) and len(what["what"].split()) <= 9:
        return capitalised(shortened(what["what"]))
    if len(flat) <= _LONGEST:
        return capitalised(flat.rstrip(". "))
    return capitalised(shortened(unscaffolded(flat) or flat))


def _noun_phrase(question: str) -> str:
    return topic_of(question) or unscaffolded(question)


def gerund(verb: str) -> str:
    low = verb.lower()
    if low.endswith("ie"):
        return low[:-2] + "ying"
    if low.endswith("e") and not low.endswith(("ee", "oe", "ye")):
        return low[:-1] + "ing"
    if (
        2 < len(low) <= 4
        and low[-1] not in _VOWELS + "wxy"
        and low[-2] in _VOWELS
        and low[-3] not in _VOWELS
    ):
        return low + low[-1] + "ing"
    return low + "ing"


def capitalised(text: str) -> str:
    """Names of commands with capitals or signs within them stay as they are."""
    first = text.split(" ", 1)[0]
    if (
        not first.islower()
        or not first.replace("'", "").replace("’", "").replace("-", "").isalpha()
    ):
        return text
    return text[:1].upper() + text[1:]


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Cut between words, with an ellipsis, if it is too long."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    words = flat[: longest - 1].rsplit(" ", 1)[0].split()
    while len(words) > 1 and words[-1].lower().strip(",;:") in STOP_WORDS:
        words.pop()
    return " ".join(words).rstrip(" ,;:–—-") + "…"


def cleaned_heading(text: str) -> str:
    """A document's heading without its number, in sentence case if it shouts."""
    bare = _NUMBERING.sub("", " ".join(text.split())).strip(" .:–—-#*")
    if bare.isupper() and len(bare) > 5:
        bare = bare.capitalize()
    return bare
