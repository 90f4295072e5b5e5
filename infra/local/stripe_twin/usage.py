"""Meter events: what is taken at once, and what turns out to be wrong only afterwards."""

from datetime import datetime
from typing import Any

from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import Refusal, known_identifier
from infra.local.stripe_twin.forms import Params, integer, text
from infra.local.stripe_twin.meters import active, iso
from infra.local.stripe_twin.settings import DAY

_PAST_S = 35 * DAY
_AHEAD_S = 300
_UNIQUE_S = DAY


def report(account: Account, params: Params) -> Thing:
    """What is wrong with customer or value is told by an event, not by the answer."""
    event = _read(account, params, integer(params, "timestamp", account.now))
    fault = _fault(account, event)
    if fault:
        _tell(account, event, fault)
    else:
        _count(account, event)
    return {**_shown(event), "object": "billing.meter_event"}


def report_v2(account: Account, params: Params) -> Thing:
    """All is checked at once."""
    given = params.get("timestamp")
    stamp = int(datetime.fromisoformat(given).timestamp()) if given else account.now
    event = _read(account, params, stamp)
    fault = _fault(account, event)
    if fault:
        raise Refusal(f"Invalid meter event: {fault}", code=fault)
    _count(account, event)
    instants = {"created": iso(account.now), "timestamp": iso(stamp)}
    return {**_shown(event), **instants, "object": "v2.billing.meter_event"}


def lose(account: Account, identifier: str) -> None:
    """As if it had been accepted and then never counted."""
    for events in account.usage.values():
        events[:] = [each for each in events if each["identifier"] != identifier]


def _read(account: Account, params: Params, stamp: int) -> Thing:
    name = text(params, "event_name")
    identifier = params.get("identifier") or account.new_id("mtrevt")
    if all(meter["event_name"] != name for meter in active(account)):
        raise Refusal(f"No active meter found for event name: {name}", code="no_meter")
    _in_time(account, stamp)
    if account.identifiers.get(identifier, 0) > account.now - _UNIQUE_S:
        raise known_identifier(identifier)
    return {
        "created": account.now,
        "event_name": name,
        "identifier": identifier,
        "payload": dict(params.get("payload") or {}),
        "timestamp": stamp,
    }


def _in_time(account: Account, stamp: int) -> None:
    if stamp < account.now - _PAST_S:
        raise Refusal(
            "The timestamp must be within the past 35 days.",
            code="timestamp_too_far_in_past",
            param="timestamp",
        )
    if stamp > account.now + _AHEAD_S:
        raise Refusal(
            "The timestamp must not be more than 5 minutes in the future.",
            code="timestamp_in_future",
            param="timestamp",
        )


def _fault(account: Account, event: Thing) -> str | None:
    meter = _meter(account, event)
    customer = _customer(meter, event)
    if not customer:
        return "meter_event_no_customer_defined"
    found = account.things.get(customer)
    if found is None or found.get("deleted"):
        return "meter_event_customer_not_found"
    value = str(event["payload"].get(meter["value_settings"]["event_payload_key"], ""))
    return None if value.removeprefix("-").isdecimal() else "meter_event_invalid_value"


def _count(account: Account, event: Thing) -> None:
    customer = _customer(_meter(account, event), event)
    account.identifiers[event["identifier"]] = account.now
    account.usage.setdefault(customer, []).append(event)


def _tell(account: Account, event: Thing, code: str) -> None:
    """Stripe gathers them for a while; here each is told by itself."""
    message = f"The meter event cannot be counted: {code}."
    sample = {"error_message": message, "request": {"identifier": event["identifier"]}}
    kind = {"code": code, "error_count": 1, "sample_errors": [sample]}
    report: dict[str, Any] = {
        "developer_message_summary": "There is 1 invalid event",
        "reason": {"error_count": 1, "error_types": [kind]},
        "validation_end": iso(account.now),
        "validation_start": iso(account.now),
    }
    account.emit_thin("billing.meter.error_report_triggered", _meter(account, event), report)


def _meter(account: Account, event: Thing) -> Thing:
    return next(each for each in active(account) if each["event_name"] == event["event_name"])


def _customer(meter: Thing, event: Thing) -> str:
    return str(event["payload"].get(meter["customer_mapping"]["event_payload_key"], ""))


def _shown(event: Thing) -> Thing:
    return {**event, "livemode": False}
