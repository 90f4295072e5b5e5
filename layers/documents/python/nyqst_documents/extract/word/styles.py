"""What the styles of a docx make of the paragraphs and runs that use them."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nyqst_documents.extract.word.names import child, is_on, local, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik)\s*(\d)", re.IGNORECASE
)
_TITLES = {"title": 1, "subtitle": 2}
_LONGEST_CHAIN = 20
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Style:
    name: str = ""
    level: int | None = None
    """Of a heading, from 1."""
    hidden: bool = False
    bold: bool = False
    list_id: str | None = None
    list_level: int = 0


_PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """Those that are used are worked out, once each."""

    elements: "dict[str, _Element]" = field(default_factory=dict)
    _known: dict[str, Style] = field(default_factory=dict)

    def of(self, properties: "_Element | None", kind: str) -> Style:
        """`kind` is pStyle or rStyle."""
        id_ = value(child(properties, kind)) or ""
        if id_ not in self.elements:
            return _PLAIN
        if id_ not in self._known:
            self._known[id_] = _style(id_, self.elements)
        return self._known[id_]


def read_styles(root: "_Element | None") -> Styles:
    return Styles(
        {
            value(style, "styleId") or "": style
            for style in ([] if root is None else root)
            if local(style) == "style"
        }
    )


def _style(id_: str, elements: "dict[str, _Element]") -> Style:
    """A style takes from those it is based on what it does not say itself."""
    chain = list(_chain(id_, elements))
    name = value(child(chain[0], "name")) or id_
    numbering = [found for e in chain if (found := child(e, "pPr", "numPr")) is not None]
    return Style(
        name=name.lower(),
        level=next((level for level in map(_level, chain) if level is not None), None),
        hidden=any(is_on(child(element, "rPr", "vanish")) for element in chain),
        bold=any(is_on(child(element, "rPr", "b")) for element in chain),
        list_id=next(filter(None, (value(child(n, "numId")) for n in numbering)), None),
        list_level=next((number(value(child(n, "ilvl"))) for n in numbering), 0),
    )


def _chain(id_: str, elements: "dict[str, _Element]") -> "list[_Element]":
    chain: list[_Element] = []
    while id_ in elements and len(chain) < _LONGEST_CHAIN:
        chain.append(elements[id_])
        id_ = value(child(chain[-1], "basedOn")) or ""
    return chain


def _level(style: "_Element") -> int | None:
    name = (value(child(style, "name")) or "").lower()
    named = _HEADING.fullmatch(name)
    if named:
        return int(named[1]) or 1
    return _TITLES.get(name) or outline_level(child(style, "pPr"))


def outline_level(properties: "_Element | None") -> int | None:
    level = value(child(properties, "outlineLvl"))
    return number(level) + 1 if level and number(level) < _DEEPEST else None


def number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else 0
