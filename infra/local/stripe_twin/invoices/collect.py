"""From a draft to its money: finalized, tried, paid or not."""

from infra.local.stripe_twin import cards
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import Refusal, declined
from infra.local.stripe_twin.forms import Params
from infra.local.stripe_twin.invoices import draft, lines
from infra.local.stripe_twin.subscriptions import standing
from infra.local.stripe_twin.subscriptions.state import is_metered

NO_CARD = (
    "This customer has no attached payment source or default payment method. Please consider "
    "adding a default payment method."
)


def settle_now(account: Account, invoice: Thing) -> None:
    """As is done for all but renewals: no hour of grace."""
    finalize(account, invoice)
    if invoice["status"] == "open":
        attempt(account, invoice)


def finalize(account: Account, invoice: Thing) -> None:
    _count_usage_again(account, invoice)
    customer = account.get("customer", invoice["customer"])
    after = invoice["total"] + customer["balance"]
    before, customer["balance"] = customer["balance"], min(after, 0)
    due = max(after, 0)
    number = f"{customer['invoice_prefix']}-{customer['next_invoice_sequence']:04}"
    customer["next_invoice_sequence"] += 1
    page = f"{account.settings.base_url}/i/{invoice['id']}"
    invoice.update(
        status="open",
        number=number,
        starting_balance=before,
        ending_balance=min(after, 0),
        amount_due=due,
        amount_remaining=due,
        effective_at=account.now,
        automatically_finalizes_at=None,
        hosted_invoice_url=page,
        invoice_pdf=f"{page}/pdf",
    )
    invoice["status_transitions"]["finalized_at"] = account.now
    account.emit("invoice.finalized", invoice)
    if due == 0:
        mark_paid(account, invoice)


def attempt(account: Account, invoice: Thing, card: str | None = None) -> str | None:
    """The code of the decline, if there is one."""
    customer = account.get("customer", invoice["customer"])
    subscription = standing.of_invoice(account, invoice)
    charged = card or cards.chosen(customer, subscription)
    code = account.declining.get(charged) if charged else "no_card"
    invoice.update(
        attempted=True, attempt_count=invoice["attempt_count"] + 1, next_payment_attempt=None
    )
    if code is None:
        mark_paid(account, invoice)
        return None
    standing.failed(account, invoice)
    account.emit("invoice.payment_failed", invoice)
    return code


def mark_paid(account: Account, invoice: Thing) -> None:
    invoice.update(
        status="paid",
        amount_paid=invoice["amount_due"],
        amount_remaining=0,
        attempted=True,
        auto_advance=False,
        next_payment_attempt=None,
    )
    invoice["status_transitions"]["paid_at"] = account.now
    account.emit("invoice.paid", invoice)
    account.emit("invoice.payment_succeeded", invoice)
    standing.paid(account, invoice)


def void(account: Account, invoice: Thing) -> None:
    invoice.update(status="void", auto_advance=False, next_payment_attempt=None)
    invoice["status_transitions"]["voided_at"] = account.now
    account.emit("invoice.voided", invoice)


def would_decline(account: Account, customer: Thing, card: str | None) -> str | None:
    """Asked before anything is changed."""
    charged = card or customer["invoice_settings"]["default_payment_method"]
    if charged is None:
        raise Refusal(NO_CARD, code="resource_missing")
    return account.declining.get(charged)


def pay(account: Account, id_: str, params: Params) -> Thing:
    invoice = account.get("invoice", id_)
    if invoice["status"] == "paid":
        raise Refusal("Invoice is already paid")
    if invoice["status"] == "draft":
        finalize(account, invoice)
    if invoice["status"] not in ("open", "uncollectible"):
        raise Refusal(f"You can only pay open invoices: this one is {invoice['status']}.")
    card = params.get("payment_method")
    known = cards.of_customer(account, card, invoice["customer"])["id"] if card else None
    code = attempt(account, invoice, known)
    if code == "no_card":
        raise Refusal(NO_CARD, code="resource_missing")
    if code:
        raise declined(code)
    return invoice


def _count_usage_again(account: Account, invoice: Thing) -> None:
    """Usage may still come in while the invoice is a draft."""
    subscription = standing.of_invoice(account, invoice)
    items = {item["id"]: item for item in subscription["items"]["data"]} if subscription else {}
    rows = [_recounted(account, invoice, items, row) for row in invoice["lines"]["data"]]
    draft.set_lines(invoice, rows)


def _recounted(account: Account, invoice: Thing, items: dict[str, Thing], row: Thing) -> Thing:
    details = row["parent"]["subscription_item_details"]
    item = items.get(details["subscription_item"]) if details else None
    if item is None or not is_metered(item) or row["pricing"] != lines.pricing(item["price"]):
        return row
    span = (row["period"]["start"], row["period"]["end"])
    return {**lines.metered(account, item, invoice["customer"], span), "id": row["id"]}
