"""How the PDF looks. Lengths are in points."""

from typing import Any

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle

from nyqst_documents.render.pdf.fonts import BOLD, ITALIC, SERIF

INK = "#211f1c"
MUTED = "#67615a"
RULE = "#d8d2c8"
ACCENT = "#1f5188"
WARNING = "#8a4b00"
HIGHLIGHT = "#ffefb3"

SOURCE_INDENT = 25
LIST_INDENT = 14


def _style(name: str, size: float, leading: float, **settings: Any) -> ParagraphStyle:
    common = {"fontName": SERIF, "textColor": INK, "alignment": TA_LEFT, "spaceAfter": 6}
    guards = {"allowWidows": 0, "allowOrphans": 0, "splitLongWords": 1}
    return ParagraphStyle(
        name, fontSize=size, leading=size * leading, **{**common, **guards, **settings}
    )


TITLE = _style("title", 25, 1.18, fontName=BOLD, spaceAfter=16)
QUESTION = _style("question", 13, 1.4, fontName=ITALIC, spaceAfter=9)
STANDING = _style("standing", 9.5, 1.4, textColor=MUTED, spaceAfter=4)
LABEL = _style("label", 8, 1.4, fontName=BOLD, textColor=MUTED, spaceAfter=3)
CONTENTS = _style("contents", 11, 1.5, spaceAfter=0)
HEADING = _style("heading", 15.5, 1.25, fontName=BOLD, spaceBefore=18, spaceAfter=6)
SUMMARY = _style("summary", 12.5, 1.44)
BODY = _style("body", 11, 1.45)
BULLET = _style(
    "bullet",
    11,
    1.42,
    leftIndent=LIST_INDENT,
    bulletIndent=3,
    spaceAfter=3,
    bulletFontName=SERIF,
    bulletColor=MUTED,
)
SOURCE = _style(
    "source",
    10.5,
    1.35,
    fontName=BOLD,
    leftIndent=SOURCE_INDENT,
    spaceBefore=9,
    spaceAfter=2,
    bulletFontName=BOLD,
    bulletFontSize=10.5,
    bulletColor=ACCENT,
)
EXCERPT = _style("excerpt", 10, 1.42, textColor=MUTED, leftIndent=SOURCE_INDENT, spaceAfter=0)
RUNNING = _style("running", 9, 1.2, textColor=MUTED, spaceAfter=0)
