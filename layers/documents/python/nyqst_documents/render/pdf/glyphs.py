"""Text as markup of reportlab's paragraphs, with every character in a font that has it."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from nyqst_documents.render.pdf.fonts import SERIF, SYMBOLS, characters

MISSING = "▯"

_NO_LOSS = ("Cf", "Cc", "Mn", "Me", "Zl", "Zp")
"""Categories of characters that can be left out, when no font has them, without being missed."""

_SCRIPTS = {"CJK": "Han", "IDEOGRAPHIC": "Han", "HALFWIDTH": "Katakana", "FULLWIDTH": "full-width"}
"""Scripts whose characters' names begin otherwise than with the script's own."""


class Glyphs:
    """Counts by script the characters that it had to print as `MISSING`."""

    def __init__(self) -> None:
        self.missing: Counter[str] = Counter()

    def markup(self, text: str) -> str:
        text = unicodedata.normalize("NFC", text)
        if characters(SERIF).issuperset(text.replace("\n", "")):
            return _escaped(text)
        return "".join(self._in_fonts(text))

    def _in_fonts(self, text: str) -> Iterator[str]:
        for font, run in groupby(text, key=_font):
            if font == SERIF:
                yield _escaped("".join(run))
            elif font == SYMBOLS:
                yield _in_symbols("".join(run))
            else:
                yield self._without(list(run))

    def _without(self, lost: list[str]) -> str:
        missed = [c for c in lost if unicodedata.category(c) not in _NO_LOSS]
        self.missing.update(map(_script, missed))
        return _in_symbols(MISSING * len(missed)) if missed else ""


def _font(character: str) -> str | None:
    if character == "\n" or character in characters(SERIF):
        return SERIF
    return SYMBOLS if character in characters(SYMBOLS) else None


def _in_symbols(text: str) -> str:
    return f'<font name="{SYMBOLS}">{_escaped(text)}</font>'


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def _script(character: str) -> str:
    if unicodedata.category(character) in ("So", "Sk"):
        return "emoji and symbols"
    first, *_ = unicodedata.name(character, "UNNAMED").split()
    return _SCRIPTS.get(first, first.capitalize())
