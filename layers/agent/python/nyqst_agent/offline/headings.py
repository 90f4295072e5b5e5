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
_THE = r"(?:the\s+|an?\s+|our\s+)?(?:(?:company|firm|organisation|business)['’]s\s+)?"
_TITLES = tuple(
    (re.compile(shape, re.IGNORECASE), title)
    for shape, title in (
        (rf"how\s+(?:good|well|bad|safe|strong|healthy|sound)\s+(?:is|are|was|were)\s+{_THE}"
            r"(?P<what>[^,]+)$", "{what}"),
        (r"(?:is|are|was)\s+(?P<name>(?:[A-Z][\w&'’-]*\s)+)(?P<what>(?-i:an?|the|still|worth|ready)"
            r"\s.+)$", "{name}: {what}?"),
        (r"what\s+(?:do|does|did)\s+(?:the\s+)?(?P<what>.+?)\s+(?:mean|imply)\b.*$", "{what}"),
        (r"(?:what|which)\s+(?P<what>\w[\w\s-]*?)\s+(?:do|does|did)\s+(?P<name>.+?)\s+have\b.*$",
            "{what} of {name}"),
        (r"what\s+(?:do|does|did)\s+(?:the\s+)?(?P<what>.+?)\s+cost$", "Cost of the {what}"),
        (r"(?:please\s+)?(?:give|write|show|tell|provide|prepare)\b.*?\b(?:overview|summary|report)\s+"
            r"(?:of|on|about)\s+(?:the\s+)?(?P<what>.+)$", "{what}"),
        (rf"(?:what|which|who)(?:'s|’s|\s+(?:is|are|was|were))\s+{_THE}"
            r"(?P<what>(?!\w+ing\b|(?:they|it|he|she|we|you|those|these|this|that)\b).+(?<!\bfor)(?<!\bof)(?<!\bto)(?<!\babout)(?<!\blike)(?<!\bwith)"
            r"(?<!\bfrom)(?<!ed))$", "{what}"),
    )
)  # fmt: skip
_ASKS = re.compile(
    r"(?:(?:at|in|to|for|by|from|since|until|under|on)\s+)?(?:what|which|who|whom|whose|when|where|why"
    r"|how|is|are|was|were|does|do|did|can|could|should|will|would|has|have|had|may|must)\b",
    re.IGNORECASE,
)
_STILL_ASKS = re.compile(r"\s(?:do|does|did)\s", re.IGNORECASE)
"""What is no title without the word that asks."""
_MOST_WORDS = 10
_LONGEST = 72
_SHORTEST = 20
_PHRASE_END = re.compile(r"[,;:]\s|\s(?:and|or|in|for|when|if|with|that|which|by|from)\s")
_VOWELS = "aeiou"


def heading(question: str) -> str:
    """A section's title for a question: "How do I configure X?" becomes "Configuring X"."""
    bare = " ".join(question.split()).rstrip("?!. ")
    if how := _HOW_TO.match(bare):
        return capitalised(fitted(f"{gerund(how['verb'])} {how['what']}"))
    for shape, title in _TITLES:
        if (found := shape.match(bare)) and len(found["what"].split()) <= _MOST_WORDS:
            return capitalised(fitted(title.format(**found.groupdict())))
    if not _ASKS.match(bare):
        return capitalised(fitted(unscaffolded(bare) or bare))
    if len(bare) < _LONGEST:
        return f"{capitalised(bare)}?"
    topic = topic_of(bare) or unscaffolded(bare) or bare
    return (
        f"{capitalised(fitted(bare))}?" if _STILL_ASKS.search(topic) else capitalised(fitted(topic))
    )


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


def fitted(text: str) -> str:
    """Cut where a phrase ends if it is too long for a title."""
    flat = " ".join(text.split()).replace(" :", ":")
    if len(flat) <= _LONGEST:
        return flat
    cuts = [cut.start() for cut in _PHRASE_END.finditer(flat) if _SHORTEST < cut.start() < _LONGEST]
    return flat[: cuts[-1]] if cuts else shortened(flat).rstrip("…")


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
