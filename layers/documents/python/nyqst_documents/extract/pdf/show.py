"""One text-showing operation: which characters land where."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nyqst_documents.extract.pdf.fonts import Shown
from nyqst_documents.extract.pdf.ground import Ground
from nyqst_documents.extract.pdf.matrix import Matrix, apply, height_scale, moved, multiply
from nyqst_documents.extract.pdf.state import State

_WORD_GAP = 0.12
"""Of the font size. Kerning moves characters by less than a tenth; the spaces of a line that is
squeezed as far as typesetters go have a sixth."""
_SET_APART = 0.2
_CELL_GAP = 1.2
_SMALLEST = 1.5
"""Points; nothing smaller can be read."""


@dataclass(frozen=True, slots=True)
class Written:
    """Characters with the matrix under which they stand: its origin is where they begin."""

    text: str
    matrix: Matrix
    width: float
    """In units of the matrix."""
    size: float
    bold: bool
    fixed: bool
    unpainted: bool
    """Drawn in the mode that paints nothing, as the text layer of a scan is."""


def show(state: State, shown: Any, ground: Ground) -> Iterator[Written]:
    """Moves the text matrix of `state` on. What cannot be seen is left out."""
    if state.typeface is None:
        return
    text, start = "", 0.0
    position = 0.0
    for part in shown if isinstance(shown, list) else (shown,):
        if isinstance(part, int | float):
            gap = -float(part) / 1000 * state.size * state.stretch
            if not text or abs(gap) > _CELL_GAP * abs(state.size):
                yield from _written(state, text, start, position, ground)
                text, start = "", position + gap
            elif gap > _WORD_GAP * abs(state.size) and text[-1] != " ":
                text += " "
            position += gap
        else:
            found = state.typeface.show(_bytes(part))
            text += _spaced(found.text) if _is_spread(state, found) else found.text
            position += state.stretch * (
                found.width / 1000 * state.size
                + found.characters * state.character_space
                + found.spaces * state.word_space
            )
    yield from _written(state, text, start, position, ground)
    state.text = moved(position, 0.0, state.text)


def _is_spread(state: State, found: Shown) -> bool:
    """A few characters with room for a space between: Ghostscript's way to set one.

    Two on either side of a space, three around a word of one letter; capitals may be spaced out.
    """
    gap = state.character_space / abs(state.size) if state.size else 0.0
    if len(found.text) == 2:
        return gap > _WORD_GAP
    return len(found.text) == 3 and gap > _SET_APART and not found.text.isupper()


def _spaced(few: str) -> str:
    return few if " " in few else " ".join(few)


def _bytes(part: Any) -> bytes:
    if isinstance(part, bytes):
        return bytes(part)
    return part.encode("latin-1", "replace") if isinstance(part, str) else b""


def _written(
    state: State, text: str, start: float, end: float, ground: Ground
) -> Iterator[Written]:
    if not text.strip() or state.typeface is None:
        return
    matrix = multiply(moved(start, state.rise, state.text), state.matrix)
    size = abs(state.size) * height_scale(matrix)
    if size < _SMALLEST:
        return
    middle = apply((end - start) / 2, state.size / 3, matrix)
    if state.white and not state.draws_nothing and not ground.is_painted(*middle):
        return
    yield Written(
        text=text,
        matrix=matrix,
        width=end - start,
        size=size,
        bold=state.typeface.bold,
        fixed=state.typeface.fixed,
        unpainted=state.draws_nothing,
    )
