"""The end of a subscription."""

from infra.local.stripe_twin.account import Account, Thing


def cancel(
    account: Account, subscription: Thing, reason: str, details: Thing | None = None
) -> None:
    subscription.update(
        status="canceled",
        canceled_at=subscription["canceled_at"] or account.now,
        ended_at=account.now,
        schedule=None,
    )
    subscription["cancellation_details"].update({"reason": reason, **(details or {})})
    _stop_collecting(account, subscription)
    account.emit("customer.subscription.deleted", subscription)


def expire(account: Account, subscription: Thing) -> None:
    """The first invoice was not paid in time."""
    with account.changing(subscription, "customer.subscription.updated"):
        subscription.update(status="incomplete_expired", ended_at=account.now)


def _stop_collecting(account: Account, subscription: Thing) -> None:
    for invoice in account.all("invoice"):
        details = (invoice["parent"] or {}).get("subscription_details") or {}
        if details.get("subscription") == subscription["id"] and invoice["status"] != "paid":
            invoice.update(auto_advance=False, next_payment_attempt=None)
