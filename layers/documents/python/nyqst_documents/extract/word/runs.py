"""The visible text of a paragraph's runs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nyqst_documents.extract.characters import raised
from nyqst_documents.extract.word.names import child, is_on, local, value
from nyqst_documents.extract.word.styles import Styles, number

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = frozenset(
    """
    pPr rPr tblPr trPr tcPr sdtPr del moveFrom delText instrText delInstrText fldChar Fallback
    commentReference annotationRef footnoteRef endnoteRef separator continuationSeparator rt
    """.split()
)
"""Tracked deletions, fields' instructions, comments' anchors, second versions of the same."""
_CHARACTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_SMALLEST = 4
"""Half-points; nothing smaller can be read."""
_NEARLY_WHITE = 0xE6


@dataclass(slots=True)
class Found:
    """What a paragraph holds beside its running text."""

    notes: "list[tuple[str, str]]" = field(default_factory=list)
    """Kind (footnote, endnote) and id."""
    boxes: "list[_Element]" = field(default_factory=list)
    """Contents of text boxes anchored in it."""


def paragraph_text(paragraph: "_Element", styles: Styles, found: Found, *, shaded: bool) -> str:
    """`shaded`: it stands on a ground that may be dark, so that white text can be read."""
    shaded = shaded or is_shaded(child(paragraph, "pPr"))
    return "".join(_pieces(paragraph, styles, found, shaded=shaded))


def _pieces(element: "_Element", styles: Styles, found: Found, *, shaded: bool) -> Iterator[str]:
    for part in element:
        name = local(part)
        if name in _LEFT_OUT:
            continue
        if name in ("t", "tab", "br", "cr", "noBreakHyphen", "ptab"):
            yield _CHARACTERS.get(name) or part.text or ""
        elif name in ("footnoteReference", "endnoteReference"):
            found.notes.append((name.removesuffix("Reference"), value(part, "id") or ""))
        elif name == "txbxContent":
            found.boxes.append(part)
        elif name == "r":
            yield _run(part, styles, found, shaded=shaded)
        else:
            yield from _pieces(part, styles, found, shaded=shaded)


def _run(run: "_Element", styles: Styles, found: Found, *, shaded: bool) -> str:
    properties = child(run, "rPr")
    if is_unseen(properties, styles, shaded=shaded):
        return ""
    text = "".join(_pieces(run, styles, found, shaded=shaded))
    lifted = number(value(child(properties, "position"))) > 0
    is_raised = lifted or value(child(properties, "vertAlign")) == "superscript"
    return raised(text) if is_raised else text


def is_unseen(properties: "_Element | None", styles: Styles, *, shaded: bool) -> bool:
    """Hidden, struck out, white on white or too small to be read."""
    if properties is None:
        return False
    if any(is_on(child(properties, name)) for name in ("vanish", "strike", "dstrike")):
        return True
    size = value(child(properties, "sz"))
    if (size and number(size) < _SMALLEST) or styles.of(properties, "rStyle").hidden:
        return True
    white = _is_nearly_white(value(child(properties, "color")))
    return white and not shaded and not is_shaded(properties)


def is_shaded(properties: "_Element | None") -> bool:
    """Anything but a white ground counts: a dark one makes white text the visible kind."""
    fill = value(child(properties, "shd"), "fill") or "auto"
    highlighted = value(child(properties, "highlight")) not in (None, "none", "white")
    themed = value(child(properties, "shd"), "themeFill") is not None
    return highlighted or themed or not (fill == "auto" or _is_nearly_white(fill))


def _is_nearly_white(colour: str | None) -> bool:
    try:
        channels = bytes.fromhex(colour or "")
    except ValueError:
        return False
    return len(channels) == 3 and min(channels) >= _NEARLY_WHITE
