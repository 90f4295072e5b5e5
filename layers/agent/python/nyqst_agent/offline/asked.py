"""What a task is asked: its own part of a question, and the question around it."""

import re
from dataclasses import dataclass
from functools import lru_cache

_PART = re.compile(r"(?P<text>.+) \(asked in: (?P<around>.+)\)", re.DOTALL)
_FRAME = re.compile(
    r"^What do the documents say about (?P<what>.+?)\??$", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    around: str = ""
    """Empty if the part is the whole."""
    items: tuple[str, ...] = ()
    """What it comprises, each of which is worth finding."""
    within: str = ""
    """What a text has to speak of besides: "renewal among customers" is no other renewal."""

    @property
    def needs(self) -> "tuple[Asked, ...]":
        """Each thing to be found by itself."""
        if not self.items:
            return (self,)
        return (Asked(self.text), *(_item(item, self.text) for item in self.items))


def _item(listed: str, around: str) -> Asked:
    item, _, within = listed.partition(" among ")
    return Asked(item, around, within=within)


def in_words(asked: Asked) -> str:
    """As a task's message, which has to be understood without the other tasks."""
    if not asked.around:
        return asked.text
    return f"{asked.text} (asked in: {asked.around})"


@lru_cache(maxsize=256)
def asked_in(message: str) -> Asked:
    part = _PART.fullmatch(message)
    if part:
        return Asked(part["text"], part["around"])
    framed = _FRAME.match(message)
    what, _, listed = (framed["what"] if framed else message).partition(": ")
    if framed is None or not listed:
        return Asked(framed["what"] if framed else message)
    return Asked(what, items=tuple(listed.split(", ")))
