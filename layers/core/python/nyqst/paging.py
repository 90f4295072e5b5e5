"""Pages of a list. A cursor is opaque to clients and good for the list that gave it only."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Generic, TypeVar

from nyqst.errors import InvalidInput

MAX_PAGE = 100

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Listed(Generic[Thing]):
    items: tuple[Thing, ...]
    next_cursor: str | None
    """None on the last page."""


def cursor_behind(collection: str, sort_key: str | None) -> str | None:
    """`collection` is what is listed, such as a partition key; it does not show in the cursor."""
    if sort_key is None:
        return None
    return base64.urlsafe_b64encode(_mark(collection) + sort_key.encode()).decode().rstrip("=")


def read_cursor(collection: str, cursor: str | None) -> str | None:
    """The sort key behind which the next page begins."""
    if cursor is None:
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        mark, sort_key = raw[:_MARK_BYTES], raw[_MARK_BYTES:].decode()
    except (binascii.Error, ValueError) as error:
        raise InvalidInput("This is not a cursor of ours", code="invalid_cursor") from error
    if mark != _mark(collection) or not sort_key:
        raise InvalidInput("This cursor belongs to another list", code="cursor_of_another_list")
    return sort_key


_MARK_BYTES = 6


def _mark(collection: str) -> bytes:
    return hashlib.sha256(collection.encode()).digest()[:_MARK_BYTES]
