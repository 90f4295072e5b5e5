"""A page of a list."""

from collections.abc import Callable
from typing import Generic, TypeVar

from pydantic import BaseModel

from nyqst.paging import Listed

View = TypeVar("View")
Thing = TypeVar("Thing")


class Page(BaseModel, Generic[View]):
    items: list[View]
    next_cursor: str | None = None
    """Send it as `cursor` for the next page; absent on the last."""


def page_of(listed: Listed[Thing], view: Callable[[Thing], View]) -> Page[View]:
    return Page(items=[view(item) for item in listed.items], next_cursor=listed.next_cursor)
