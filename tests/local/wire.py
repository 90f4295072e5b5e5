"""Events as bytes, cut where one event ends."""

from collections.abc import Generator

from tests.local.place import Place

SSE = {"Accept": "text/event-stream"}
NDJSON = {"Accept": "application/x-ndjson"}
JSON = {"Accept": "application/json"}
RETRY = b"retry: 250"


def path_of(run_id: str) -> str:
    return f"/v1/runs/{run_id}/events"


def blocks(place: Place, run_id: str, after: int = 0, *, by_header: bool = False) -> list[bytes]:
    """Every block of server-sent events up to the end, `retry:` and heartbeats left out."""
    headers = {**SSE, "Last-Event-ID": str(after)} if by_header else SSE
    params = {} if by_header else {"after": str(after)}
    body = place.http.get(path_of(run_id), headers=headers, params=params).content
    first, *others = body.removesuffix(b"\n\n").split(b"\n\n")
    assert first == RETRY
    return [block for block in others if not block.startswith(b":")]


def lines(place: Place, run_id: str, after: int = 0) -> list[bytes]:
    """Every line of NDJSON up to the end."""
    answer = place.http.get(path_of(run_id), headers=NDJSON, params={"after": str(after)})
    return [line for line in answer.content.split(b"\n") if line]


def live_blocks(place: Place, path: str, after: int) -> Generator[bytes, None, None]:
    """Blocks as they come; closing it breaks the connection off."""
    headers = {**SSE, "Last-Event-ID": str(after)}
    with place.http.stream("GET", path, headers=headers) as answer:
        rest = b""
        for chunk in answer.iter_bytes():
            *complete, rest = (rest + chunk).split(b"\n\n")
            yield from complete
