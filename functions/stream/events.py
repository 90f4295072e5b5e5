"""A run's events: as server-sent events, as NDJSON, or by the page.

All three read the same log by the same number: `id:` on SSE, `seq` in every event, `?after=`.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from nyqst.events.cursor import check_cursor, cursor_of, parse_cursor
from nyqst.events.follow import Heartbeat, Pace, follow, page
from nyqst.events.model import Delivered
from nyqst.http.dependencies import PlatformDep
from nyqst.http.permission import Reader
from nyqst.research.announce import log_of
from nyqst.research.model.run import RunKey

router = APIRouter(prefix="/runs/{run_id}/events", tags=["events"])

RETRY_MS = 250
_PAGE = 200
_MAX_PAGE = 1_000
SSE = "text/event-stream"
_NDJSON = "application/x-ndjson"
UNBUFFERED = {"X-Accel-Buffering": "no"}


class EventPage(BaseModel):
    events: list[dict[str, Any]]
    next_cursor: str
    """Send it as `after` to read on; it stands still when nothing new has come."""
    ended: bool
    """The last event here is the run's last."""


After = Annotated[str | None, Query(max_length=64)]
LastEventId = Annotated[str | None, Header(max_length=64)]
Accept = Annotated[str, Header()]

_STREAMS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The events behind the cursor, as the `Accept` header asks",
        "content": {SSE: {}, _NDJSON: {}, "application/json": {}},
    }
}


@router.get("", responses=_STREAMS, response_class=Response)
@router.post("", responses=_STREAMS, response_class=Response)
def read_events(
    services: PlatformDep,
    caller: Reader,
    run_id: str,
    after: After = None,
    last_event_id: LastEventId = None,
    accept: Accept = SSE,
    limit: Annotated[int, Query(ge=1, le=_MAX_PAGE)] = _PAGE,
) -> Response:
    """Replays what is there, then goes on as events come, and closes behind the last one.

    A stream also closes after a minute and a half, on purpose: come back with `Last-Event-ID`.
    `Accept: application/json` answers with one page at once instead.
    """
    run = services.research.runs.get(RunKey(caller.tenant_id, run_id))
    log = log_of(run.key)
    start = parse_cursor(last_event_id or after, run.id)
    check_cursor(services.events, log, start)
    if "application/json" in accept:
        found, ended = page(services.events, log, start, limit)
        return Response(
            _page_json(run.id, start, found, ended=ended), media_type="application/json"
        )
    following = follow(services.events, log, start, Pace())
    if _NDJSON in accept:
        return StreamingResponse(_ndjson(following), media_type=_NDJSON, headers=UNBUFFERED)
    return StreamingResponse(sse(following), media_type=SSE, headers=UNBUFFERED)


def sse(following: Iterator[Delivered | Heartbeat]) -> Iterator[bytes]:
    yield b"retry: %d\n\n" % RETRY_MS
    for item in following:
        if isinstance(item, Delivered):
            yield b"id: %d\ndata: %b\n\n" % (item.seq, item.json)
        else:
            yield b": heartbeat\n\n"


def _ndjson(following: Iterator[Delivered | Heartbeat]) -> Iterator[bytes]:
    """Heartbeats are empty lines, which readers of NDJSON pass over."""
    for item in following:
        yield item.json + b"\n" if isinstance(item, Delivered) else b"\n"


def _page_json(run_id: str, start: int, found: list[Delivered], *, ended: bool) -> bytes:
    """The events are JSON already; they are put in as they are."""
    last = found[-1].seq if found else start
    return b'{"events":[%b],"next_cursor":"%b","ended":%b}' % (
        b",".join(event.json for event in found),
        cursor_of(run_id, last).encode(),
        b"true" if ended else b"false",
    )
