"""Billing meters, and the sums of what was reported to them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from infra.local.stripe_twin.account import Account, Thing, listed
from infra.local.stripe_twin.errors import Refusal
from infra.local.stripe_twin.forms import Params, integer, text
from infra.local.stripe_twin.settings import DAY, HOUR

_WINDOWS = {"hour": HOUR, "day": DAY}


def create(account: Account, params: Params) -> Thing:
    name = text(params, "event_name")
    if any(each["event_name"] == name for each in active(account)):
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
    return max(int(_sum(meter, _events(account, meter, customer, start, stop))), 0)


def iso(instant: int) -> str:
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def active(account: Account) -> Iterator[Thing]:
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
