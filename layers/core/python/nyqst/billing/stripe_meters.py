"""Meters of Stripe's, and the events by which it is told what was used."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from nyqst.billing.model.processor import SoldMeter
from nyqst.billing.ports import UsageEvent, Window

Wanted = dict[str, Any]


def event_of(meter: SoldMeter, event: UsageEvent) -> Wanted:
    """As the second version of the API takes it, which says at once what is wrong with it."""
    return {
        "event_name": meter.event_name,
        "identifier": event.identifier,
        "timestamp": event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "payload": {meter.customer_key: event.customer_id, meter.value_key: str(event.units)},
    }


def sums_of(customer_id: str, start: datetime, end: datetime, by: Window) -> Mapping[str, Any]:
    wanted = {
        "customer": customer_id,
        "start_time": int(start.timestamp()),
        "end_time": int(end.timestamp()),
        "limit": 100,
    }
    return {**wanted, "value_grouping_window": by} if by else wanted
