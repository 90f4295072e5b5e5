import json
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nyqst_client.client import Client
from nyqst_client.errors import NotFound, Refused, StreamLost
from nyqst_client.model.event import Event
from nyqst_client.stream.follow import PATIENCE
from tests.unit.nyqst_client.fake_service import KEY, URL, Drip, FakeService, problem, run_json
from tests.unit.nyqst_client.recording import RUN, Recording, delivered_run, sse

RECORDING = delivered_run(failing=1, dying_writer=True)
WHOLE = [json.loads(line) for line in RECORDING.lines]


class Segments:
    """Answers to one request for events after the other; each is given what was read before it."""

    def __init__(self, *answers: httpx.Response | Exception, status: str = "running") -> None:
        self._answers = list(answers)
        self._status = status
        self.asked: list[str | None] = []
        self.slept: list[float] = []

    def handle(self, request: httpx.Request) -> httpx.Response:
        if not request.url.path.endswith("/events"):
            return httpx.Response(200, json=run_json(self._status))
        self.asked.append(request.headers.get("last-event-id"))
        answer = self._answers.pop(0) if self._answers else self._rest(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _rest(self, request: httpx.Request) -> httpx.Response:
        after = int(request.headers.get("last-event-id", 0))
        return stream(list(sse(RECORDING.lines[after:], after + 1)))

    def follow(self, after: int = 0) -> Iterator[Event]:
        client = Client(URL, KEY, httpx.MockTransport(self.handle), sleep=self.slept.append)
        return client.runs.follow(RUN.id, after)


def stream(pieces: list[bytes], error: Exception | None = None) -> httpx.Response:
    return httpx.Response(200, stream=Drip(pieces, error))


def data(events: Iterator[Event]) -> list[object]:
    return [event.data for event in events]


@pytest.mark.parametrize("cut", range(len(WHOLE) + 1))
def test_a_stream_that_is_cut_anywhere_goes_on_where_it_was(cut: int) -> None:
    first = stream(list(sse(RECORDING.lines[:cut])))
    assert data(Segments(first).follow()) == WHOLE


@pytest.mark.parametrize("cut", range(len(WHOLE)))
def test_a_connection_that_drops_in_the_middle_of_an_event_loses_nothing(cut: int) -> None:
    pieces = list(sse(RECORDING.lines[: cut + 1]))
    pieces[-1] = pieces[-1][: len(pieces[-1]) // 2]
    segments = Segments(stream(pieces, httpx.ReadError("reset")))
    assert data(segments.follow()) == WHOLE


@settings(max_examples=40, deadline=None)
@given(
    cuts=st.lists(st.integers(0, 60_000), min_size=1, max_size=6),
    error=st.sampled_from([None, httpx.RemoteProtocolError("cut")]),
)
def test_any_number_of_cuts_at_any_byte_give_the_whole_stream(
    cuts: list[int], error: Exception | None
) -> None:
    assert data(CutSegments(cuts, error).follow()) == WHOLE


class CutSegments(Segments):
    """Each stream ends behind so many bytes, in `error` if there is one; the last is whole."""

    def __init__(self, cuts: list[int], error: Exception | None) -> None:
        super().__init__()
        self._cuts = list(cuts)
        self._error = error

    def _rest(self, request: httpx.Request) -> httpx.Response:
        after = int(request.headers.get("last-event-id", 0))
        body = b"".join(sse(RECORDING.lines[after:], after + 1))
        if not self._cuts:
            return stream([body])
        return stream([body[: self._cuts.pop(0)]], self._error)


@pytest.mark.parametrize("after", range(0, len(WHOLE), 10))
def test_it_begins_behind_the_number_it_is_given(after: int) -> None:
    assert data(Segments().follow(after)) == WHOLE[after:]


def test_it_comes_back_with_the_number_of_the_last_event_it_has_read() -> None:
    segments = Segments(stream(list(sse(RECORDING.lines[:5]))))
    data(segments.follow())
    assert segments.asked == [None, "5"]


def test_it_waits_as_long_as_the_stream_says() -> None:
    segments = Segments(stream([b"retry: 1500\n\n", *list(sse(RECORDING.lines[:5]))[1:]]))
    data(segments.follow())
    assert segments.slept == [1.5]


def test_it_asks_for_server_sent_events() -> None:
    service = FakeService(recording=RECORDING)
    data(service.client().runs.follow(RUN.id))
    assert service.requests[0].headers["accept"] == "text/event-stream"


def test_nothing_is_asked_for_behind_the_terminal_event() -> None:
    segments = Segments(stream([*sse(RECORDING.lines), b"data: never read\n\n"]))
    data(segments.follow())
    assert segments.asked == [None]


def test_events_that_come_twice_are_given_once() -> None:
    doubled = [piece for piece in sse(RECORDING.lines) for _ in range(2)]
    assert data(Segments(stream(doubled)).follow()) == WHOLE


def test_types_of_the_future_are_handed_on() -> None:
    lines = [b'{"seq":1,"at":1,"type":"hologram","x":[1]}', b'{"seq":2,"at":1,"type":"done"}']
    events = list(Segments(stream(list(sse(lines)))).follow())
    assert [event.type for event in events] == ["hologram", "done"]


def test_a_gap_is_read_again() -> None:
    gap = RECORDING.lines[:3] + RECORDING.lines[4:]
    seqs = [1, 2, 3, *range(5, len(WHOLE) + 1)]
    pieces = [b"id: %d\ndata: %b\n\n" % pair for pair in zip(seqs, gap, strict=True)]
    assert data(Segments(stream(pieces)).follow()) == WHOLE


@pytest.mark.parametrize(
    "answer",
    [
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("silence"),
        problem(502, "bad_gateway"),
        problem(503, "unavailable"),
        problem(429, "throttled"),
    ],
)
def test_what_may_pass_is_tried_again(answer: httpx.Response | Exception) -> None:
    assert data(Segments(answer).follow()) == WHOLE


def test_it_waits_as_long_as_a_busy_service_asks() -> None:
    busy = httpx.Response(429, json={"code": "rate_limited"}, headers={"retry-after": "7"})
    segments = Segments(busy)
    data(segments.follow())
    assert 7 <= segments.slept[0] < 8


def test_a_refusal_is_final() -> None:
    segments = Segments(problem(422, "cursor_beyond_end"))
    with pytest.raises(Refused) as caught:
        data(segments.follow(3))
    assert caught.value.code == "cursor_beyond_end"


def test_a_run_that_is_not_there_is_not_waited_for() -> None:
    with pytest.raises(NotFound):
        data(Segments(problem(404, "run_not_found")).follow())


def test_it_gives_up_when_nothing_comes_again_and_again() -> None:
    segments = Segments(*[httpx.ConnectError("refused")] * 50)
    with pytest.raises(StreamLost, match="refused"):
        data(segments.follow())
    assert len(segments.asked) == PATIENCE.tries


def test_it_gives_up_on_streams_that_end_at_once() -> None:
    with pytest.raises(StreamLost, match="ends at once"):
        data(Segments(*[stream([b"retry: 250\n\n"]) for _ in range(50)]).follow())


def test_it_gives_up_on_a_stream_that_makes_no_sense() -> None:
    nonsense = [stream([b": alive\n\n", b"data: {}\n\n"]) for _ in range(50)]
    with pytest.raises(StreamLost, match="not an event"):
        data(Segments(*nonsense).follow())


def test_progress_makes_up_for_failures() -> None:
    """Each connection brings one event and then drops, more often than it would be borne."""
    drops = [
        stream([b"id: %d\ndata: %b\n\n" % (seq, line)], httpx.ReadError("reset"))
        for seq, line in enumerate(RECORDING.lines[:40], 1)
    ]
    assert data(Segments(*drops).follow()) == WHOLE


def test_heartbeats_show_that_a_silent_run_is_alive() -> None:
    silence = [stream([b": heartbeat\n\n"], httpx.ReadError("reset")) for _ in range(40)]
    assert data(Segments(*silence).follow()) == WHOLE


@pytest.mark.parametrize("sign_of_life", [b"", b": heartbeat\n\n"])
def test_there_is_nothing_behind_the_end_of_a_run(sign_of_life: bytes) -> None:
    silence = [stream([b"retry: 250\n\n", sign_of_life]) for _ in range(50)]
    segments = Segments(*silence, status="succeeded")
    assert data(segments.follow(len(WHOLE))) == []
    assert len(segments.asked) == 2


def test_a_page_of_events_comes_at_once() -> None:
    service = FakeService(recording=Recording())
    events = b",".join(RECORDING.lines[:3])
    page = b'{"events":[%b],"next_cursor":"%b.3","ended":false}' % (events, RUN.id.encode())
    service.faults.append(httpx.Response(200, content=page))
    found = service.client().runs.events(RUN.id, limit=3)
    assert [event.data for event in found.events] == WHOLE[:3]
    assert found.next_cursor == f"{RUN.id}.3"
    assert service.requests[0].headers["accept"] == "application/json"
    assert not found.ended
