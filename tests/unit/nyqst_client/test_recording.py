"""The recordings that the other tests stand on are what the service may send."""

import json

import pytest

from nyqst.events.order import Position, advance
from nyqst.events.types import run_event_adapter
from tests.unit.nyqst_client.recording import Recording, delivered_run, failed_run


@pytest.mark.parametrize(
    "recording",
    [
        delivered_run(),
        delivered_run(failing=2),
        delivered_run(dying_writer=True),
        failed_run(),
    ],
)
def test_every_recording_is_legal(recording: Recording) -> None:
    adapter, position = run_event_adapter(), Position()
    for seq, line in enumerate(recording.lines, 1):
        event = json.loads(line)
        assert event.pop("seq") == seq
        event.pop("at")
        adapter.validate_python(event)
        position = advance(position, event)
    assert position.ended
