"""Who holds a role, as a statement says it: today, formerly, or on the day it was signed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nyqst_agent.language.names import Name, names
from nyqst_agent.language.sentences import sentences
from nyqst_agent.offline.vocabulary import DIRECTORS, SINGLE_HOLDER_ROLES

_ROLE = re.compile(
    rf"(?<!deputy )(?<!assistant )(?<!vice[ -])(?<!associate )"
    rf"\b(?:{'|'.join(sorted(SINGLE_HOLDER_ROLES, key=len, reverse=True))}|{DIRECTORS}"
    r"|head of [a-z]+)\b",
    re.IGNORECASE,
)
_SUCCEEDED = re.compile(
    r"\b(?:succeed(?:s|ed|ing)?|replac(?:es|ed|ing)|takes over from|took over from"
    r"|taking over from|in place of"
    r"|successor to|former \w+)\s+(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?$",
    re.IGNORECASE,
)
_FORMER_ROLE = re.compile(
    r"\b(?:former|previous|ex-?|outgoing|then|retiring"
    r"|(?:was|were|had been)(?: an?| the| our| its)?)[\s-]*$",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?|[A-Z]\.)\s?$")
_SIGNED = re.compile(
    r"^\W*(?:signed|executed|approved|authorised|authorized|for and on behalf)\b[^:]{0,60}:",
    re.IGNORECASE,
)
_APART = re.compile(
    r"[.;]|\b(?:and|that|board|told|said|asked"
    r"|reports? to|reported|thanked|informed|invited|advised)\b",
    re.IGNORECASE,
)
"""Between a person and a role: the one does not hold the other."""
_LEADS_TO = re.compile(
    r"\W*(?:(?:(?:(?:of|at|for) (?:the |our )?[\w&' -]{2,40}?)?"
    r"\W*(?:is|are|was|will be|remains|now|new)?\W*)"
    r"(?:Mr|Mrs|Ms|Dr|Prof)?\W*)",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"\s(?:of|at|for)\s(?:the\s)?$", re.IGNORECASE)
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Holder:
    role: str
    person: str
    """The name's key."""
    former: bool = False
    signed: bool = False
    """Told by a signature only, which holds for its own day."""
    house: str = ""
    """Where the role is held, if it says so."""


def holders(text: str) -> Iterator[Holder]:
    """A sentence that only says who went speaks of the role in the one before."""
    signed = _SIGNED.match(text) is not None
    role = ""
    for start, end in sentences(text):
        sentence = text[start:end]
        roles = list(_ROLE.finditer(sentence))
        people = [name for name in names(sentence) if _is_person(name, sentence)]
        gone = [person for person in people if _SUCCEEDED.search(sentence[: person.start])]
        present = [person for person in people if person not in gone]
        for found in roles:
            if person := _nearest(present, found, sentence):
                former = _FORMER_ROLE.search(sentence[: found.start()]) is not None
                yield Holder(found[0], person.key, former, signed, _house(found, sentence))
        role = roles[-1][0] if roles else role
        if role:
            yield from (Holder(role, person.key, former=True) for person in gone)


def same_person(one: str, other: str) -> bool:
    """Whether two keys may name one person: "d ennery", "douglas ennery", "ennery"."""
    a, b = one.split(), other.split()
    shorter, longer = sorted((a, b), key=len)
    return a[-1] == b[-1] and all(
        any(word.startswith(part) or part.startswith(word) for word in longer[:-1])
        for part in shorter[:-1]
    )


def _is_person(name: Name, sentence: str) -> bool:
    return len(name.text.split()) > 1 or _TITLED.search(sentence[: name.start]) is not None


def _nearest(people: Sequence[Name], role: re.Match[str], sentence: str) -> Name | None:
    near = [person for person in people if _is_near(person, role, sentence)]
    return min(near, key=lambda person: _distance(person, role), default=None)


def _is_near(person: Name, role: re.Match[str], sentence: str) -> bool:
    """ "The managing director, since May Ann Lee", "Ann Lee was appointed managing director"."""
    if person.start >= role.end():
        return _LEADS_TO.fullmatch(sentence[role.end() : person.start]) is not None
    between = sentence[person.end : role.start()]
    return 0 <= _distance(person, role) <= _NEAR and not _APART.search(between)


def _distance(person: Name, role: re.Match[str]) -> int:
    return max(person.start - role.end(), role.start() - person.end)


def _house(role: re.Match[str], sentence: str) -> str:
    for name in names(sentence):
        if name.start >= role.end() and _HOUSE.fullmatch(sentence[role.end() : name.start]):
            return name.key
    return ""
