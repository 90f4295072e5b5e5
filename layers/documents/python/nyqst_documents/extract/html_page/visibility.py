"""Takes out of a page what its reader does not see: nobody should be shown it as a quotation."""

from dataclasses import dataclass

from nyqst_documents.extract.html_page.css import (
    Colour,
    Declarations,
    Stylesheet,
    colour,
    declarations,
    hides,
)
from nyqst_documents.extract.html_page.tree import Node

_UNSEEN_TAGS = frozenset(
    """
    script style template noscript iframe object embed applet svg canvas video audio map area
    button select option datalist input textarea progress meter dialog rp rt
    del s strike head title meta link base
    """.split()
)
"""Also what is struck out: it was withdrawn."""

_UNSEEN_CLASSES = frozenset(
    """
    sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only screenreader-only
    hidden d-none is-hidden hide element-invisible u-hidden invisible a11y-hidden
    headerlink anchorjs-link mw-editsection
    """.split()
)
"""By custom these hide text from the eye, or are marks beside headings."""

_CLOSE = 24
"""Colours whose channels all differ by no more than this cannot be told apart in passing."""

_PAPER: Colour = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class _Paint:
    """Unknown colours are None and hide nothing."""

    ink: Colour | None = (0, 0, 0)
    ground: Colour | None = _PAPER

    def under(self, style: Declarations) -> "_Paint":
        ink = colour(style["color"]) if style.get("color", "inherit") != "inherit" else self.ink
        return _Paint(ink, self._ground(style))

    def _ground(self, style: Declarations) -> Colour | None:
        value = style.get("background-color") or style.get("background") or ""
        if (
            style.get("background-image", "none") != "none"
            or "(" in value.replace("rgb", "", 1)[1:]
        ):
            return None
        if value in ("", "none", "transparent", "inherit", "initial"):
            return self.ground
        return next((known for known in map(colour, [value, *value.split()]) if known), None)

    def is_invisible(self) -> bool:
        if self.ink is None or self.ground is None:
            return False
        return all(abs(a - b) <= _CLOSE for a, b in zip(self.ink, self.ground, strict=True))


def without_the_unseen(root: Node) -> Node:
    sheet = Stylesheet()
    for style in root.find("style"):
        sheet.add(style.text())
    return _seen(root, sheet, _Paint())


def _seen(node: Node, sheet: Stylesheet, paint: _Paint) -> Node:
    kept: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            kept.append(" " if paint.is_invisible() else child)
            continue
        if _is_unseen(child):
            continue
        style = _style_of(child, sheet)
        if not hides(style):
            kept.append(_seen(child, sheet, paint.under(style)))
    return Node(node.tag, node.attributes, kept)


def _is_unseen(node: Node) -> bool:
    return (
        node.tag in _UNSEEN_TAGS
        or "hidden" in node.attributes
        or not _UNSEEN_CLASSES.isdisjoint(node.get("class").split())
    )


def _style_of(node: Node, sheet: Stylesheet) -> dict[str, str]:
    style = {}
    if node.get("bgcolor"):
        style["background-color"] = node.get("bgcolor").lower()
    for name in ("color", "text"):
        if node.get(name) and node.tag in ("font", "body"):
            style["color"] = node.get(name).lower()
    if sheet.rules:
        style |= sheet.declarations_for(node.tag, node.get("class").split(), node.get("id"))
    if node.get("style"):
        style |= declarations(node.get("style"))
    return style
