"""The fonts of the PDF. Their origin and licences are in the folder `fonts`."""

from functools import cache
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

SERIF, ITALIC, BOLD, SYMBOLS = "Serif", "Serif-Italic", "Serif-Bold", "Symbols"

_FILES = {
    SERIF: "NyqstSerif-Regular.ttf",
    ITALIC: "NyqstSerif-Italic.ttf",
    BOLD: "NyqstSerif-Bold.ttf",
    SYMBOLS: "DejaVuSans-Symbols.ttf",
}


@cache
def register() -> None:
    """Once in a process: reportlab keeps its fonts in a register of its own."""
    for name in _FILES:
        registerFont(_font(name))
    registerFontFamily(SERIF, normal=SERIF, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


@cache
def characters(name: str) -> frozenset[str]:
    """Those that the font has."""
    return frozenset(map(chr, _font(name).face.charToGlyph))


@cache
def _font(name: str) -> TTFont:
    return TTFont(name, Path(__file__).with_name("fonts") / _FILES[name])
