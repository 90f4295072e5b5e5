"""The numbers and bullets that Word shows beside paragraphs and does not write into them."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nyqst_documents.extract.word.names import child, local, value
from nyqst_documents.extract.word.styles import Style, number

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN = 399
_LONGEST_MARK = 40


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    """By list and depth."""
    _counters: dict[tuple[str, int], int] = field(default_factory=dict)

    def mark(self, properties: "_Element | None", style: Style) -> str | None:
        """What stands beside the next paragraph; None if it is in no list. Counts on."""
        own = child(properties, "numPr")
        list_id = value(child(own, "numId")) or style.list_id
        depth = number(value(child(own, "ilvl"))) if own is not None else style.list_level
        level = self.levels.get((list_id or "0", depth))
        if list_id in (None, "0") or level is None or level.format == "none":
            return None
        return "-" if level.format == "bullet" else self._count(list_id or "", depth, level)

    def _count(self, list_id: str, depth: int, level: _Level) -> str:
        self._counters[list_id, depth] = self._counters.get((list_id, depth), level.start - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counters.pop((list_id, deeper), None)
        return _PLACE.sub(lambda place: self._shown(list_id, int(place[1]) - 1), level.text)

    def _shown(self, list_id: str, depth: int) -> str:
        level = self.levels.get((list_id, depth), _Level("decimal", "", 1))
        return _formatted(self._counters.get((list_id, depth), level.start), level.format)


def read_numbering(root: "_Element | None") -> Numbering:
    parts = [] if root is None else list(root)
    abstract = {
        value(part, "abstractNumId"): part for part in parts if local(part) == "abstractNum"
    }
    levels = {}
    for part in parts:
        if local(part) == "num":
            source = abstract.get(value(child(part, "abstractNumId")))
            for level in [] if source is None else source:
                if local(level) == "lvl":
                    key = value(part, "numId") or "", number(value(level, "ilvl"))
                    levels[key] = _level(level)
    return Numbering(levels)


def _level(level: "_Element") -> _Level:
    return _Level(
        format=value(child(level, "numFmt")) or "decimal",
        text=(value(child(level, "lvlText")) or "")[:_LONGEST_MARK],
        start=number(value(child(level, "start")) or "1"),
    )


def _formatted(count: int, format_: str) -> str:
    if format_ in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        letter = "abcdefghijklmnopqrstuvwxyz"[count - 1]
        return letter if format_ == "lowerLetter" else letter.upper()
    if format_ in ("lowerRoman", "upperRoman") and 0 < count <= _MOST_ROMAN:
        return _roman(count) if format_ == "lowerRoman" else _roman(count).upper()
    return str(count)


def _roman(count: int) -> str:
    digits = []
    for size, letters in _ROMAN:
        digits.append(letters * (count // size))
        count %= size
    return "".join(digits)
