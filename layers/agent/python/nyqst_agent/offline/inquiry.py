"""Takes a question apart: what it is about, and what it wants to know of that."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from nyqst_agent.language.sentences import sentences
from nyqst_agent.language.stop_words import LIGHT_WORDS, STOP_WORDS
from nyqst_agent.language.words import stems
from nyqst_agent.offline.enumeration import enumerated
from nyqst_agent.offline.subject import refers_back, subjects_of, topic_of, unscaffolded
from nyqst_agent.offline.terms import Term, name_terms, terms_of

_MOST_NEEDS = 10
_ATTRIBUTE_WEIGHT = 0.5
_ATTRIBUTES = frozenset(
    stems(word)
    for word in "limit rate size period date term status sum figure share score maximum minimum"
    " deadline duration length".split()
)


class Wanted(StrEnum):
    """The kind of thing that would answer."""

    ANYTHING = "anything"
    FIGURE = "figure"
    TIME = "time"
    PERSON = "person"
    PLACE = "place"
    CAUSE = "cause"
    PROCEDURE = "procedure"


_OF_WHAT = re.compile(r".*\bof (?P<article>the |our |this )?(?P<what>[^:?]+?)\s*$", re.IGNORECASE)
_GRAMMATICAL = re.compile(
    r"^\W*(?:(?:is|are|does|do|did|has|have|can|will|was|were) (?P<article>the "
    r"|our )?(?P<what>[\w.+-]+) \w+)"
    r"|^\W*how (?:do|can|should|would) (?:i|we|you|one) (?:set up |get started with "
    r"|\w+ )(?:the )?(?P<how>[\w.+-]+)\b(?! (?:of|in|for) )",
    re.IGNORECASE,
)
_WANTED = tuple(
    (re.compile(pattern, re.IGNORECASE), wanted)
    for pattern, wanted in (
        (r"\bhow (?:long|often|soon|late|early|old)\b|\bwhen (?:is|are|was|were|did"
            r"|does|do|will|has|had|exactly)\b|\b(?:what|which) (?:date|day|year|month)\b"
            r"|\bsince when\b|\bdeadline\b", Wanted.TIME),
        (r"\bhow (?:much|many|large|big|high|fast|far)\b|\bwhat (?:percentage|share"
            r"|proportion|number|amount|price|fee)\b", Wanted.FIGURE),
        (r"\bwho(?:se|m)?\b", Wanted.PERSON),
        (r"\bwhere\b", Wanted.PLACE),
        (r"\bwhy\b|\bwhat (?:caused|led to|is the reason|was the reason|are the reasons"
            r"|were the causes)\b|\bhow come\b", Wanted.CAUSE),
        (r"\bhow (?:do|can|to|should|would|must|does one|could)\b|\bwhat (?:should|can"
            r"|must|do) (?:i|we|you|one) do\b", Wanted.PROCEDURE),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to be found out: a question of its own, or one item of a list of topics."""

    text: str
    terms: tuple[Term, ...]
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Inquiry:
    """`subject` is shared by all needs.

    Texts about what has a name, such as a company, go on without repeating it. A subject without
    one (`named` is false) is one topic among others: each statement has to be about it.
    """

    subject: tuple[Term, ...]
    needs: tuple[Need, ...]
    named: bool = True


@lru_cache(maxsize=256)
def inquire(question: str) -> Inquiry:
    topic, items = enumerated(question)
    parts = items or sub_questions(question)
    named = subjects_of(topic if items else question)
    unnamed, is_known = ((), False) if named else _unnamed(topic, items, parts)
    subject = name_terms(named or unnamed)
    known = {part for term in subject for part in term.phrase}
    needs = []
    for text in parts:
        terms = tuple(t for t in terms_of(unscaffolded(text)) if not known.issuperset(t.phrase))
        if terms:
            needs.append(Need(text, _weighed(terms), wanted(text)))
    if not needs:
        needs = [Need(question, subject, wanted(question))]
        subject = ()
    return Inquiry(subject, tuple(needs[:_MOST_NEEDS]), bool(named) or is_known)


def _weighed(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Beside the thing itself, "limit" or "rate" matters less: an answer gives it unnamed."""
    if sum(term.weight == 1.0 for term in terms) < 2:
        return terms
    return tuple(
        replace(term, weight=_ATTRIBUTE_WEIGHT) if term.phrase in _ATTRIBUTES else term
        for term in terms
    )


def _unnamed(
    topic: str, items: Sequence[str], parts: Sequence[str]
) -> tuple[tuple[str, ...], bool]:
    """A subject without a capital, where the grammar tells it; and whether it is a known one.

    "The hospice" is the one that everybody knows, as if it had been named.
    """
    if items:
        found = _OF_WHAT.search(topic)
        return ((found["what"],), bool(found["article"])) if found else ((), False)
    if len(parts) > 1 and any(map(refers_back, parts[1:])):
        what = topic_of(parts[0])
        return (what.removeprefix("the "),), what.startswith("the ")
    found = _GRAMMATICAL.match(parts[0] if parts else "")
    if found is None:
        return (), False
    what = found["what"] or found["how"]
    if what.lower() in STOP_WORDS | LIGHT_WORDS:
        return (), False
    return (what,), bool(found["article"])


def wanted(question: str) -> Wanted:
    return next((kind for shape, kind in _WANTED if shape.search(question)), Wanted.ANYTHING)


_QUESTION = (
    r"(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|does|do|did|can"
    r"|could|should|will|would|has|have|may|must)"
)
_ASKS = re.compile(
    rf"^\W*(?:and |but |or |so )?(?:{_QUESTION}|in what|to what|for how|since when"
    rf"|at what|by when|describe|explain|list|name|summari[sz]e"
    r"|compare|tell|give|show|outline|assess|evaluate|identify|discuss|analy[sz]e|find|review|determine)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    rf"(?:\s*[,;–—]\s*|\s+)(?:and|or|but|as well as|also)\s+(?={_QUESTION[:-1]}|in what"
    rf"|to what|for how|since when|at what|by when)\b)"
    rf"|\s*[,;]\s+(?=(?:what|which|who|when|where|why|how)\b)|\s*;\s*",
    re.IGNORECASE,
)


def sub_questions(question: str) -> tuple[str, ...]:
    """The questions it is made of. Sentences that ask nothing are left out beside one that does."""
    flat = " ".join(question.split())
    parts = [flat[start:end] for start, end in sentences(flat)]
    asking = [part for part in parts if part.endswith("?") or _ASKS.match(part)] or parts
    split = [piece.strip(" ,;") for part in asking for piece in _JOINED.split(part)]
    return tuple(dict.fromkeys(piece for piece in split if re.search(r"\w", piece)))
