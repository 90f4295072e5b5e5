"""A page of a list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Page(Generic[Thing]):
    items: tuple[Thing, ...]
    next_cursor: str | None = None
    """Leads to the next page; None on the last."""


def all_of(page_behind: Callable[[str | None], Page[Thing]]) -> Iterator[Thing]:
    """Every item of every page; a page is fetched when it is needed."""
    cursor: str | None = None
    while True:
        page = page_behind(cursor)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return
