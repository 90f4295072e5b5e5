"""A PDF that does not say when it was made, since the same report gives the same bytes."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas


class UndatedCanvas(Canvas):
    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._doc.info = _UndatedInfo()  # type: ignore[attr-defined]


class _UndatedInfo(PDFInfo):
    def format(self, document: PDFDocument) -> bytes:
        entries = {"Title": self.title, "Creator": self.creator, "Producer": self.producer}
        return PDFDictionary({key: PDFString(text) for key, text in entries.items()}).format(
            document
        )
