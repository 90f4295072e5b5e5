"""The log of a run, read by tests."""

import json
from typing import Any

from nyqst.events.order import Position, advance
from nyqst.events.ports import EventStore
from nyqst.research.announce import log_of
from nyqst.research.model.run import RunKey

Entry = dict[str, Any]


def entries(events: EventStore, key: RunKey) -> list[Entry]:
    """Every event as it is stored, with its `seq`."""
    batches = events.read(log_of(key), 0, 100_000)
    return [
        {"seq": seq, **json.loads(payload)} for batch in batches for seq, payload in batch.events()
    ]


def kinds(events: EventStore, key: RunKey) -> list[str]:
    return [entry["type"] for entry in entries(events, key)]


def of_kind(events: EventStore, key: RunKey, kind: str) -> list[Entry]:
    return [entry for entry in entries(events, key) if entry["type"] == kind]


def walk(log: list[Entry]) -> Position:
    """Where the log ends. Raises `IllegalOrder`; fails when a number is missing."""
    position = Position()
    for place, entry in enumerate(log, 1):
        assert entry["seq"] == place
        position = advance(position, entry)
    return position
