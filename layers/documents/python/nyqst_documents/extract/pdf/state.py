"""The graphics state: where text will land, how large, and whether it will be seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nyqst_documents.extract.pdf.fonts import Typeface
from nyqst_documents.extract.pdf.matrix import IDENTITY, Matrix

_NEARLY_WHITE = 0.92
_INVISIBLE_MODES = (3, 7)


@dataclass(slots=True)
class State:
    matrix: Matrix = IDENTITY
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    typeface: Typeface | None = None
    size: float = 1.0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    spot: bool = False
    """The fill colour is an amount of some ink, of which more is darker."""
    white: bool = False
    """Filled with a colour that nobody sees on paper."""

    def copy(self) -> "State":
        return replace(self)

    @property
    def draws_nothing(self) -> bool:
        return self.mode in _INVISIBLE_MODES


def is_white(colour: Sequence[object]) -> bool:
    """Of a fill colour's components: grey, RGB or CMYK by their number; a pattern is not white."""
    numbers = [float(part) for part in colour if isinstance(part, int | float)]
    if len(numbers) != len(colour):
        return False
    if len(numbers) == 4:
        return max(numbers) <= 1 - _NEARLY_WHITE
    return len(numbers) in (1, 3) and min(numbers) >= _NEARLY_WHITE
