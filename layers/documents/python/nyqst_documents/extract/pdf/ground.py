"""What is painted on a page besides text: what lies under the text, and the lines of tables."""

from dataclasses import dataclass, field

from nyqst_documents.extract.pdf.model import Box, Rule

_MOST_BOXES = 200
"""Remembered fills. A drawing of more shapes counts as ground everywhere."""
_MOST_POINTS = 2_000
_SHORTEST_RULE = 5.0
"""Points."""
_UPRIGHT = 1.0


@dataclass(slots=True)
class Ground:
    everywhere: bool = False
    """Something is painted that is not followed here, such as a gradient."""
    pictures: list[Box] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    _fills: list[Box] = field(default_factory=list)
    _path: list[tuple[float, float]] = field(default_factory=list)
    _edges: list[Rule] = field(default_factory=list)

    def move(self, x: float, y: float) -> None:
        if len(self._path) < _MOST_POINTS:
            self._path.append((x, y))

    def line(self, x: float, y: float) -> None:
        if self._path and len(self._edges) < _MOST_POINTS:
            from_x, from_y = self._path[-1]
            if abs(from_x - x) < _UPRIGHT and abs(from_y - y) >= _SHORTEST_RULE:
                self._edges.append((x, min(from_y, y), max(from_y, y)))
        self.move(x, y)

    def stroke(self) -> None:
        if len(self.rules) < _MOST_POINTS:
            self.rules += self._edges
        self.forget()

    def fill(self, *, white: bool) -> None:
        if self._path and not white:
            self._fills.append(self._box())
        self.everywhere = self.everywhere or len(self._fills) > _MOST_BOXES
        self.stroke()

    def picture(self) -> None:
        if self._path and len(self.pictures) < _MOST_BOXES:
            self.pictures.append(self._box())
        self.forget()

    def forget(self) -> None:
        self._path.clear()
        self._edges.clear()

    def is_painted(self, x: float, y: float) -> bool:
        return self.everywhere or any(
            left <= x <= right and bottom <= y <= top
            for boxes in (self._fills, self.pictures)
            for left, bottom, right, top in boxes
        )

    def _box(self) -> Box:
        xs, ys = zip(*self._path, strict=True)
        return min(xs), min(ys), max(xs), max(ys)
