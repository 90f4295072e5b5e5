"""Subscription schedules: items that change when a period ends."""

from typing import Any

from infra.local.stripe_twin import periods
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import Refusal, missing
from infra.local.stripe_twin.forms import Params, integer, merged, text
from infra.local.stripe_twin.subscriptions import items
from infra.local.stripe_twin.subscriptions.state import is_metered, new_item, period, priced


def create(account: Account, params: Params) -> Thing:
    named = text(params, "from_subscription")
    subscription = account.get("subscription", named, "from_subscription")
    if subscription["schedule"]:
        raise Refusal(
            "You cannot migrate a subscription that is already attached to a schedule: "
            f"{subscription['schedule']}."
        )
    start, end = period(subscription)
    schedule: Thing = {
        "id": account.new_id("sub_sched"),
        "object": "subscription_schedule",
        "application": None,
        "billing_mode": subscription["billing_mode"],
        "canceled_at": None,
        "completed_at": None,
        "created": account.now,
        "current_phase": {"end_date": end, "start_date": start},
        "customer": subscription["customer"],
        "customer_account": None,
        "default_settings": {"billing_cycle_anchor": "automatic"},
        "end_behavior": "release",
        "livemode": False,
        "metadata": merged({}, params.get("metadata", {})),
        "pause_schedules": [],
        "phases": [_phase(start, end, [_named(each) for each in subscription["items"]["data"]])],
        "released_at": None,
        "released_subscription": None,
        "status": "active",
        "subscription": subscription["id"],
        "test_clock": None,
    }
    account.add(schedule)
    account.emit("subscription_schedule.created", schedule)
    with account.changing(subscription, "customer.subscription.updated"):
        subscription["schedule"] = schedule["id"]
    return schedule


def retrieve(account: Account, id_: str, _: Params) -> Thing:
    return account.get("subscription_schedule", id_)


def update(account: Account, id_: str, params: Params) -> Thing:
    schedule = _active(account, id_)
    phases = _phases(account, schedule, params["phases"]) if "phases" in params else None
    with account.changing(schedule, "subscription_schedule.updated"):
        if phases:
            schedule["phases"] = phases
        schedule["end_behavior"] = params.get("end_behavior", schedule["end_behavior"])
        schedule["metadata"] = merged(schedule["metadata"], params.get("metadata", {}))
    return schedule


def release(account: Account, id_: str, _: Params) -> Thing:
    schedule = _active(account, id_)
    subscription = account.get("subscription", schedule["subscription"])
    with account.changing(subscription, "customer.subscription.updated"):
        _let_go(account, schedule, subscription)
    return schedule


def enter_phase(account: Account, subscription: Thing) -> None:
    """The phase that begins now, if one does; after the last the subscription goes on alone."""
    if not subscription["schedule"]:
        return
    schedule = account.get("subscription_schedule", subscription["schedule"])
    phase = next((each for each in schedule["phases"] if each["start_date"] == account.now), None)
    if phase is None:
        if schedule["phases"][-1]["end_date"] == account.now:
            _let_go(account, schedule, subscription)
        return
    subscription["items"]["data"] = _items(account, subscription, phase["items"])
    schedule["current_phase"] = {name: phase[name] for name in ("end_date", "start_date")}
    account.emit("subscription_schedule.updated", schedule)


def _let_go(account: Account, schedule: Thing, subscription: Thing) -> None:
    schedule.update(
        status="released",
        released_at=account.now,
        released_subscription=subscription["id"],
        subscription=None,
        current_phase=None,
    )
    subscription["schedule"] = None
    account.emit("subscription_schedule.released", schedule)


def _active(account: Account, id_: str) -> Thing:
    schedule = account.get("subscription_schedule", id_)
    if schedule["status"] != "active":
        raise Refusal(f"This schedule is {schedule['status']} and cannot be changed.")
    return schedule


def _phases(account: Account, schedule: Thing, given: list[Any]) -> list[Thing]:
    phases: list[Thing] = []
    start = schedule["phases"][0]["start_date"]
    for number, each in enumerate(given):
        if not each.get("items"):
            raise missing(f"phases[{number}][items]")
        at = f"phases[{number}][items]"
        prices = [items.price_of(account, item, at) for item in each["items"]]
        begins = integer(each, "start_date", start)
        end = integer(each, "end_date", _end(begins, prices[0]["recurring"], each))
        phases.append(_phase(begins, end, [dict(item) for item in each["items"]]))
        start = end
    return phases


def _end(start: int, recurring: Thing, given: Params) -> int:
    """Where none is given, one period on."""
    lasting = given.get("duration") or recurring
    return periods.after(start, lasting["interval"], integer(lasting, "interval_count", 1))


def _phase(start: int, end: int, kept: list[Thing]) -> Thing:
    return {
        "add_invoice_items": [],
        "end_date": end,
        "items": kept,
        "metadata": {},
        "proration_behavior": "create_prorations",
        "start_date": start,
    }


def _named(item: Thing) -> Thing:
    quantity = {} if is_metered(item) else {"quantity": item["quantity"]}
    return {"price": item["price"]["id"], **quantity}


def _items(account: Account, subscription: Thing, given: list[Thing]) -> list[Thing]:
    """Items keep their ids as far as there are any."""
    old = list(subscription["items"]["data"])
    found = []
    for number, each in enumerate(given):
        price = items.price_of(account, each, "items")
        quantity = integer(each, "quantity", 1)
        if number < len(old):
            kept = {name: value for name, value in old[number].items() if name != "quantity"}
            found.append({**kept, **priced(price, quantity)})
        else:
            found.append(new_item(account, subscription["id"], price, quantity))
    return found
