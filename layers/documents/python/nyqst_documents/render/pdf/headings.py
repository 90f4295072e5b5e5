"""Headings, and the list of contents that knows their pages before they are set.

A page number in the list is a drawing that is referred to by name when the list is set and drawn
when the last page is: one pass is enough.
"""

from collections.abc import Mapping

from reportlab.platypus import Flowable, Paragraph

from nyqst_documents.render.pdf import styles
from nyqst_documents.render.pdf.fonts import SERIF

_NUMBER_WIDTH = 26


class Heading(Paragraph):
    """A paragraph that goes into the outline. It is not split as long as it fits on a page."""

    anchor: str
    title: str


class ContentsEntry(Flowable):
    def __init__(self, anchor: str, markup: str) -> None:
        super().__init__()
        self._anchor = anchor
        self._title = Paragraph(f'<a href="#{anchor}">{markup}</a>', styles.CONTENTS)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 — as it is called
        _, self.height = self._title.wrap(aW - _NUMBER_WIDTH, aH)
        self.width = aW
        return self.width, self.height

    def draw(self) -> None:
        self._title.drawOn(self.canv, 0, 0)
        baseline = styles.CONTENTS.leading - styles.CONTENTS.fontSize
        self._leader(baseline)
        self.canv.translate(self.width, baseline)
        self.canv.doForm(_form(self._anchor))

    def _leader(self, baseline: float) -> None:
        self.canv.setStrokeColor(styles.MUTED)
        self.canv.setLineCap(1)
        self.canv.setLineWidth(0.7)
        self.canv.setDash(0, 5)
        start = self._title.getActualLineWidths0()[-1] + 8
        dots = self.width - _NUMBER_WIDTH
        self.canv.line(dots - (dots - start) // 5 * 5, baseline, dots, baseline)


class PageNumbers(Flowable):
    """Stands at the end of the document; `pages`, by anchor, is filled by then."""

    def __init__(self, pages: Mapping[str, int]) -> None:
        super().__init__()
        self._pages = pages

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        return 0, 0

    def draw(self) -> None:
        for anchor, page in self._pages.items():
            self.canv.beginForm(_form(anchor), -_NUMBER_WIDTH, -4, 1, styles.CONTENTS.leading)
            self.canv.setFont(SERIF, styles.CONTENTS.fontSize)
            self.canv.setFillColor(styles.INK)
            self.canv.drawRightString(0, 0, str(page))
            self.canv.endForm()


def _form(anchor: str) -> str:
    return f"page-of-{anchor}"
