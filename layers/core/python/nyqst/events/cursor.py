"""The place up to which a reader has read: a number, or a number tied to its run.

SSE sends the bare number as `id:`; pages of JSON hand out `<run id>.<number>`, so that a cursor of
another run is refused instead of silently read as a place in this one.
"""

import re

from nyqst.errors import InvalidInput
from nyqst.events.model import LogName
from nyqst.events.ports import EventStore

_CURSOR = re.compile(r"(?:(?P<run>run_[0-9A-Z]{26})\.)?(?P<seq>0|[1-9][0-9]{0,11})")


def cursor_of(run_id: str, seq: int) -> str:
    return f"{run_id}.{seq}"


def parse_cursor(text: str | None, run_id: str) -> int:
    """The number of the last event read; 0 where nothing is given."""
    if text is None or text == "":
        return 0
    match = _CURSOR.fullmatch(text)
    if match is None:
        raise InvalidInput("A cursor is a number or what a page returned", code="invalid_cursor")
    if match["run"] not in (None, run_id):
        raise InvalidInput("This cursor belongs to another run", code="cursor_of_another_run")
    return int(match["seq"])


def check_cursor(store: EventStore, log: LogName, after: int) -> None:
    """Refuses a place that the log has not reached, which no honest reader can hold."""
    if after > 0 and after > store.head(log).seq:
        raise InvalidInput("This cursor is beyond the end of the log", code="cursor_beyond_end")
