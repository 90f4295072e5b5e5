"""What a format's reader hands on: blocks in reading order and what the file says of itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    """Becomes one line, whatever line ends are in it."""
    ROWS = "rows"
    """Items of a list and the like: each line stays a line, and neighbouring rows are one block."""
    TABLE = "table"
    """Rows that are a block of their own."""
    CODE = "code"
    """Each line stays as it is, its spaces too."""


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    text: str
    level: int = 0
    """Of a heading, from 1."""


@dataclass(frozen=True, slots=True)
class Draft:
    blocks: Iterable[Block]
    """Read once, and no further than a text may be long."""
    title: str | None = None
    """The title that the file's metadata give."""
    dated: date | None = None
    """A date that the author wrote down as the document's own, front matter for instance."""
    created: date | None = None
    """What the program that wrote the file noted: believed only if nothing else is there."""
    is_data: bool = False
    """Records, not prose: the dates in them are not the document's own."""


def heading(text: str, level: int) -> Block:
    return Block(Kind.HEADING, text, level)


def paragraph(text: str) -> Block:
    return Block(Kind.PARAGRAPH, text)


def rows(text: str) -> Block:
    return Block(Kind.ROWS, text)


def table(lines: Iterable[str]) -> Block:
    return Block(Kind.TABLE, "\n".join(lines))


def code(text: str) -> Block:
    return Block(Kind.CODE, text)
