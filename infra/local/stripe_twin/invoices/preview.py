"""The next invoice, as it would be."""

import copy
from http import HTTPStatus

from infra.local.stripe_twin import periods
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import Refusal, missing
from infra.local.stripe_twin.forms import Params, flag, integer
from infra.local.stripe_twin.invoices import draft, lines, pending, proration
from infra.local.stripe_twin.subscriptions import items
from infra.local.stripe_twin.subscriptions.state import (
    OVER,
    interval,
    is_metered,
    new_subscription,
    period,
    set_period,
)


def create(account: Account, params: Params) -> Thing:
    details = params.get("subscription_details") or {}
    if params.get("subscription"):
        return _of_change(account, params["subscription"], details)
    customer = params.get("customer")
    if not customer:
        raise missing("customer")
    return _of_new(account, account.living("customer", customer, "customer"), details)


def of_next(account: Account, subscription: Thing) -> Thing:
    return _drawn_up(account, subscription, _renewal(account, subscription))


def _of_change(account: Account, id_: str, details: Params) -> Thing:
    subscription = account.get("subscription", id_, "subscription")
    if subscription["status"] in OVER:
        raise _none(subscription["customer"])
    at = integer(details, "proration_date", account.now)
    behavior = details.get("proration_behavior", "create_prorations")
    wanted = items.revised(account, subscription, details.get("items", []))
    changed = copy.deepcopy(subscription)
    changed["items"]["data"] = wanted
    if "cancel_at_period_end" in details:
        changed["cancel_at_period_end"] = flag(details, "cancel_at_period_end")
    rows = []
    if behavior != "none":
        owed = proration.of_change(account, subscription, wanted, at)
        rows = [lines.of_invoice_item(account, each) for each in owed]
    if interval(wanted) != interval(subscription["items"]["data"]):
        return _drawn_up(account, changed, _anew(account, subscription, changed, at))
    if behavior != "always_invoice":
        rows += _renewal(account, changed)
    return _drawn_up(account, changed, rows, proration_date=at)


def _of_new(account: Account, customer: Thing, details: Params) -> Thing:
    if not details.get("items"):
        return of_next(account, _only(account, customer))
    id_ = account.new_id("sub")
    wanted = items.ordered(account, id_, details["items"], "subscription_details[items]")
    subscription = new_subscription(account, id_, customer, wanted)
    span = (account.now, periods.after(account.now, *interval(wanted)))
    set_period(subscription, *span)
    rows = [lines.licensed(account, item, span) for item in wanted if not is_metered(item)]
    return _drawn_up(account, subscription, rows)


def _only(account: Account, customer: Thing) -> Thing:
    for subscription in account.all("subscription"):
        is_theirs = subscription["customer"] == customer["id"]
        if is_theirs and subscription["status"] not in OVER:
            return subscription
    raise _none(customer["id"])


def _renewal(account: Account, subscription: Thing) -> list[Thing]:
    old = period(subscription)
    anchor = subscription["billing_cycle_anchor"]
    kept = subscription["items"]["data"]
    new = (old[1], periods.next_end(anchor, *interval(kept), old[1]))
    waiting = pending.waiting(account, subscription)
    rows = [lines.of_invoice_item(account, item) for item in waiting]
    is_last = subscription["cancel_at_period_end"]
    return [*rows, *lines.of_period(account, subscription, old, None if is_last else new)]


def _anew(account: Account, subscription: Thing, changed: Thing, at: int) -> list[Thing]:
    kept = changed["items"]["data"]
    span = (at, periods.after(at, *interval(kept)))
    unused = proration.unused(account, subscription, at)
    return [
        *(lines.of_invoice_item(account, each) for each in unused),
        *(lines.licensed(account, item, span) for item in kept if not is_metered(item)),
    ]


def _drawn_up(
    account: Account, subscription: Thing, rows: list[Thing], proration_date: int | None = None
) -> Thing:
    span = period(subscription)
    invoice = draft.drawn_up(account, subscription, rows, "upcoming", span)
    invoice["id"] = f"upcoming_{invoice['id']}"
    for row in rows:
        row["invoice"] = invoice["id"]
    invoice["created"] = invoice["next_payment_attempt"] = span[1]
    if proration_date is not None:
        details = invoice["parent"]["subscription_details"]
        details["subscription_proration_date"] = proration_date
    return invoice


def _none(customer: str) -> Refusal:
    return Refusal(
        f"No upcoming invoices for customer: {customer}",
        status=HTTPStatus.NOT_FOUND,
        code="invoice_upcoming_none",
    )
