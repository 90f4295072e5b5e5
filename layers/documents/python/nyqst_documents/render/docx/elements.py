"""The pieces of WordprocessingML that python-docx has no call for."""

from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from nyqst_documents.render.direction import runs_right_to_left

Piece = Any
"""An lxml element that stands in a paragraph."""


def run(text: str, style: str | None = None) -> Piece:
    """`text` may hold line ends; `style` is a character style's id."""
    element = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    if style:
        properties.append(_with_value("w:rStyle", style))
    if runs_right_to_left(text):
        properties.append(OxmlElement("w:rtl"))
    if len(properties):
        element.append(properties)
    for number, line in enumerate(text.split("\n")):
        if number:
            element.append(OxmlElement("w:br"))
        element.append(_text(line))
    return element


def tab() -> Piece:
    element = OxmlElement("w:r")
    element.append(OxmlElement("w:tab"))
    return element


def link(anchor: str, *runs: Piece) -> Piece:
    element = OxmlElement("w:hyperlink")
    element.set(qn("w:anchor"), bookmark_name(anchor))
    element.set(qn("w:history"), "1")
    element.extend(runs)
    return element


def bookmarked(anchor: str, number: int, pieces: Iterable[Piece]) -> list[Piece]:
    """`number` is unique within the document."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), bookmark_name(anchor))
    return [start, *pieces, end]


def paragraph(style: str, pieces: Iterable[Piece], *, right_to_left: bool = False) -> Piece:
    element = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    properties.append(_with_value("w:pStyle", style))
    if right_to_left:
        properties.append(OxmlElement("w:bidi"))
    element.append(properties)
    element.extend(pieces)
    return element


def bookmark_name(anchor: str) -> str:
    """Word takes letters, digits and underscores, 40 of them at most."""
    return anchor.replace("-", "_")


def _with_value(tag: str, value: str) -> Piece:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def _text(line: str) -> Piece:
    element = OxmlElement("w:t")
    element.set(qn("xml:space"), "preserve")
    element.text = line
    return element
