"""Pages of a partition that is kept in memory."""

from collections.abc import Mapping
from typing import TypeVar

from nyqst.paging import Listed, cursor_behind, read_cursor

Thing = TypeVar("Thing")


def page_of(
    partition: str,
    rows: Mapping[str, Thing],
    limit: int,
    cursor: str | None,
    *,
    newest_first: bool = False,
) -> Listed[Thing]:
    """`rows` is by sort key."""
    behind = read_cursor(partition, cursor)
    keys = sorted(rows, reverse=newest_first)
    if behind is not None:
        keys = [key for key in keys if (key < behind if newest_first else key > behind)]
    more = len(keys) > limit
    keys = keys[:limit]
    last = keys[-1] if more else None
    return Listed(tuple(rows[key] for key in keys), cursor_behind(partition, last))
