"""Writes blocks as a Word document whose parts depend on nothing but its text."""

from collections.abc import Iterable
from datetime import datetime
from functools import singledispatch
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Draft
from docx.text.paragraph import Paragraph as Prose

from tests.samples.markup import Block, Bullets, Heading, Paragraph, Table, runs

_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx(blocks: Iterable[Block], *, title: str, footer: str, dated: datetime) -> bytes:
    draft = Document()
    core = draft.core_properties
    core.title, core.author, core.last_modified_by = title, "", ""
    core.created = core.modified = dated
    draft.sections[0].footer.paragraphs[0].text = footer
    for block in blocks:
        _add(block, draft)
    out = BytesIO()
    draft.save(out)
    return _without_times(out.getvalue())


@singledispatch
def _add(block: Block, _draft: Draft) -> None:
    raise TypeError(block)


@_add.register
def _(block: Heading, draft: Draft) -> None:
    draft.add_heading(block.text, block.level)


@_add.register
def _(block: Paragraph, draft: Draft) -> None:
    _write(block.text, draft.add_paragraph())


@_add.register
def _(block: Bullets, draft: Draft) -> None:
    for item in block.items:
        _write(item, draft.add_paragraph(style="List Bullet"))


@_add.register
def _(block: Table, draft: Draft) -> None:
    grid = draft.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
    for cells, row in zip(block.rows, grid.rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=True):
            _write(text, cell.paragraphs[0])


def _write(text: str, prose: Prose) -> None:
    for piece, mark in runs(text):
        run = prose.add_run(piece)
        run.bold, run.italic = mark == "**" or None, mark == "*" or None


def _without_times(package: bytes) -> bytes:
    """The same package with every member dated 1 January 1980, the first day zip knows."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(ZipInfo(member.filename, _EPOCH), old.read(member), ZIP_DEFLATED)
    return out.getvalue()
