"""What an event says happened, and to what. What it says of how things are is not kept: by the time
it is read they may be otherwise, so whoever wants to know asks Stripe.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from nyqst.errors import InvalidInput

MAX_ID = 255
_THIN = "v2.core.event"


@dataclass(frozen=True, slots=True)
class Notice:
    event_id: str
    type: str
    created_at: datetime
    object_id: str | None = None
    """None where there is nothing yet that could be asked for, such as an invoice to come."""
    customer_id: str | None = None
    subscription_id: str | None = None
    api_version: str | None = None


def read_notice(body: bytes) -> Notice:
    """Of an event as a webhook brings it, whole or thin, or as Amazon EventBridge does."""
    try:
        read = json.loads(body)
    except ValueError as error:
        raise _malformed("JSON") from error
    return notice_of(read)


def notice_of(read: Any) -> Notice:
    event = _mapping(read)
    event = _mapping(event.get("detail")) or event
    object_, type_ = event.get("object"), _text(event.get("type"))
    event_id = _text(event.get("id"))
    if object_ not in ("event", _THIN) or not type_ or not event_id:
        raise _malformed("an event with id and type")
    if object_ == _THIN:
        return _thin(event_id, type_, event)
    subject = _mapping(_mapping(event.get("data")).get("object"))
    previous = _mapping(_mapping(event.get("data")).get("previous_attributes"))
    return Notice(
        event_id,
        type_,
        _instant(event.get("created")),
        _text(subject.get("id")),
        _customer(subject) or _id_of(previous.get("customer")),
        _subscription(subject),
        _text(event.get("api_version")),
    )


def _thin(event_id: str, type_: str, event: Mapping[str, Any]) -> Notice:
    """Types of the first API have `v1.` in front there, and whole events of their own."""
    related = _mapping(event.get("related_object"))
    kind, id_ = _text(related.get("type")), _text(related.get("id"))
    return Notice(
        _text(event.get("snapshot_event")) or event_id,
        type_.removeprefix("v1."),
        _instant(event.get("created")),
        id_,
        id_ if kind == "customer" else None,
        id_ if kind == "subscription" else None,
    )


def _customer(subject: Mapping[str, Any]) -> str | None:
    if subject.get("object") == "customer":
        return _text(subject.get("id"))
    return _id_of(subject.get("customer"))


def _subscription(subject: Mapping[str, Any]) -> str | None:
    if subject.get("object") == "subscription":
        return _text(subject.get("id"))
    return subscription_of(subject)


def subscription_of(subject: Mapping[str, Any]) -> str | None:
    """Of an invoice it stands under `parent` since 2025; before, and of a session, right in it."""
    details = _mapping(_mapping(subject.get("parent")).get("subscription_details"))
    return _id_of(details.get("subscription")) or _id_of(subject.get("subscription"))


def _id_of(value: Any) -> str | None:
    """Of what is given as an id or, expanded, as the whole object."""
    return _text(_mapping(value).get("id")) if isinstance(value, Mapping) else _text(value)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= MAX_ID else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _instant(value: Any) -> datetime:
    """Seconds in whole events, written out in thin ones."""
    try:
        if isinstance(value, str):
            return datetime.fromisoformat(value).astimezone(UTC)
        if isinstance(value, int) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise _malformed("a time that there is") from error
    raise _malformed("the time of the event")


def _malformed(wanted: str) -> InvalidInput:
    return InvalidInput(f"A webhook's body is {wanted}", code="event_malformed")
