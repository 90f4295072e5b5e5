"""Bytes that a PDF shows to characters and widths, by the tables of its fonts.

`Font` is internal to pypdf, which offers no public way to a font's tables. The lock file pins it
and the tests of this package read real fonts.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject
    from pypdf.generic._font import Font

_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|cmssbx|-bd\b|[a-z]Bd", re.IGNORECASE)
_FIXED = re.compile(r"mono|courier|consol|menlo|typewriter|cmtt|fixed|inconsolata", re.IGNORECASE)
_FIXED_PITCH = 1 << 0
_FORCE_BOLD = 1 << 18
_PLAIN = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | {"\uf0b7": "•", "\uf0a7": "▪"}  # bullets of the Symbol and Wingdings faces
    | dict.fromkeys("\x7f\x81\x8d\x8f\x90\x9d", "•")  # so says the standard of unused codes
)
_MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Shown:
    text: str
    width: float
    """In thousandths of the font size."""
    characters: int
    spaces: int


@dataclass(slots=True)
class Typeface:
    bold: bool
    fixed: bool
    font: "Font"
    scale: float
    _known: dict[bytes, Shown] = field(default_factory=dict)

    def show(self, content: bytes) -> Shown:
        shown = self._known.get(content)
        if shown is None:
            shown = self._read(content)
            if len(self._known) < _MOST_REMEMBERED:
                self._known[content] = shown
        return shown

    def _read(self, content: bytes) -> Shown:
        font = self.font
        if isinstance(font.encoding, str):
            codes = _decoded(content, font.encoding)
            characters = list(codes)
        else:
            codes = content.decode("latin-1")
            characters = [font.encoding.get(byte, chr(byte)) for byte in content]
        text = "".join(str(font.character_map.get(c, c)) for c in characters)
        return Shown(
            text=text.translate(_PLAIN),
            width=font.get_text_width(codes) * self.scale,
            characters=len(codes),
            spaces=content.count(b" ") if len(codes) == len(content) else 0,
        )


def typeface(resource: "DictionaryObject") -> Typeface | None:
    """None for a font whose glyphs have no meaning given: its codes would read as gibberish."""
    from pypdf.generic._font import Font

    encoding = resource.get("/Encoding")
    if "/ToUnicode" not in resource and encoding in ("/Identity-H", "/Identity-V"):
        return None
    font = Font.from_font_resource(resource)
    if not font.interpretable:
        return None
    flags = font.font_descriptor.flags
    return Typeface(
        bold=bool(_BOLD.search(font.name)) or bool(flags & _FORCE_BOLD),
        fixed=bool(_FIXED.search(font.name)) or bool(flags & _FIXED_PITCH),
        font=font,
        scale=_glyph_scale(resource),
    )


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return content.decode(encoding, "replace")


def _glyph_scale(resource: "DictionaryObject") -> float:
    """Widths are thousandths of the size, but a Type 3 font brings its own unit."""
    matrix = resource.get("/FontMatrix")
    matrix = matrix.get_object() if matrix is not None else None
    is_own = resource.get("/Subtype") == "/Type3" and isinstance(matrix, list) and len(matrix) == 6
    return abs(float(matrix[0])) * 1000 if is_own and matrix else 1.0
