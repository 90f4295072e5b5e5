"""What can be asked of subscriptions beside their making and change."""

from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import no_such
from infra.local.stripe_twin.forms import Params, flag
from infra.local.stripe_twin.invoices import collect, draft, lines, pending, proration
from infra.local.stripe_twin.subscriptions import end
from infra.local.stripe_twin.subscriptions.state import OVER, period


def retrieve(account: Account, id_: str, _: Params) -> Thing:
    return account.get("subscription", id_)


def cancel(account: Account, id_: str, params: Params) -> Thing:
    subscription = account.get("subscription", id_)
    if subscription["status"] in OVER:
        raise no_such("subscription", id_)
    if flag(params, "prorate"):
        for each in proration.unused(account, subscription, account.now):
            pending.wait(account, each)
    start, _ = period(subscription)
    used = lines.of_period(account, subscription, (start, account.now), None)
    invoice = None
    if flag(params, "invoice_now"):
        span = (start, account.now)
        invoice = draft.bill(account, subscription, used, "subscription_update", span)
    details = params.get("cancellation_details")
    end.cancel(account, subscription, "cancellation_requested", details)
    if invoice:
        invoice["auto_advance"] = True
        account.emit("invoice.created", invoice)
        collect.settle_now(account, invoice)
    return subscription


def items(account: Account, subscription: str) -> list[Thing]:
    found: list[Thing] = account.get("subscription", subscription, "subscription")["items"]["data"]
    return found
