"""Writes blocks as a PDF whose bytes depend on nothing but its text and reportlab's version."""

from collections.abc import Iterable
from functools import singledispatch
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Paragraph as Prose
from reportlab.platypus import Table as Grid

from tests.samples.markup import Block, Bullets, Heading, Paragraph, Table, runs

_STYLES = getSampleStyleSheet()
_TAGS = {"": "{}", "*": "<i>{}</i>", "**": "<b>{}</b>"}
_RULES = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


def pdf(blocks: Iterable[Block], *, title: str, footer: str) -> bytes:
    """Uncompressed, so that the bytes do not hang on the version of zlib."""

    def foot(canvas: Canvas, _document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(25 * mm, 12 * mm, footer)
        canvas.drawRightString(A4[0] - 25 * mm, 12 * mm, f"Page {canvas.getPageNumber()}")

    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        title=title,
        author="",
        invariant=1,
        pageCompression=0,
        leftMargin=25 * mm,
        rightMargin=25 * mm,
    )
    flow = [piece for block in blocks for piece in _flow(block)]
    document.build(flow, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


@singledispatch
def _flow(block: Block) -> list[Flowable]:
    raise TypeError(block)


@_flow.register
def _(block: Heading) -> list[Flowable]:
    return [_prose(block.text, f"Heading{block.level}")]


@_flow.register
def _(block: Paragraph) -> list[Flowable]:
    return [_prose(block.text), Spacer(1, 2 * mm)]


@_flow.register
def _(block: Bullets) -> list[Flowable]:
    items = [_prose(item) for item in block.items]
    return [ListFlowable(items, bulletType="bullet", start="•"), Spacer(1, 2 * mm)]


@_flow.register
def _(block: Table) -> list[Flowable]:
    rows = [[_prose(cell) for cell in row] for row in block.rows]
    return [Grid(rows, style=_RULES, repeatRows=1), Spacer(1, 3 * mm)]


def _prose(text: str, style: str = "BodyText") -> Prose:
    marked = "".join(_TAGS[mark].format(escape(piece)) for piece, mark in runs(text))
    return Prose(marked.replace("\n", "<br/>"), _STYLES[style])
