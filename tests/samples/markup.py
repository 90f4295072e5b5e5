"""The little Markdown that the sources of the binary samples are written in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Table

_EMPHASIS = re.compile(r"(\*\*.+?\*\*|\*.+?\*)")
_RULE = re.compile(r"\|[-| ]+\|")


def parse(source: str) -> Iterator[Block]:
    """Headings (`#`, `##`), bullets (`- `), pipe tables; lines of a paragraph stay lines.

    Raises `ValueError` where a heading is not set apart from what follows.
    """
    for lines in _stretches(source):
        first = lines[0]
        if first.startswith("|"):
            yield Table(tuple(_cells(line) for line in lines if not _RULE.fullmatch(line)))
        elif first.startswith("- "):
            yield Bullets(tuple(line.removeprefix("- ") for line in lines))
        elif first.startswith("#"):
            yield from (_heading(line) for line in lines)
        else:
            yield Paragraph("\n".join(lines))


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Stretches of a line with their emphasis: "", "*" or "**"."""
    for piece in _EMPHASIS.split(text):
        if piece:
            mark = "**" if piece.startswith("**") else "*" if piece.startswith("*") else ""
            yield piece.strip("*") if mark else piece, mark


def _stretches(source: str) -> Iterator[list[str]]:
    lines = (line.rstrip() for line in source.splitlines())
    return (list(group) for filled, group in groupby(lines, key=bool) if filled)


def _heading(line: str) -> Heading:
    marks, _, text = line.partition(" ")
    if marks.strip("#"):
        raise ValueError(f"a blank line is missing before {line!r}")
    return Heading(len(marks), text)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))
