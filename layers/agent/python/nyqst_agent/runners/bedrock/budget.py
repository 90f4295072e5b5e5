"""Keeping a prompt within what a model can take, the best first.

Lengths are in characters, about four to a token of English: all of a prompt stays within some
30,000 tokens, which every model that can do this work takes.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")

OUTLINES = 16_000
PASSAGES = 72_000
NOTES = 64_000
SOURCES = 16_000


def fit(items: Iterable[Item], text: Callable[[Item], str], budget: int) -> list[Item]:
    """As many of the first ones as fit, and one at least."""
    kept: list[Item] = []
    for item in items:
        budget -= len(text(item))
        if budget < 0 and kept:
            break
        kept.append(item)
    return kept


def cut(text: str, budget: int) -> str:
    """A single text that alone is too long loses its end."""
    return text[:budget]
