"""Stripe's objects, as any of its API versions writes them, in our words."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from nyqst.billing.model.notice import subscription_of
from nyqst.billing.model.processor import (
    InvoiceLine,
    Kept,
    PaymentMethod,
    Preview,
    PreviewLine,
    ProcessorInvoice,
    ProcessorSubscription,
    SoldMeter,
    SubscriptionStatus,
)
from nyqst.errors import Failed

KEPT_PRICE, KEPT_UNTIL, KEPT_FOR = "nyqst_kept_price", "nyqst_kept_until", "nyqst_kept_for"
"""In a subscription's metadata: what is in force until the period ends."""

Object = Mapping[str, Any]
Made = TypeVar("Made")


def read(make: Callable[[Object], Made], given: Object) -> Made:
    """Raises `Failed` of what is not what it should be: amounts in floats, a status that is new."""
    try:
        return make(given)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError) as error:
        what = f"{given.get('object')} {given.get('id')}"
        raise Failed(f"Cannot read {what}: {error!r}", code="stripe_object_unreadable") from error


def subscription(given: Object) -> ProcessorSubscription:
    """Periods stand on its items since 2025, before that on itself."""
    items = given["items"]["data"]
    item = next((each for each in items if not _is_metered(each)), items[0])
    start, end = (
        item.get(name) or given.get(name) for name in ("current_period_start", "current_period_end")
    )
    return ProcessorSubscription(
        id=given["id"],
        customer_id=id_of(given["customer"]),
        item_id=item["id"],
        price_id=_price_of(item),
        status=SubscriptionStatus(given["status"]),
        created_at=_instant(given["created"]),
        started_at=_instant(given.get("start_date") or given["created"]),
        seats=whole(item.get("quantity", 1)),
        period_start=_maybe(start),
        period_end=_maybe(end),
        trial_ends_at=_maybe(given.get("trial_end")),
        cancel_at_period_end=bool(given.get("cancel_at_period_end")),
        canceled_at=_maybe(given.get("canceled_at")),
        ended_at=_maybe(given.get("ended_at")),
        kept=_kept(given.get("metadata") or {}),
        metered={_price_of(each): each["id"] for each in items if _is_metered(each)},
    )


def invoice(given: Object) -> ProcessorInvoice:
    return ProcessorInvoice(
        id=given["id"],
        customer_id=id_of(given["customer"]),
        subscription_id=subscription_of(given),
        status=given["status"],
        currency=given["currency"],
        total_cents=whole(given["total"]),
        due_cents=whole(given["amount_due"]),
        paid_cents=whole(given["amount_paid"]),
        created_at=_instant(given["created"]),
        period_start=_instant(given["period_start"]),
        period_end=_instant(given["period_end"]),
        number=given.get("number"),
        hosted_url=given.get("hosted_invoice_url"),
        attempts=whole(given.get("attempt_count") or 0),
        credited_cents=whole(given.get("post_payment_credit_notes_amount") or 0),
        lines=tuple(map(_line, (given.get("lines") or {}).get("data", ()))),
    )


def sold_meter(given: Object) -> SoldMeter:
    customer, value = given["customer_mapping"], given["value_settings"]
    keys = customer["event_payload_key"], value["event_payload_key"]
    return SoldMeter(given["id"], given["event_name"], *keys)


def summary(given: Object) -> tuple[datetime, int]:
    """Sums come as floats, of events that are whole."""
    value = given["aggregated_value"]
    if value != int(value):
        raise ValueError(f"{value!r} is no sum of whole numbers")
    return _instant(given["start_time"]), int(value)


def preview(given: Object) -> Preview:
    lines = tuple(
        PreviewLine(line.description, line.amount_cents, line.proration, line.price_id)
        for line in map(_line, given["lines"]["data"])
    )
    return Preview(given["currency"], whole(given["total"]), whole(given["amount_due"]), lines)


def payment_method(given: Object, default_id: str | None) -> PaymentMethod:
    card = given.get("card") or {}
    return PaymentMethod(
        given["id"], given["type"], card.get("brand"), card.get("last4"), given["id"] == default_id
    )


def default_method(customer: Object) -> str | None:
    chosen = (customer.get("invoice_settings") or {}).get("default_payment_method")
    return id_of(chosen) if chosen else None


def id_of(given: Any) -> str:
    """Of what is given as an id or as the whole object."""
    found = given["id"] if isinstance(given, Mapping) else given
    if not isinstance(found, str):
        raise TypeError(f"{found!r} is no id")
    return found


def whole(given: Any) -> int:
    """Cents and counts are integers; whatever else comes is not rounded but refused."""
    if isinstance(given, bool) or not isinstance(given, int):
        raise TypeError(f"{given!r} is no whole number")
    return given


def _is_metered(item: Object) -> bool:
    recurring = (item.get("price") or {}).get("recurring") or item.get("plan") or {}
    return bool(recurring.get("usage_type") == "metered")


def _price_of(item: Object) -> str:
    return id_of(item.get("price") or item["plan"])


def _line(given: Object) -> InvoiceLine:
    """The price stands under `pricing` since 2025, before that right in it."""
    details = (given.get("pricing") or {}).get("price_details") or {}
    price = details.get("price") or given.get("price") or given.get("plan")
    period = given["period"]
    return InvoiceLine(
        given.get("description") or "",
        whole(given["amount"]),
        whole(given.get("quantity") or 0),
        _instant(period["start"]),
        _instant(period["end"]),
        id_of(price) if price else None,
        _prorates(given),
    )


def _prorates(line: Object) -> bool:
    parent = line.get("parent") or {}
    details = parent.get("subscription_item_details") or parent.get("invoice_item_details") or {}
    return bool(details.get("proration", line.get("proration")))


def _kept(metadata: Mapping[str, str]) -> Kept | None:
    price, until, instead_of = map(metadata.get, (KEPT_PRICE, KEPT_UNTIL, KEPT_FOR))
    if not price or not until or not instead_of:
        return None
    return Kept(price, _instant(int(until)), instead_of)


def notes_of(kept: Kept | None) -> dict[str, str]:
    """For a subscription's metadata, where nothing takes a note away."""
    if kept is None:
        return {KEPT_PRICE: "", KEPT_UNTIL: "", KEPT_FOR: ""}
    until = str(int(kept.until.timestamp()))
    return {KEPT_PRICE: kept.price_id, KEPT_UNTIL: until, KEPT_FOR: kept.instead_of}


def _instant(given: Any) -> datetime:
    return datetime.fromtimestamp(whole(given), UTC)


def _maybe(given: Any) -> datetime | None:
    return _instant(given) if given else None
