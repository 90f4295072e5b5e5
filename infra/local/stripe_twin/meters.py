"""Billing meters, what is reported to them, and its sums."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from infra.local.stripe_twin.account import Account, Thing, listed
from infra.local.stripe_twin.errors import Refusal, known_identifier
from infra.local.stripe_twin.forms import Params, integer, text
from infra.local.stripe_twin.settings import DAY, HOUR

_PAST_S = 35 * DAY
_AHEAD_S = 300
_UNIQUE_S = DAY
_WINDOWS = {"hour": HOUR, "day": DAY}


def create(account: Account, params: Params) -> Thing:
    name = text(params, "event_name")
    if any(each["event_name"] == name for each in _active(account)):
        raise Refusal(f"An active meter with event_name {name} already exists.")
    mapping = params.get("customer_mapping") or {}
    meter: Thing = {
        "id": account.new_id("mtr_test"),
        "object": "billing.meter",
        "created": account.now,
        "customer_mapping": {
            "event_payload_key": mapping.get("event_payload_key", "stripe_customer_id"),
            "type": "by_id",
        },
        "default_aggregation": {"formula": params.get("default_aggregation", {})["formula"]},
        "display_name": text(params, "display_name"),
        "event_name": name,
        "event_time_window": params.get("event_time_window"),
        "livemode": False,
        "status": "active",
        "status_transitions": {"deactivated_at": None},
        "updated": account.now,
        "value_settings": {
            "event_payload_key": params.get("value_settings", {}).get("event_payload_key", "value")
        },
    }
    return account.add(meter)


def retrieve(account: Account, id_: str, _: Params) -> Thing:
    return account.get("billing.meter", id_)


def deactivate(account: Account, id_: str, _: Params) -> Thing:
    meter = account.get("billing.meter", id_)
    meter.update(status="inactive", status_transitions={"deactivated_at": account.now})
    return meter


def report(account: Account, params: Params) -> Thing:
    stamp = integer(params, "timestamp", account.now)
    event = _accepted(account, params, stamp)
    return {
        "object": "billing.meter_event",
        "created": account.now,
        "event_name": event["event_name"],
        "identifier": event["identifier"],
        "livemode": False,
        "payload": event["payload"],
        "timestamp": stamp,
    }


def report_v2(account: Account, params: Params) -> Thing:
    given = params.get("timestamp")
    stamp = int(datetime.fromisoformat(given).timestamp()) if given else account.now
    event = _accepted(account, params, stamp)
    return {
        "object": "v2.billing.meter_event",
        "created": iso(account.now),
        "event_name": event["event_name"],
        "identifier": event["identifier"],
        "livemode": False,
        "payload": event["payload"],
        "timestamp": iso(stamp),
    }


def summaries(account: Account, id_: str, params: Params) -> Thing:
    meter = account.get("billing.meter", id_)
    customer = text(params, "customer")
    start, stop = integer(params, "start_time"), integer(params, "end_time")
    window = params.get("value_grouping_window")
    _aligned(start, stop, _WINDOWS.get(window or "", 60))
    rows = []
    for begin, end in _windows(start, stop, _WINDOWS.get(window or "")):
        found = list(_events(account, meter, customer, begin, end))
        if found or window is None:
            rows.append(_summary(account, meter, begin, end, _sum(meter, found)))
    return listed(f"/v1/billing/meters/{id_}/event_summaries", rows[::-1])


def used(account: Account, meter_id: str, customer: str, start: int, stop: int) -> int:
    """What an invoice charges for: whole units."""
    meter = account.get("billing.meter", meter_id)
    return int(_sum(meter, _events(account, meter, customer, start, stop)))


def lose(account: Account, identifier: str) -> None:
    """As if it had been accepted and then never counted."""
    for events in account.usage.values():
        events[:] = [each for each in events if each["identifier"] != identifier]


def iso(instant: int) -> str:
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _accepted(account: Account, params: Params, stamp: int) -> Thing:
    name = text(params, "event_name")
    payload: dict[str, Any] = dict(params.get("payload") or {})
    identifier = params.get("identifier") or account.new_id("mtrevt")
    meter = next((each for each in _active(account) if each["event_name"] == name), None)
    if meter is None:
        raise Refusal(f"No active meter found for event name: {name}", code="no_meter")
    _in_time(account, stamp)
    customer = _known_payload(account, meter, payload)
    if account.identifiers.get(identifier, 0) > account.now - _UNIQUE_S:
        raise known_identifier(identifier)
    event = {
        "event_name": name,
        "identifier": identifier,
        "payload": payload,
        "timestamp": stamp,
        "created": account.now,
    }
    account.identifiers[identifier] = account.now
    account.usage.setdefault(customer, []).append(event)
    return event


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


def _known_payload(account: Account, meter: Thing, payload: dict[str, Any]) -> str:
    customer: str = payload.get(meter["customer_mapping"]["event_payload_key"], "")
    account.living("customer", customer, "payload[stripe_customer_id]")
    value = payload.get(meter["value_settings"]["event_payload_key"])
    try:
        Decimal(str(value))
    except InvalidOperation:
        raise Refusal(
            f"Invalid value: {value}", code="meter_event_invalid_value", param="payload[value]"
        ) from None
    return customer


def _active(account: Account) -> Iterator[Thing]:
    return (each for each in account.all("billing.meter") if each["status"] == "active")


def _events(
    account: Account, meter: Thing, customer: str, start: int, stop: int
) -> Iterator[Thing]:
    seen = account.now - account.settings.meter_lag_s
    return (
        each
        for each in account.usage.get(customer, ())
        if each["event_name"] == meter["event_name"]
        and start <= each["timestamp"] < stop
        and each["created"] <= seen
    )


def _sum(meter: Thing, events: Any) -> Decimal:
    key = meter["value_settings"]["event_payload_key"]
    values = [Decimal(str(each["payload"][key])) for each in events]
    formulas = {
        "sum": lambda: sum(values, Decimal(0)),
        "count": lambda: Decimal(len(values)),
        "last": lambda: values[-1] if values else Decimal(0),
    }
    return Decimal(formulas[meter["default_aggregation"]["formula"]]())


def _windows(start: int, stop: int, width: int | None) -> Iterator[tuple[int, int]]:
    step = width or max(stop - start, 1)
    return ((begin, min(begin + step, stop)) for begin in range(start, stop, step))


def _aligned(start: int, stop: int, width: int) -> None:
    for name, value in (("start_time", start), ("end_time", stop)):
        if value % width:
            raise Refusal(f"{name} must be aligned with the grouping window.", param=name)


def _summary(account: Account, meter: Thing, start: int, stop: int, value: Decimal) -> Thing:
    return {
        "id": account.new_id("mtrusg_test"),
        "object": "billing.meter_event_summary",
        "aggregated_value": float(value),
        "end_time": stop,
        "livemode": False,
        "meter": meter["id"],
        "start_time": start,
    }
