"""The event stream over HTTP: server-sent events, NDJSON, pages."""

import json
import re
import threading
from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform
from nyqst.clock import SystemClock
from nyqst.events.model import LogName
from nyqst.events.write import EventWriter
from nyqst.research.model.run import Run
from tests.builders import a_run
from tests.functions.conftest import signed_in
from tests.functions.service import problem_of
from tests.unit.nyqst.events.streams import action, done, start

SSE = {"Accept": "text/event-stream"}
NDJSON = {"Accept": "application/x-ndjson"}
JSON = {"Accept": "application/json"}
COUNT = 7


@pytest.fixture
def run(services: Platform, tenant: str) -> Run:
    """Its log has ended, in several batches."""
    run = services.research.runs.create(
        a_run(tenant, created_at=SystemClock().now()), [], None, None
    )
    log = LogName(tenant, f"RUN#{run.id}")
    writer = EventWriter(services.events, log, SystemClock(), services.events.head(log))
    for event in (start(), action("a"), action("ü")):
        writer.emit(event)
    writer.flush()
    writer.emit(action("c"), action("d"), action("e\n\nid: 99"))
    writer.end(done())
    return run


def path(run: Run, query: str = "") -> str:
    return f"/v1/runs/{run.id}/events{query}"


def sse(text: str) -> list[tuple[int, Any]]:
    """Number and event, as a browser would read them."""
    blocks = [block for block in text.split("\n\n") if block.startswith("id:")]
    matches = [re.fullmatch(r"id: (\d+)\ndata: (.*)", block) for block in blocks]
    return [(int(m[1]), json.loads(m[2])) for m in matches if m]


def whole(stream: TestClient, run: Run) -> list[Any]:
    found: list[Any] = stream.get(path(run), headers=JSON).json()["events"]
    return found


def test_a_finished_run_is_replayed_and_closed(stream: TestClient, run: Run) -> None:
    answer = stream.get(path(run), headers=SSE)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["x-accel-buffering"] == "no"
    assert answer.headers["cache-control"] == "no-store"
    events = sse(answer.text)
    assert [seq for seq, _ in events] == list(range(1, COUNT + 1))
    assert [event["seq"] for _, event in events] == list(range(1, COUNT + 1))
    assert (events[0][1]["type"], events[-1][1]["type"]) == ("stream_start", "done")


def test_it_says_how_soon_to_come_back(stream: TestClient, run: Run) -> None:
    assert stream.get(path(run), headers=SSE).text.startswith("retry: 250\n\n")


def test_no_text_of_an_event_can_pass_for_another(stream: TestClient, run: Run) -> None:
    events = sse(stream.get(path(run), headers=SSE).text)
    assert events[5][1]["current_action"] == "e\n\nid: 99"
    assert events[2][1]["current_action"] == "ü"


@pytest.mark.parametrize("cut", range(COUNT + 1))
def test_a_reader_comes_back_where_it_left(stream: TestClient, run: Run, cut: int) -> None:
    everything = sse(stream.get(path(run), headers=SSE).text)
    headers = {**SSE, "Last-Event-ID": str(cut)}
    assert sse(stream.get(path(run), headers=headers).text) == everything[cut:]
    assert sse(stream.get(path(run, f"?after={cut}"), headers=SSE).text) == everything[cut:]


def test_the_browsers_place_counts_more_than_the_address(stream: TestClient, run: Run) -> None:
    headers = {**SSE, "Last-Event-ID": "5"}
    answer = stream.get(path(run, "?after=2"), headers=headers)
    assert [seq for seq, _ in sse(answer.text)] == [6, 7]


def test_it_may_be_asked_for_by_post(stream: TestClient, run: Run) -> None:
    assert sse(stream.post(path(run), headers=SSE).text) == sse(
        stream.get(path(run), headers=SSE).text
    )


def test_without_a_wish_it_is_server_sent_events(stream: TestClient, run: Run) -> None:
    assert stream.get(path(run)).headers["content-type"].startswith("text/event-stream")


def test_ndjson_has_one_event_a_line(stream: TestClient, run: Run) -> None:
    answer = stream.get(path(run), headers=NDJSON)
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert [json.loads(line) for line in answer.text.splitlines()] == whole(stream, run)


def test_a_page_is_answered_at_once(stream: TestClient, run: Run) -> None:
    page = stream.get(path(run), headers=JSON).json()
    assert [event["seq"] for event in page["events"]] == list(range(1, COUNT + 1))
    assert page["ended"] is True
    assert page["next_cursor"] == f"{run.id}.{COUNT}"


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 1_000])
def test_pages_add_up_to_the_whole(stream: TestClient, run: Run, limit: int) -> None:
    found: list[Any] = []
    page: dict[str, Any] = {"next_cursor": "", "ended": False}
    while not page["ended"]:
        query = f"?limit={limit}&after={page['next_cursor']}"
        page = stream.get(path(run, query), headers=JSON).json()
        assert len(page["events"]) <= limit
        found += page["events"]
    assert found == whole(stream, run)


def test_what_comes_while_one_reads_is_delivered(
    stream: TestClient, services: Platform, tenant: str
) -> None:
    living = services.research.runs.create(
        a_run(tenant, created_at=SystemClock().now()), [], None, None
    )
    log = LogName(tenant, f"RUN#{living.id}")
    writer = EventWriter(services.events, log, SystemClock(), services.events.head(log))
    writer.emit(start())
    writer.flush()
    ending = threading.Timer(0.2, lambda: writer.end(done()))
    ending.start()
    events = sse(stream.get(path(living), headers=SSE).text)
    ending.join()
    assert [event["type"] for _, event in events] == ["stream_start", "done"]


def test_a_page_behind_the_end_is_empty(stream: TestClient, run: Run) -> None:
    page = stream.get(path(run, f"?after={COUNT}"), headers=JSON).json()
    assert page == {"events": [], "next_cursor": f"{run.id}.{COUNT}", "ended": True}


def test_a_page_of_a_living_run_does_not_claim_its_end(
    stream: TestClient, services: Platform, tenant: str
) -> None:
    living = services.research.runs.create(
        a_run(tenant, created_at=SystemClock().now()), [], None, None
    )
    page = stream.get(path(living), headers=JSON).json()
    assert page == {"events": [], "next_cursor": f"{living.id}.0", "ended": False}


@pytest.mark.parametrize("accept", [SSE, NDJSON, JSON])
@pytest.mark.parametrize(
    ("cursor", "code"),
    [
        ("x", "invalid_cursor"),
        ("-1", "invalid_cursor"),
        ("1e3", "invalid_cursor"),
        (str(COUNT + 1), "cursor_beyond_end"),
        ("999999999999", "cursor_beyond_end"),
        ("run_01JD3QX0000000000000000000.3", "cursor_of_another_run"),
    ],
)
def test_a_bad_cursor_is_refused(
    stream: TestClient, run: Run, accept: dict[str, str], cursor: str, code: str
) -> None:
    problem_of(stream.get(path(run, f"?after={cursor}"), headers=accept), 422, code)
    headers = {**accept, "Last-Event-ID": cursor}
    problem_of(stream.get(path(run), headers=headers), 422, code)


@pytest.mark.parametrize("query", [f"?after={'1' * 65}", "?limit=0", "?limit=1001", "?limit=x"])
def test_a_query_out_of_bounds_is_refused(stream: TestClient, run: Run, query: str) -> None:
    problem_of(stream.get(path(run, query), headers=JSON), 422, "invalid_request")


def test_nobody_else_reads_it(
    stream: TestClient, stream_client: TestClient, run: Run, others: TestClient
) -> None:
    problem_of(stream_client.get(path(run)), 401, "credentials_missing")
    theirs = signed_in(stream_client, others.headers["X-API-Key"])
    problem_of(theirs.get(path(run)), 404, "run_not_found")
    problem_of(stream.get("/v1/runs/run_unknown/events"), 404, "run_not_found")


def test_an_unknown_route_or_method_is_a_problem(stream: TestClient, run: Run) -> None:
    problem_of(stream.get("/v1/runs"), 404, "route_not_found")
    problem_of(stream.delete(path(run)), 405, "method_not_allowed")
