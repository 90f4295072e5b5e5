"""Report -> PDF: footnotes that lead to the passages and back, an outline, page numbers."""

import io
from functools import cache

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from nyqst.research.model.report import Report
from nyqst_documents.render.layout import Layout, lay_out
from nyqst_documents.render.pdf import fonts, styles
from nyqst_documents.render.pdf.flow import Flow
from nyqst_documents.render.pdf.glyphs import Glyphs
from nyqst_documents.render.pdf.headings import Heading, PageNumbers
from nyqst_documents.render.pdf.undated import UndatedCanvas

_WIDTH, _HEIGHT = A4
_SIDE, _TOP, _BOTTOM = 33 * mm, 28 * mm, 29 * mm
_LONGEST_RUNNING_TITLE = 80


def render(report: Report) -> bytes:
    _set_up()
    layout = lay_out(report)
    file = io.BytesIO()
    document = _Document(file, layout)
    blocks = [*Flow().blocks(layout), PageNumbers(document.pages)]
    document.build(blocks, canvasmaker=UndatedCanvas)
    return file.getvalue()


@cache
def _set_up() -> None:
    fonts.register()
    rl_config.useA85 = 0  # binary data as it is, not wrapped in text a quarter longer


class _Document(BaseDocTemplate):
    def __init__(self, file: io.BytesIO, layout: Layout) -> None:
        super().__init__(
            file,
            pagesize=A4,
            title=layout.title,
            author="",
            subject="",
            creator="NYQST",
            lang=layout.language,
            invariant=1,
        )
        self.pages: dict[str, int] = {}
        """Where each heading stands, as far as they have been set."""
        self._running_title = _shortened(layout.title)
        self._open_outline = layout.has_contents
        frame = Frame(
            _SIDE,
            _BOTTOM,
            _WIDTH - 2 * _SIDE,
            _HEIGHT - _TOP - _BOTTOM,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self._furnish)])

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 — as it is called
        if isinstance(flowable, Heading):
            self.pages[flowable.anchor] = self.page
            self.canv.addOutlineEntry(flowable.title, flowable.anchor)

    def _furnish(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        if self.page == 1:
            canvas.setViewerPreference("DisplayDocTitle", "true")
            if self._open_outline:
                canvas.showOutline()
        else:
            title = Paragraph(Glyphs().markup(self._running_title), styles.RUNNING)
            title.wrap(_WIDTH - 2 * _SIDE, _TOP)
            title.drawOn(canvas, _SIDE, _HEIGHT - 17 * mm)
        canvas.setFont(fonts.SERIF, styles.RUNNING.fontSize)
        canvas.setFillColor(styles.MUTED)
        canvas.drawCentredString(_WIDTH / 2, 16 * mm, str(self.page))


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST_RUNNING_TITLE:
        return title
    return f"{title[: _LONGEST_RUNNING_TITLE - 1].rstrip()}…"
