"""Takes a question apart into what can be looked for side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nyqst_agent.language.sentences import sentences
from nyqst_agent.language.stop_words import STOP_WORDS

_AUXILIARY = r"is|are|was|were|does|do|did|can|could|should|will|would|has|have|may|must"
_QUESTION = rf"what|which|who|whom|whose|when|where|why|how|{_AUXILIARY}"
_ASKS = re.compile(
    rf"^\W*(?:and |but |or |so )?(?:{_QUESTION}|in what|to what|for how|since when|at what|by when"
    r"|describe|explain|list|name|summari[sz]e|compare|tell|give|show|outline|assess|evaluate"
    r"|identify|discuss|analy[sz]e|find|review|determine)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    rf"(?:\s*[,;–—]\s*|\s+)(?:and|or|but|as well as|also)\s+(?=(?:{_QUESTION}|in what|to what"
    r"|for how|since when|at what|by when)\b)"
    r"|\s*[,;]\s+(?=(?:what|which|whose|whom|who|when|where|why|how)\b)|\s*;\s*"
    rf"|\s*,\s+(?=(?:{_AUXILIARY})\s+(?:the|an?|any|its?|they|there|this|these)\b)",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s*(?:and|or)\s+|,\s+")
_COMMA_OR_AND = re.compile(rf"{_COMMA.pattern}|\s+(?:and|or)\s+")
_FEWEST, _LONGEST_ITEM = 3, 8
_FEWEST_AFTER_COLON = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A question of its own, or one item of a list that a question has."""

    text: str
    clause: str
    """The question it is part of: the same as `text` if it is one."""
    before: str
    """The question that was put before it in the same breath, empty if none was."""

    lead: str = ""
    """What the clause says before the list that the item is of."""

    @property
    def is_item(self) -> bool:
        return self.text != self.clause


def parts(question: str) -> tuple[Part, ...]:
    found: list[Part] = []
    clauses = sub_questions(question)
    for clause in clauses:
        before = clauses[0] if clause is not clauses[0] else ""
        listed = _items(clause)
        lead = _lead(clause, listed)
        found += [Part(item, clause, before, lead) for item in listed] or [
            Part(clause, clause, before)
        ]
    return tuple(dict.fromkeys(found))


def sub_questions(question: str) -> tuple[str, ...]:
    """The questions it is made of. Sentences that ask nothing are left out beside one that does."""
    flat = " ".join(question.split())
    told = [flat[start:end] for start, end in sentences(flat)]
    asking = [part for part in told if part.endswith("?") or _ASKS.match(part)] or told
    split = [piece.strip(" ,;") for part in asking for piece in _JOINED.split(part)]
    return tuple(dict.fromkeys(piece for piece in split if re.search(r"\w", piece)))


def asks(text: str) -> bool:
    """Whether it is put as a question or a request, rather than a noun phrase."""
    return _ASKS.match(text) is not None


def _items(clause: str) -> list[str]:
    """Of "What are its finances, customers and risks?" these three; none if there is no list."""
    lead, colon, listed = clause.partition(": ")
    if colon:
        found = [_bare(item) for item in _COMMA_OR_AND.split(listed)]
        return _worth_asking(found, _FEWEST_AFTER_COLON)
    pieces = _COMMA.split(lead)
    if len(pieces) < 2:
        return []
    pieces[-1:] = re.split(r"\s+(?:and|or)\s+", pieces[-1])
    pieces[0] = _last_words(pieces[0])
    return _worth_asking([_bare(piece) for piece in pieces], _FEWEST)


def _lead(clause: str, listed: Sequence[str]) -> str:
    return clause[: clause.find(listed[0])].strip(" ,:") if listed else ""


def _worth_asking(items: list[str], fewest: int) -> list[str]:
    short = all(0 < len(item.split()) <= _LONGEST_ITEM for item in items)
    return items if short and len(items) >= fewest else []


def _last_words(text: str) -> str:
    """What follows the last little word: the first item of the list that the text leads up to."""
    words = text.split()
    little = [n for n, word in enumerate(words) if _is_little(word)]
    return " ".join(words[little[-1] + 1 :] if little else words)


def _bare(text: str) -> str:
    words = text.strip(" ?.!").split()
    while words and _is_little(words[0]):
        del words[0]
    while words and _is_little(words[-1]):
        del words[-1]
    return " ".join(words)


def _is_little(word: str) -> bool:
    return word.lower().strip("?.,!'’\"") in STOP_WORDS or word.lower().endswith(("'s", "’s"))
