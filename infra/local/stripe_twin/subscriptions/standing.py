"""How a payment that went well or failed changes the standing of its subscription."""

from collections.abc import Callable

from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.settings import DAY
from infra.local.stripe_twin.subscriptions import end
from infra.local.stripe_twin.subscriptions.state import OVER

_UPDATED = "customer.subscription.updated"
_HEALED = ("incomplete", "past_due", "unpaid")


def of_invoice(account: Account, invoice: Thing) -> Thing | None:
    details = (invoice["parent"] or {}).get("subscription_details")
    return account.things[details["subscription"]] if details else None


def paid(account: Account, invoice: Thing) -> None:
    subscription = of_invoice(account, invoice)
    if subscription is None or subscription["status"] not in _HEALED:
        return
    if subscription["latest_invoice"] == invoice["id"] or not _owing(account, subscription):
        with account.changing(subscription, _UPDATED):
            subscription["status"] = "active"


def failed(account: Account, invoice: Thing) -> None:
    """The first invoice is the customer's to pay; those of renewals are tried again."""
    subscription = of_invoice(account, invoice)
    if subscription is None or invoice["billing_reason"] == "subscription_create":
        return
    if subscription["status"] in OVER:
        return
    retries = account.settings.retry_after_days
    if invoice["attempt_count"] <= len(retries):
        wait = retries[invoice["attempt_count"] - 1] * DAY
        invoice["next_payment_attempt"] = account.now + wait
        account.schedule(account.now + wait, "retry", invoice)
        _set(account, subscription, "past_due")
        return
    invoice.update(next_payment_attempt=None, auto_advance=False)
    _GIVEN_UP[account.settings.after_retries](account, subscription)


def _owing(account: Account, subscription: Thing) -> bool:
    return any(
        invoice["status"] == "open" and of_invoice(account, invoice) is subscription
        for invoice in account.all("invoice")
    )


def _set(account: Account, subscription: Thing, status: str) -> None:
    with account.changing(subscription, _UPDATED):
        subscription["status"] = status


_GIVEN_UP: dict[str, Callable[[Account, Thing], None]] = {
    "cancel": lambda account, subscription: end.cancel(account, subscription, "payment_failed"),
    "unpaid": lambda account, subscription: _set(account, subscription, "unpaid"),
    "past_due": lambda account, subscription: _set(account, subscription, "past_due"),
}
