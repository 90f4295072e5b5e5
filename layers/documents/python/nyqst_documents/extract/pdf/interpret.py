"""Runs the drawing operations of a page as far as they place text or paint the ground under it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nyqst_documents.extract.limits import MAX_PDF_OPERATIONS
from nyqst_documents.extract.pdf.ground import Ground
from nyqst_documents.extract.pdf.matrix import IDENTITY, Matrix, apply, moved, multiply
from nyqst_documents.extract.pdf.resources import Resources
from nyqst_documents.extract.pdf.show import Written, show
from nyqst_documents.extract.pdf.state import State, is_white
from nyqst_documents.extract.reasons import Reason, unreadable

if TYPE_CHECKING:
    from pypdf.generic import StreamObject

_DEEPEST_FORM = 12
_STREAM_COST = 8
"""Operations that entering a page or a form takes as long as."""
_MOST_SAVED = 200
_PAGINATION = ("/Pagination", "/Page")
Operands = Sequence[Any]


@dataclass(slots=True)
class Budget:
    """Operations left to a whole document."""

    operations: int = MAX_PDF_OPERATIONS

    def spend(self, count: int) -> None:
        self.operations -= count
        if self.operations < 0:
            raise unreadable(Reason.TOO_LARGE_UNPACKED, "The pages are too complex to be read")


@dataclass(slots=True)
class Interpreter:
    budget: Budget
    resources: Resources
    base: Matrix
    written: list[Written] = field(default_factory=list)
    ground: Ground = field(default_factory=Ground)
    _state: State = field(default_factory=State)
    _saved: list[State] = field(default_factory=list)
    _marked: list[bool] = field(default_factory=list)
    """Of each open marked stretch whether it is outside the content."""

    def run(self, content: "StreamObject", resources: Resources, depth: int = 0) -> None:
        before, self.resources = self.resources, resources
        saved, marked = len(self._saved), len(self._marked)
        operations = resources.store.operations(content)
        self.budget.spend(len(operations) + _STREAM_COST)
        for operands, operator in operations:
            if operator == b"Do":
                self._draw(operands, depth)
            elif operator in _HANDLERS:
                _HANDLERS[operator](self, operands)
        self.resources = before
        del self._saved[saved:], self._marked[marked:]

    def start(self) -> None:
        self._state.matrix = self.base

    def _save(self, _: Operands) -> None:
        if len(self._saved) < _MOST_SAVED:
            self._saved.append(self._state.copy())

    def _restore(self, _: Operands) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _transform(self, operands: Operands) -> None:
        matrix = _matrix(operands)
        if matrix:
            self._state.matrix = multiply(matrix, self._state.matrix)

    def _begin_text(self, _: Operands) -> None:
        self._state.text = self._state.line = IDENTITY

    def _place(self, operands: Operands) -> None:
        self._state.text = self._state.line = _matrix(operands) or IDENTITY

    def _move(self, operands: Operands) -> None:
        x, y = _numbers(operands, 2)
        self._state.text = self._state.line = moved(x, y, self._state.line)

    def _move_and_lead(self, operands: Operands) -> None:
        self._state.leading = -_numbers(operands, 2)[1]
        self._move(operands)

    def _next_line(self, _: Operands) -> None:
        self._move((0.0, -self._state.leading))

    def _font(self, operands: Operands) -> None:
        if len(operands) >= 2:
            self._state.typeface = self.resources.typeface(operands[0])
            self._state.size = _numbers(operands[1:], 1)[0]

    def _show(self, operands: Operands) -> None:
        if operands and not any(self._marked):
            self.written += show(self._state, operands[0], self.ground)

    def _show_next(self, operands: Operands) -> None:
        self._next_line(())
        self._show(operands[-1:])

    def _show_spaced(self, operands: Operands) -> None:
        if len(operands) >= 3:
            self._state.word_space, self._state.character_space = _numbers(operands, 2)
        self._show_next(operands)

    def _colour(self, operands: Operands) -> None:
        self._state.white = not self._state.spot and is_white(operands)

    def _plain_colour(self, operands: Operands) -> None:
        self._state.spot = False
        self._colour(operands)

    def _colour_space(self, operands: Operands) -> None:
        self._state.white = False
        self._state.spot = bool(operands) and self.resources.is_spot(operands[0])

    def _begin_marked(self, operands: Operands) -> None:
        properties = self.resources.properties(operands[1]) if len(operands) > 1 else {}
        pagination = operands[:1] == ["/Artifact"] and properties.get("/Type") in _PAGINATION
        switched_off = operands[:1] == ["/OC"] and self.resources.is_off(operands[1:])
        self._marked.append(pagination or switched_off)

    def _end_marked(self, _: Operands) -> None:
        if self._marked:
            self._marked.pop()

    def _rectangle(self, operands: Operands) -> None:
        x, y, width, height = _numbers(operands, 4)
        self.ground.move(*self._on_page((x, y)))
        for corner in ((x, y + height), (x + width, y + height), (x + width, y)):
            self.ground.line(*self._on_page(corner))

    def _on_page(self, place: Operands) -> tuple[float, float]:
        x, y = _numbers(place, 2)
        return apply(x, y, self._state.matrix)

    def _begin_path(self, operands: Operands) -> None:
        self.ground.move(*self._on_page(operands[:2]))

    def _line_to(self, operands: Operands) -> None:
        self.ground.line(*self._on_page(operands[:2]))

    def _curve_to(self, operands: Operands) -> None:
        self.ground.move(*self._on_page(operands[-2:]))

    def _fill(self, _: Operands) -> None:
        self.ground.fill(white=self._state.white)

    def _stroke(self, _: Operands) -> None:
        self.ground.stroke()

    def _end_path(self, _: Operands) -> None:
        self.ground.forget()

    def _picture(self, _: Operands = ()) -> None:
        self._rectangle((0, 0, 1, 1))
        self.ground.picture()

    def _shade(self, _: Operands) -> None:
        self.ground.everywhere = True

    def _draw(self, operands: Operands, depth: int) -> None:
        form = self.resources.drawing(operands[0]) if operands else None
        if form is None:
            self._picture()
        elif depth < _DEEPEST_FORM and not self.resources.is_off([form.get("/OC")]):
            self._state, before = self._state.copy(), self._state
            self._transform(form.get("/Matrix", ()))
            self.run(form, self.resources.of(form), depth + 1)
            self._state = before


def _set(name: str, scale: float = 1.0) -> Callable[[Interpreter, Operands], None]:
    def handler(interpreter: Interpreter, operands: Operands) -> None:
        setattr(interpreter._state, name, _numbers(operands, 1)[0] * scale)

    return handler


def _numbers(operands: Operands, count: int) -> list[float]:
    """What is no number, or not there, is 0."""
    numbers = [float(o) if isinstance(o, int | float) else 0.0 for o in operands[:count]]
    return numbers + [0.0] * (count - len(numbers))


def _matrix(operands: Operands) -> Matrix | None:
    if len(operands) < 6:
        return None
    a, b, c, d, e, f = _numbers(operands, 6)
    return a, b, c, d, e, f


_HANDLERS: dict[bytes, Callable[[Interpreter, Operands], None]] = {
    b"q": Interpreter._save,
    b"Q": Interpreter._restore,
    b"cm": Interpreter._transform,
    b"BT": Interpreter._begin_text,
    b"Tm": Interpreter._place,
    b"Td": Interpreter._move,
    b"TD": Interpreter._move_and_lead,
    b"T*": Interpreter._next_line,
    b"Tf": Interpreter._font,
    b"Tj": Interpreter._show,
    b"TJ": Interpreter._show,
    b"'": Interpreter._show_next,
    b'"': Interpreter._show_spaced,
    b"Tc": _set("character_space"),
    b"Tw": _set("word_space"),
    b"Tz": _set("stretch", 0.01),
    b"TL": _set("leading"),
    b"Ts": _set("rise"),
    b"Tr": _set("mode"),
    **dict.fromkeys((b"g", b"rg", b"k"), Interpreter._plain_colour),
    **dict.fromkeys((b"sc", b"scn"), Interpreter._colour),
    b"cs": Interpreter._colour_space,
    b"BDC": Interpreter._begin_marked,
    b"BMC": Interpreter._begin_marked,
    b"EMC": Interpreter._end_marked,
    b"re": Interpreter._rectangle,
    b"m": Interpreter._begin_path,
    b"l": Interpreter._line_to,
    **dict.fromkeys((b"c", b"v", b"y"), Interpreter._curve_to),
    **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), Interpreter._fill),
    **dict.fromkeys((b"S", b"s"), Interpreter._stroke),
    b"n": Interpreter._end_path,
    b"sh": Interpreter._shade,
    b"INLINE IMAGE": Interpreter._picture,
}
