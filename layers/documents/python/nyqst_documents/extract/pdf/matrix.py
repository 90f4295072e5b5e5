"""Affine transformations as PDF writes them: six numbers, row vectors."""

import math

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def moved(x: float, y: float, n: Matrix) -> Matrix:
    """A shift by `x`, `y`, then `n`."""
    return (*n[:4], x * n[0] + y * n[2] + n[4], x * n[1] + y * n[3] + n[5])


def apply(x: float, y: float, n: Matrix) -> tuple[float, float]:
    return x * n[0] + y * n[2] + n[4], x * n[1] + y * n[3] + n[5]


def height_scale(n: Matrix) -> float:
    return math.hypot(n[2], n[3])


def quarter_turns(n: Matrix) -> int | None:
    """How often the writing direction is turned to the left; None if it is aslant."""
    angle = math.degrees(math.atan2(n[1], n[0]))
    turns = round(angle / 90)
    return turns % 4 if abs(angle - 90 * turns) < _ASLANT else None


_ASLANT = 8.0
"""Degrees. Scans lean by one or two, watermarks by thirty and more."""

TURNS: tuple[Matrix, ...] = (
    IDENTITY,
    (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
    (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
)
"""By how many quarter turns to the left."""
