"""What is read off a page. Units are points, y grows upwards, the page as the reader turns it."""

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Rule = tuple[float, float, float]
"""An upright line, as between the columns of a table: where it stands, its foot and its head."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Characters that one operation shows: `x0` to `x1` on the base line `y`."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    fixed: bool = False
    """In a typeface whose characters are all equally wide."""


@dataclass(frozen=True, slots=True)
class Page:
    fragments: tuple[Fragment, ...]
    rules: tuple[Rule, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column: `cells` are its stretches that wide gaps set apart."""

    cells: tuple[Fragment, ...]
    left: float
    """Where its column begins and ends."""
    right: float

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def x0(self) -> float:
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        return self.cells[-1].x1

    @property
    def y(self) -> float:
        return self.cells[0].y

    @property
    def size(self) -> float:
        """Of most of its characters."""
        return max(self.cells, key=lambda cell: len(cell.text)).size

    @property
    def bold(self) -> bool:
        return all(cell.bold for cell in self.cells)

    @property
    def fixed(self) -> bool:
        return all(cell.fixed for cell in self.cells)
