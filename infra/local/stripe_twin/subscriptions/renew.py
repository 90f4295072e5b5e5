"""The end of a period: of a trial, of a month that is renewed, of a subscription that is to end."""

from infra.local.stripe_twin import cards, periods, schedules
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.invoices import collect, draft, lines, preview
from infra.local.stripe_twin.settings import DAY
from infra.local.stripe_twin.subscriptions import end
from infra.local.stripe_twin.subscriptions.state import (
    OVER,
    interval,
    is_metered,
    period,
    set_period,
)
from infra.local.stripe_twin.subscriptions.update import plan_renewal

_UPDATED = "customer.subscription.updated"


def period_end(account: Account, subscription: Thing) -> None:
    if subscription["status"] in OVER or period(subscription)[1] != account.now:
        return
    if subscription["cancel_at_period_end"]:
        _finish(account, subscription, "cancellation_requested")
    elif subscription["status"] == "trialing" and not _can_pay(account, subscription):
        _AT_TRIAL_END[_without_card(subscription)](account, subscription)
    else:
        _renew(account, subscription)


def cancel_at(account: Account, subscription: Thing) -> None:
    if subscription["status"] not in OVER and subscription["cancel_at"] == account.now:
        _finish(account, subscription, "cancellation_requested")


def trial_will_end(account: Account, subscription: Thing) -> None:
    if subscription["status"] == "trialing":
        left = subscription["trial_end"] - account.now
        if left <= 3 * DAY:
            account.emit("customer.subscription.trial_will_end", subscription)


def upcoming(account: Account, subscription: Thing) -> None:
    """Its invoice has no id, for it does not exist yet."""
    ahead = period(subscription)[1] - account.now
    is_due = 0 < ahead <= account.settings.upcoming_days * DAY
    if is_due and subscription["status"] in ("active", "trialing"):
        invoice = preview.of_next(account, subscription)
        del invoice["id"]
        account.emit("invoice.upcoming", invoice)


def incomplete_expiry(account: Account, subscription: Thing) -> None:
    if subscription["status"] != "incomplete":
        return
    end.expire(account, subscription)
    invoice = account.get("invoice", subscription["latest_invoice"])
    if invoice["status"] == "open":
        collect.void(account, invoice)


def finalize(account: Account, invoice: Thing) -> None:
    """The hour of grace is over."""
    if invoice["status"] == "draft" and invoice["auto_advance"]:
        collect.settle_now(account, invoice)


def retry(account: Account, invoice: Thing) -> None:
    is_due = invoice["next_payment_attempt"] == account.now
    if invoice["status"] == "open" and invoice["auto_advance"] and is_due:
        collect.attempt(account, invoice)


def _renew(account: Account, subscription: Thing) -> None:
    old = period(subscription)
    used = lines.of_period(account, subscription, old, None)
    with account.changing(subscription, _UPDATED):
        schedules.enter_phase(account, subscription)
        items = subscription["items"]["data"]
        anchor = subscription["billing_cycle_anchor"]
        new = (account.now, periods.next_end(anchor, *interval(items), account.now))
        set_period(subscription, *new)
        if subscription["status"] == "trialing":
            subscription["status"] = "active"
        coming = [lines.licensed(account, item, new) for item in items if not is_metered(item)]
        rows = [*used, *coming]
        invoice = draft.bill(account, subscription, rows, "subscription_cycle", old)
        invoice["auto_advance"] = subscription["status"] != "unpaid"
    plan_renewal(account, subscription, new[1])
    _finalize_later(account, invoice)


def _finish(account: Account, subscription: Thing, reason: str) -> None:
    """What was used is billed still."""
    old = period(subscription)
    rows = lines.of_period(account, subscription, old, None)
    end.cancel(account, subscription, reason)
    if any(row["amount"] for row in rows):
        with account.changing(subscription, _UPDATED):
            invoice = draft.bill(account, subscription, rows, "subscription_cycle", old)
        _finalize_later(account, invoice)


def _finalize_later(account: Account, invoice: Thing) -> None:
    at = account.now + account.settings.finalize_after_s
    invoice["automatically_finalizes_at"] = at
    account.emit("invoice.created", invoice)
    account.schedule(at, "finalize", invoice)


def _can_pay(account: Account, subscription: Thing) -> bool:
    customer = account.get("customer", subscription["customer"])
    return cards.chosen(customer, subscription) is not None


def _without_card(subscription: Thing) -> str:
    behavior: str = subscription["trial_settings"]["end_behavior"]["missing_payment_method"]
    return behavior


def _pause(account: Account, subscription: Thing) -> None:
    with account.changing(subscription, "customer.subscription.paused"):
        subscription["status"] = "paused"


_AT_TRIAL_END = {
    "create_invoice": _renew,
    "cancel": lambda account, subscription: _finish(account, subscription, "payment_failed"),
    "pause": _pause,
}
