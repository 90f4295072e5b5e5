"""Reading a run's log in pieces: whatever the cut, nothing is lost and nothing doubled."""

import json
import re
from contextlib import closing
from itertools import islice
from typing import Any

import pytest

from tests.local.place import QUESTION, Finished, Place
from tests.local.wire import JSON, RETRY, blocks, lines, live_blocks, path_of

pytestmark = pytest.mark.local

_BITE = 7


def test_a_finished_run_is_replayed_and_closed(place: Place, answered: Finished) -> None:
    found = blocks(place, answered.run.id)
    events = [json.loads(block.partition(b"\ndata: ")[2]) for block in found]
    assert events == [event.data for event in answered.events]


@pytest.mark.parametrize("by_header", [True, False])
def test_server_sent_events_add_up_at_every_cut(
    place: Place,
    answered: Finished,
    by_header: bool,  # noqa: FBT001
) -> None:
    whole = blocks(place, answered.run.id)
    for cut in range(len(whole) + 1):
        assert blocks(place, answered.run.id, cut, by_header=by_header) == whole[cut:]


def test_ndjson_adds_up_at_every_cut(place: Place, answered: Finished) -> None:
    whole = lines(place, answered.run.id)
    assert [json.loads(line) for line in whole] == [event.data for event in answered.events]
    for cut in range(len(whole) + 1):
        assert lines(place, answered.run.id, cut) == whole[cut:]


def test_pages_add_up_at_every_cut(place: Place, answered: Finished) -> None:
    whole = [event.data for event in answered.events]
    for cut in range(len(whole) + 1):
        first = _page(place, answered, "", max(1, cut))
        head = first["events"][:cut]
        second = _page(place, answered, str(cut), 1_000)
        assert head + second["events"] == whole
        assert second["ended"] is True


def test_the_cursor_of_a_page_leads_to_the_next(place: Place, answered: Finished) -> None:
    found: list[Any] = []
    page: dict[str, Any] = {"next_cursor": "", "ended": False}
    while not page["ended"]:
        page = _page(place, answered, page["next_cursor"], _BITE)
        found += page["events"]
    assert found == [event.data for event in answered.events]


def test_a_reader_that_breaks_off_again_and_again_misses_nothing(place: Place) -> None:
    run = place.client.runs.start(QUESTION)
    found: list[bytes] = []
    while not found or not _is_last(found[-1]):
        with closing(live_blocks(place, path_of(run.id), len(found))) as coming:
            assert next(coming) == RETRY
            events = (block for block in coming if not block.startswith(b":"))
            found += islice(events, _BITE)
    assert found == blocks(place, run.id)


def test_the_client_resumes_from_its_last_event(place: Place, answered: Finished) -> None:
    cut = len(answered.events) // 2
    resumed = list(place.client.runs.follow(answered.run.id, after=cut))
    assert resumed == list(answered.events[cut:])


def test_a_reader_that_has_everything_is_not_kept_waiting(place: Place, answered: Finished) -> None:
    assert blocks(place, answered.run.id, len(answered.events)) == []


def _page(place: Place, answered: Finished, after: str, limit: int) -> dict[str, Any]:
    params = {"after": after, "limit": str(limit)}
    answer = place.http.get(path_of(answered.run.id), headers=JSON, params=params)
    page: dict[str, Any] = answer.json()
    return page


def _is_last(block: bytes) -> bool:
    return re.search(rb'"type":"(done|ERROR)"', block) is not None
