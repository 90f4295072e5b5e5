"""Paragraphs, lists and tables of a docx to blocks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nyqst_documents.extract.characters import one_line
from nyqst_documents.extract.draft import Block, Kind, heading, paragraph, rows, table
from nyqst_documents.extract.limits import MAX_DEPTH
from nyqst_documents.extract.listing import item
from nyqst_documents.extract.plain_text.headings import is_short_title
from nyqst_documents.extract.reasons import Reason, unreadable
from nyqst_documents.extract.tables import repeated, table_lines
from nyqst_documents.extract.word.names import child, is_on, local, value
from nyqst_documents.extract.word.numbering import Numbering
from nyqst_documents.extract.word.runs import Found, is_shaded, paragraph_text
from nyqst_documents.extract.word.styles import Style, Styles, outline_level
from nyqst_documents.extract.word.table import grid, header_rows

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINERS = frozenset(
    "body sdtContent ins moveTo customXml smartTag txbxContent tc footnote endnote".split()
)
_CONTENTS_STYLES = ("toc ", "table of figures", "index ")
_CODE_STYLES = ("html preformatted", "preformatted text", "plain text", "code", "source code")
_CONTENTS_GALLERY = "table of contents"


@dataclass(slots=True)
class Body:
    styles: Styles
    numbering: Numbering
    notes: "dict[tuple[str, str], _Element]" = field(default_factory=dict)
    """Foot- and endnotes by kind and id; each is said once, however often it is referred to."""

    def blocks_of(
        self, element: "_Element", depth: int = 0, *, shaded: bool = False
    ) -> Iterator[Block]:
        if depth > MAX_DEPTH:
            raise unreadable(Reason.TOO_LARGE_UNPACKED, "The document is nested too deeply")
        for part in element:
            name = local(part)
            if name == "p":
                yield from self._paragraph(part, depth, shaded=shaded)
            elif name == "tbl":
                yield from self._table(part, depth)
            elif name == "sdt" and not _is_contents(part):
                content = child(part, "sdtContent")
                if content is not None:
                    yield from self.blocks_of(content, depth + 1, shaded=shaded)
            elif name in _CONTAINERS:
                yield from self.blocks_of(part, depth + 1, shaded=shaded)

    def _paragraph(self, element: "_Element", depth: int, *, shaded: bool) -> Iterator[Block]:
        properties = child(element, "pPr")
        style = self.styles.of(properties, "pStyle")
        if style.name.startswith(_CONTENTS_STYLES) or style.hidden:
            return
        found = Found()
        text = paragraph_text(element, self.styles, found, shaded=shaded)
        if text.strip():
            yield self._block(element, text, style)
        for box in found.boxes:
            yield from self.blocks_of(box, depth + 1, shaded=True)
        for note in found.notes:
            yield from self._note(note, depth)

    def _block(self, element: "_Element", text: str, style: Style) -> Block:
        properties = child(element, "pPr")
        if style.name in _CODE_STYLES:
            return Block(Kind.CODE, text)
        level = outline_level(properties) or style.level
        mark = self.numbering.mark(properties, style)
        if level is not None:
            return heading(f"{mark or ''} {text}" if mark != "-" else text, level)
        if mark:
            return item(mark, text)
        if is_short_title(text) and self._is_bold(element, style):
            return heading(text, _BOLD_LEVEL)
        lines = [line for line in map(one_line, text.split("\n")) if line]
        return (
            rows("\n".join(lines))
            if len(lines) > 1 and len(max(lines, key=len)) < 90
            else paragraph(text)
        )

    def _is_bold(self, element: "_Element", style: Style) -> bool:
        runs = [run for run in element.iter() if local(run) == "r" and _has_text(run)]
        return bool(runs) and all(
            style.bold
            or is_on(child(run, "rPr", "b"))
            or self.styles.of(child(run, "rPr"), "rStyle").bold
            for run in runs
        )

    def _note(self, key: tuple[str, str], depth: int) -> Iterator[Block]:
        note = self.notes.pop(key, None)
        if note is not None:
            text = " ".join(block.text for block in self.blocks_of(note, depth + 1))
            yield paragraph(f"Note: {one_line(text)}" if text.strip() else "")

    def _table(self, element: "_Element", depth: int) -> Iterator[Block]:
        """A table of a single column only places things."""
        cells = grid(element)
        if max(map(len, cells), default=0) < 2:
            for cell in dict.fromkeys(cell for row in cells for cell in row):
                yield from self.blocks_of(cell, depth + 1, shaded=is_shaded(child(cell, "tcPr")))
            return
        texts = self._texts(cells, depth)
        yield table(table_lines(texts, header_rows(element, cells, texts)))

    def _texts(self, cells: "list[list[_Element]]", depth: int) -> list[list[str]]:
        """Each cell is read once; one that spans several places is long in the first only."""
        known: dict[_Element, str] = {}
        texts = []
        for row in cells:
            line = []
            for cell in row:
                if cell in known:
                    line.append(repeated(known[cell], 2)[1])
                else:
                    known[cell] = self._cell_text(cell, depth)
                    line.append(known[cell])
            texts.append(line)
        return texts

    def _cell_text(self, cell: "_Element", depth: int) -> str:
        shaded = (
            is_shaded(child(cell, "tcPr")) or value(child(cell, "tcPr", "cnfStyle")) is not None
        )
        return " ".join(
            one_line(block.text) for block in self.blocks_of(cell, depth + 1, shaded=shaded)
        )


_BOLD_LEVEL = 3
"""Of a heading that is one by nothing but its bold type."""


def _has_text(run: "_Element") -> bool:
    return any(local(part) == "t" and (part.text or "").strip() for part in run)


def _is_contents(sdt: "_Element") -> bool:
    gallery = value(child(sdt, "sdtPr", "docPartObj", "docPartGallery")) or ""
    return gallery.lower() == _CONTENTS_GALLERY
