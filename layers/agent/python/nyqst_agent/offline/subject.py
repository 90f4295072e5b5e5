"""What a question is about, as against what it asks of it."""

import re

from nyqst_agent.language.names import names
from nyqst_agent.language.stop_words import LIGHT_WORDS, STOP_WORDS
from nyqst_agent.language.verbs import starts_with_verb

_SCAFFOLD = re.compile(
    r"""^\W*(?:please\s+)?(?:
      (?:what|which)\s+(?:do|does|did)\s+(?:the|these|those|our|my|this)\s+(?:documents?|files?|sources?|papers?|folder|texts?|reports?|notes?|records?)\s+(?:say|tell|state|mention|report|show|contain)(?:\s+us|\s+me)?(?:\s+(?:about|on|of|regarding))?
    | (?:can|could|would)\s+you\s+(?:please\s+)?(?:tell\s+(?:me|us)|explain|describe
    |summari[sz]e|list)
    | (?:tell|give|show)\s+(?:me|us)(?:\s+(?:about|of|on|an?\s+(?:overview|summary)\s+of
    |everything\s+(?:about|on)))?
    | (?:describe|explain|summari[sz]e|outline|discuss|review|assess|evaluate|analy[sz]e
    |list|identify|compare)
    | how\s+\w+\s+(?:is|are|was|were)(?=\s+(?:the|our|its|their|this|that|[A-Z]))
    | how\s+(?:do|does|did|can|could|should|would|to|is|are|was|were|has|have|much|many|long
    |often|well|far|big|large)
    | (?:what|which|who|whom|whose|when|where|why)(?:'s|’s)?(?:\s+(?:is|are|was|were|do|does
    |did|can|could|should|would|will|has|have|had|kind\s+of|kinds\s+of|sort\s+of|type\s+of
    |types\s+of))?
    | (?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|may|must)
    )\b\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_LITTLE = re.compile(
    r"^(?!(?-i:IT)\b)(?:i|we|you|one|it|they|he|she|there|the|a|an|my|our|your|to|of|be|been|any|all|some)\b\s*",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|our|this)\b", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_ABOUT = re.compile(
    r"\b(?:of|for|in|at|with|about|on|by|from|under|between)\s+(?P<what>.+)$", re.IGNORECASE
)
_LONGEST = 6
_BARE_VERBS = frozenset(
    "work works happen happened happens differ function operate mean matter exist occur occurred"
    " end start begin cost look compare".split()
)
_BACK = re.compile(
    r"\b(?:it|its|they|them|their|theirs|this|that|these|those|he|him|his|she|her|hers|the\s+same"
    r"|the\s+(?:former|latter|first|second|third|last|other)(?:\s+(?:one|ones|option|plan))?)\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"they|them|their|these|those", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|any of|both|neither|either|every one|most of)\b", re.IGNORECASE)


def subjects_of(question: str) -> tuple[str, ...]:
    """The names in the question, each once."""
    return tuple(dict.fromkeys(name.text for name in names(question)))


def refers_back(question: str) -> bool:
    """Whether it has a pronoun for what was spoken of before."""
    return _BACK.search(question) is not None


def opens_with_pronoun(question: str) -> bool:
    """Whether its first pronoun points out of it, and to one thing."""
    found = _open_pronoun(question)
    return found is not None and _MANY.match(found[0]) is None


def points_back(part: str) -> bool:
    """Whether a part of a question cannot be understood without the rest: "does each of them …"."""
    return _open_pronoun(part) is not None or _EACH.search(part) is not None


def _open_pronoun(question: str) -> re.Match[str] | None:
    """The first pronoun, unless a noun goes before that it may mean."""
    found = _BACK.search(question)
    before = question[: found.start()].split() if found else []
    little = STOP_WORDS | LIGHT_WORDS
    nouns = [word for word in before if word.lower() not in little and not starts_with_verb(word)]
    return None if nouns else found


def unscaffolded(question: str, *, keep_article: bool = False) -> str:
    """The question without its opening: "How do I configure nginx?" becomes "configure nginx"."""
    rest = question.strip().rstrip("?!. ")
    for _ in range(4):
        shorter = _SCAFFOLD.sub("", rest, count=1)
        if not (keep_article and _ARTICLE.match(shorter)):
            shorter = _LITTLE.sub("", shorter, count=1)
        if shorter == rest or not shorter:
            break
        rest = shorter
    return rest


def topic_of(question: str) -> str:
    """What a later "it" may refer to: the name in the question, or its noun phrase."""
    named = names(question)
    rest = unscaffolded(question, keep_article=True)
    if named:
        return _widened(question, named[0].start, named[0].end)
    if about := _ABOUT.search(rest):
        return _bare(about["what"])
    return _bare(rest)


def _widened(question: str, start: int, end: int) -> str:
    """A name with the nouns right after it: "the Leeds lease" rather than "Leeds"."""
    after = []
    for match in _WORD.finditer(question, end):
        word = match[0].strip("?!.,;:'’\"")
        if not word or word.lower() in STOP_WORDS | LIGHT_WORDS or starts_with_verb(word):
            break
        after.append(word)
        if match[0][-1] in "?!.,;:":
            break
    article = "the " if question[:start].lower().endswith(("the ", "our ")) else ""
    return article + " ".join([question[start:end], *after[:2]]).rstrip("?!., ")


def _bare(phrase: str) -> str:
    words = phrase.split()
    article = "the " if words and words[0].lower() in {"the", "our", "this"} else ""
    if len(words) > 1 and words[0].isalpha() and starts_with_verb(words[0]):
        words = words[1:]
    if len(words) > 1 and words[-1].lower() in _BARE_VERBS:
        words = words[:-1]
    while words and words[0].lower() in STOP_WORDS:
        words = words[1:]
    kept: list[str] = []
    for word in words:
        if word.lower() in {
            "and",
            "or",
            "in",
            "for",
            "with",
            "by",
            "to",
            "at",
            "that",
            "which",
            "when",
        }:
            break
        kept.append(word)
    bare = " ".join(kept[:_LONGEST]).strip("?!.,;: ")
    return article + bare if bare else ""
