"""The legal order of a run's events, as data and as the machine that reads it.

Two things are kept: the phase of the run, and which report preview is open. `ORDER` is all there
is to know; it is published as JSON so that clients in other languages can check a stream too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nyqst.events.types import EVENT_TYPES, TERMINAL_TYPES

_NEVER_STORED = frozenset({"heartbeat"})
_OPENS = {"stream_start": "running"}
_PAUSES = {"clarification_needed": "waiting", "browser_use_await_user_input": "waiting"}
_RESUMES = {"update_message_clarification_message": "running", "browser_use_stop": "running"}
_ENDS = dict.fromkeys(sorted(TERMINAL_TYPES), "ended")
_SPECIAL = {*_NEVER_STORED, *_OPENS, *_PAUSES, *_RESUMES, *_ENDS}
_PLAIN = [name for name in EVENT_TYPES if name not in _SPECIAL]

PHASES: Mapping[str, Mapping[str, str]] = {
    "new": _OPENS,
    "running": {
        **dict.fromkeys(_PLAIN, "running"),
        **_PAUSES,
        "browser_use_stop": "running",
        **_ENDS,
    },
    # While a person is asked, parallel workers may still report; only the pause is not repeated.
    "waiting": {**dict.fromkeys(_PLAIN, "waiting"), **_RESUMES, **_ENDS},
    "ended": {},
}
"""phase -> event type -> next phase. An event that is not listed is illegal in that phase."""

PREVIEWS: Mapping[str, Mapping[str, str]] = {
    "closed": {"node_report_preview_start": "open"},
    "open": {
        "node_report_preview_start": "open",
        "node_report_preview_delta": "open",
        "node_report_preview_done": "closed",
    },
}
"""The same for the report preview. Deltas and the end belong to the preview started last."""

ORDER: Mapping[str, Any] = {
    "initial": "new",
    "final": ["ended"],
    "phases": PHASES,
    "previews": {"initial": "closed", "states": PREVIEWS},
    "never_stored": sorted(_NEVER_STORED),
}


@dataclass(frozen=True, slots=True)
class Position:
    """Where a stream stands after what was read of it so far."""

    phase: str = "new"
    preview: str = "closed"
    preview_id: str | None = None

    @property
    def ended(self) -> bool:
        return self.phase == "ended"


class IllegalOrder(ValueError):
    """An event that may not stand where it stands."""


def advance(position: Position, event: Mapping[str, Any]) -> Position:
    """The position after `event`, a payload as it stands on the wire. Raises `IllegalOrder`.

    A type that this version does not know is passed over, as the contract asks of every client.
    """
    kind = event["type"]
    if kind not in EVENT_TYPES:
        return position
    phase = PHASES[position.phase].get(kind)
    if phase is None:
        raise IllegalOrder(f"{kind} may not come while the run is {position.phase}")
    if not kind.startswith("node_report_preview_"):
        return Position(phase, position.preview, position.preview_id)
    preview = PREVIEWS[position.preview].get(kind)
    if preview is None:
        raise IllegalOrder(f"{kind} may not come while no preview is open")
    starts = kind == "node_report_preview_start"
    if not starts and event["preview_id"] != position.preview_id:
        raise IllegalOrder(f"{kind} names preview {event['preview_id']}, not the one started last")
    return Position(phase, preview, event["preview_id"] if starts else position.preview_id)
