"""One page to fragments: those that its reader sees, turned the way the page is read."""

from collections import Counter
from typing import TYPE_CHECKING

from nyqst_documents.extract.pdf.interpret import Budget, Interpreter
from nyqst_documents.extract.pdf.matrix import (
    IDENTITY,
    TURNS,
    Matrix,
    apply,
    multiply,
    quarter_turns,
)
from nyqst_documents.extract.pdf.model import Fragment, Page
from nyqst_documents.extract.pdf.resources import Resources, Store
from nyqst_documents.extract.pdf.show import Written

if TYPE_CHECKING:
    from pypdf import PageObject

_OUTSIDE = 3.0
"""Points that text may reach beyond the page."""
_SCAN = 0.5
"""Share of the page that a picture covers if the page is a scan."""


def read_page(page: "PageObject", store: Store, budget: Budget) -> Page:
    from pypdf.generic import ContentStream

    contents = page.get("/Contents")
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    width, height = right - left, top - bottom
    if contents is None:
        return Page((), (), width, height)
    interpreter = Interpreter(budget, Resources(store, page.get("/Resources") or {}), IDENTITY)
    interpreter.start()
    stream = ContentStream(contents.get_object(), store.reader, "bytes")
    interpreter.run(stream, interpreter.resources)
    pictures = (abs((r - x) * (t - y)) for x, y, r, t in interpreter.ground.pictures)
    is_scan = max(pictures, default=0.0) > _SCAN * abs(width * height)
    seen = [
        written
        for written in _seen(interpreter.written, is_scan=is_scan)
        if left - _OUTSIDE <= written.matrix[4] <= right + _OUTSIDE
        and bottom - _OUTSIDE <= written.matrix[5] <= top + _OUTSIDE
    ]
    fragments, is_turned = _upright(seen)
    return Page(fragments, () if is_turned else tuple(interpreter.ground.rules), width, height)


def _seen(written: list[Written], *, is_scan: bool) -> list[Written]:
    """Unpainted text is seen only where it lies over the picture of itself."""
    painted = [piece for piece in written if not piece.unpainted]
    return written if is_scan and not painted else painted


def _upright(written: list[Written]) -> tuple[tuple[Fragment, ...], bool]:
    """Text in the direction of most of the page, and whether the page had to be turned for it.

    Labels of axes, stamps and the like are left out.
    """
    turns = Counter[int | None]()
    for piece in written:
        turns[quarter_turns(piece.matrix)] += len(piece.text)
    turns.pop(None, None)
    main = (turns.most_common(1)[0][0] or 0) if turns else 0
    back = TURNS[-main % 4]
    kept = [piece for piece in written if quarter_turns(piece.matrix) == main]
    return tuple(_fragment(piece, multiply(piece.matrix, back)) for piece in kept), main != 0


def _fragment(piece: Written, matrix: Matrix) -> Fragment:
    x0, y = apply(0.0, 0.0, matrix)
    x1, _ = apply(piece.width, 0.0, matrix)
    return Fragment(piece.text, min(x0, x1), max(x0, x1), y, piece.size, piece.bold, piece.fixed)
