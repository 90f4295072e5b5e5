"""What happens to a tenant's money, as server-sent events: replayed, then live."""

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from functions.stream.events import SSE, UNBUFFERED, After, LastEventId, sse
from nyqst.billing.log import log_of
from nyqst.events.cursor import check_cursor, parse_cursor
from nyqst.events.follow import Pace, follow
from nyqst.http.dependencies import PlatformDep
from nyqst.http.permission import Reader

router = APIRouter(prefix="/billing/stream", tags=["billing"])


@router.get("", responses={200: {"content": {SSE: {}}}}, response_class=StreamingResponse)
def stream_billing_events(
    services: PlatformDep,
    caller: Reader,
    after: After = None,
    last_event_id: LastEventId = None,
) -> StreamingResponse:
    """It has no end, and closes after a minute and a half: come back with `Last-Event-ID`."""
    log = log_of(caller.tenant_id)
    start = parse_cursor(last_event_id or after, "")
    check_cursor(services.events, log, start)
    following = follow(services.events, log, start, Pace())
    return StreamingResponse(sse(following), media_type=SSE, headers=UNBUFFERED)
