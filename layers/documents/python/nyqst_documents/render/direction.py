"""Which way a text runs."""

from unicodedata import bidirectional


def runs_right_to_left(text: str) -> bool:
    """Its first letter decides, as in HTML's `dir="auto"`."""
    strong = (kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL"))
    return next(strong, "L") != "L"
