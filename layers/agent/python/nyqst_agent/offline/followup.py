"""Makes a follow-up question stand on its own."""

import re
from collections.abc import Sequence

from nyqst_agent.language.names import names
from nyqst_agent.offline.parts import sub_questions
from nyqst_agent.offline.subject import refers_back, topic_of, unscaffolded
from nyqst_agent.offline.terms import terms_of

_CONTINUES = re.compile(
    r"^\W*(?:and|but|so|ok|okay|also|now|then|what about|how about|and what about)\b[\s,]*",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"\b(?:its|their|his)\b", re.IGNORECASE)
_HER_THING = re.compile(r"\bher(?=\s+[a-z])", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:it|they|them|this|that|these|those|he|him|she|her)\b(?!\s+(?:is|was)\s+(?:true|said|known|possible))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\bthe\s+(?P<which>first|second|third|last|former|latter|other)(?:\s+(?:one|option|item|plan|alternative))?\b",
    re.IGNORECASE,
)
_PLACES = {"first": 0, "former": 0, "second": 1, "latter": -1, "other": -1, "third": 2, "last": -1}
_PAIR = re.compile(
    r"\b(?:between|compare|of|the|are|is|do|does|than|or|with|to|about|for|in)\s+(?P<one>[\w'’./-]+(?:\s[\w'’./-]+){0,2}?)\s*(?:,|\band\b|\bor\b|\bvs\.?|\bversus\b|\bwith\b|\bto\b)\s*(?P<two>[\w'’./-]+(?:\s[\w'’./-]+){0,2}?)"
    r"(?=[?.!,]|$|\s(?:plans?|options?|in|for|on|with|when|if|by|at|differ|compare)\b)",
    re.IGNORECASE,
)
_SHORT = 7
_COMPARING = frozenset(
    {"compare", "compared", "comparison", "difference", "differences", "differ", "better"}
)


def resolve(question: str, earlier: Sequence[str]) -> str:
    """The question with what "it" or "the second one" meant; the earlier ones oldest first."""
    topic = _topic(earlier)
    if not topic or not _depends(question):
        return question
    if ordinal := _ORDINAL.search(question):
        return _with_item(question, ordinal, earlier, topic)
    resolved = with_subject(question, topic)
    if resolved != question:
        return resolved
    bare = unscaffolded(_CONTINUES.sub("", question)).strip(" ?!.")
    if not bare:
        return f"What else do the documents say about {topic}?"
    return f"What do the documents say about the {bare} of {topic}?"


def with_subject(question: str, topic: str) -> str:
    """With the topic for the first pronoun that can mean it."""
    owner = f"{topic}'" if topic.endswith("s") else f"{topic}'s"
    meant = ((_POSSESSIVE, owner), (_HER_THING, owner), (_PRONOUN, topic))
    found = [(match, name) for shape, name in meant if (match := shape.search(question))]
    if not found:
        return question
    match, name = min(found, key=lambda pair: (pair[0].start(), -pair[0].end()))
    return question[: match.start()] + name + question[match.end() :]


def _depends(question: str, *, alone: bool = False) -> bool:
    """Only its first part counts: a later one may point back to that."""
    first = (sub_questions(question) or (question,))[0]
    if refers_back(first):
        return True
    if names(first) or len(first.split()) > _SHORT:
        return False
    one_word = not alone and len(terms_of(unscaffolded(first))) <= 1
    return _CONTINUES.match(first) is not None or one_word


def _topic(earlier: Sequence[str]) -> str:
    """Of the last question that stands alone; the ones after it were about the same."""
    alone = [question for question in earlier if not _depends(question, alone=True)]
    return topic_of(alone[-1]) if alone else ""


def _with_item(question: str, ordinal: re.Match[str], earlier: Sequence[str], topic: str) -> str:
    """ "And the second one?" repeats what was asked before, for one of the things it named."""
    before = earlier[-1]
    items = _items(before)
    place = _PLACES[ordinal["which"].lower()]
    item = items[place] if -len(items) <= place < len(items) else topic
    rest = _CONTINUES.sub("", question[: ordinal.start()] + question[ordinal.end() :]).strip(
        " ?!.,"
    )
    if rest and len(rest.split()) > 1:
        return question[: ordinal.start()] + item + question[ordinal.end() :]
    other = [t.words for t in terms_of(unscaffolded(before)) if t.words not in item.lower()]
    asked = " ".join(
        w for w in other if w not in _COMPARING and w not in " ".join(_items(before)).lower()
    )
    about = f"the {asked} of {item}" if asked else item
    return f"What do the documents say about {about}?"


def _items(question: str) -> list[str]:
    named = list(dict.fromkeys(name.text for name in names(question)))
    if len(named) > 1:
        return named
    pair = _PAIR.search(question)
    return [pair["one"], pair["two"]] if pair else named
