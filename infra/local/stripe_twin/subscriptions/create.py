"""A new subscription, with its first invoice."""

from dataclasses import dataclass

from infra.local.stripe_twin import cards, periods
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import Refusal, declined
from infra.local.stripe_twin.forms import Params, flag, integer, merged, text
from infra.local.stripe_twin.invoices import collect, draft, lines
from infra.local.stripe_twin.settings import DAY, HOUR
from infra.local.stripe_twin.subscriptions import items
from infra.local.stripe_twin.subscriptions.state import (
    interval,
    is_metered,
    new_subscription,
    set_period,
)

_INCOMPLETE_S = 23 * HOUR
_NOT_COVERED = ("billing_cycle_anchor", "backdate_start_date", "discounts", "add_invoice_items")


@dataclass(frozen=True, slots=True)
class _Ordered:
    customer: Thing
    subscription: Thing
    trial_end: int | None
    behavior: str


def create(account: Account, params: Params) -> Thing:
    ordered = _ordered(account, params)
    subscription, trial_end = ordered.subscription, ordered.trial_end
    kept = subscription["items"]["data"]
    end = trial_end or periods.after(account.now, *interval(kept))
    set_period(subscription, account.now, end)
    subscription["billing_cycle_anchor"] = trial_end or account.now
    span = (account.now, end)
    rows = [
        lines.licensed(account, item, span, is_trial=trial_end is not None)
        for item in kept
        if not is_metered(item)
    ]
    due = sum(row["amount"] for row in rows)
    if due > 0:
        _check_card(account, ordered)
    subscription["status"] = _first_status(trial_end, due)
    account.add(subscription)
    _plan_ahead(account, subscription, end, trial_end)
    invoice = draft.bill(account, subscription, rows, "subscription_create", span)
    account.emit("customer.subscription.created", subscription)
    account.emit("invoice.created", invoice)
    collect.finalize(account, invoice)
    if invoice["status"] == "open" and ordered.behavior != "default_incomplete":
        collect.attempt(account, invoice)
    return subscription


def _ordered(account: Account, params: Params) -> _Ordered:
    for name in _NOT_COVERED:
        if params.get(name):
            raise Refusal(f"The twin does not do {name}.", param=name)
    if params.get("collection_method", "charge_automatically") != "charge_automatically":
        raise Refusal("The twin charges automatically.", param="collection_method")
    customer = account.living("customer", text(params, "customer"), "customer")
    id_ = account.new_id("sub")
    wanted = items.ordered(account, id_, params.get("items"))
    subscription = new_subscription(account, id_, customer, wanted)
    _describe(account, subscription, params)
    trial_end = _trial_end(account, params)
    if trial_end:
        subscription.update(trial_start=account.now, trial_end=trial_end)
    behavior = params.get("payment_behavior", "allow_incomplete")
    return _Ordered(customer, subscription, trial_end, behavior)


def _describe(account: Account, subscription: Thing, params: Params) -> None:
    subscription["metadata"] = merged({}, params.get("metadata", {}))
    subscription["description"] = params.get("description")
    if params.get("default_payment_method"):
        card = cards.of_customer(
            account, params["default_payment_method"], subscription["customer"]
        )
        subscription["default_payment_method"] = card["id"]
    if params.get("trial_settings"):
        subscription["trial_settings"] = params["trial_settings"]
    if flag(params, "cancel_at_period_end"):
        subscription.update(cancel_at_period_end=True, canceled_at=account.now)
        subscription["cancellation_details"]["reason"] = "cancellation_requested"


def _trial_end(account: Account, params: Params) -> int | None:
    if params.get("trial_end") not in (None, "now"):
        end = integer(params, "trial_end")
        if end <= account.now:
            raise Refusal("Invalid timestamp: must be in the future", param="trial_end")
        return end
    days = integer(params, "trial_period_days", 0)
    return account.now + days * DAY if days else None


def _first_status(trial_end: int | None, due: int) -> str:
    if trial_end:
        return "trialing"
    return "incomplete" if due > 0 else "active"


def _check_card(account: Account, ordered: _Ordered) -> None:
    if ordered.behavior == "default_incomplete":
        return
    card = ordered.subscription["default_payment_method"]
    code = collect.would_decline(account, ordered.customer, card)
    if code and ordered.behavior == "error_if_incomplete":
        raise declined(code)


def _plan_ahead(account: Account, subscription: Thing, end: int, trial_end: int | None) -> None:
    if subscription["cancel_at_period_end"]:
        subscription["cancel_at"] = end
    account.schedule(end, "period_end", subscription)
    account.schedule(end - account.settings.upcoming_days * DAY, "upcoming", subscription)
    if trial_end:
        account.schedule(max(trial_end - 3 * DAY, account.now), "trial_will_end", subscription)
    if subscription["status"] == "incomplete":
        account.schedule(account.now + _INCOMPLETE_S, "incomplete_expiry", subscription)
