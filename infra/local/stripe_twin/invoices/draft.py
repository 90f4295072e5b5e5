"""An invoice as it is drawn up."""

from infra.local.stripe_twin.account import Account, Thing, listed
from infra.local.stripe_twin.invoices import lines, pending

Span = tuple[int, int]


def bill(
    account: Account, subscription: Thing, of_items: list[Thing], reason: str, span: Span
) -> Thing:
    """Takes along what waits. The subscription points to it; who calls tells of both."""
    waiting = pending.waiting(account, subscription)
    rows = [*(lines.of_invoice_item(account, item) for item in waiting), *of_items]
    invoice = drawn_up(account, subscription, rows, reason, span)
    for item in waiting:
        item["invoice"] = invoice["id"]
    account.add(invoice)
    subscription["latest_invoice"] = invoice["id"]
    return invoice


def drawn_up(
    account: Account, subscription: Thing, rows: list[Thing], reason: str, span: Span
) -> Thing:
    id_ = account.new_id("in")
    customer = account.get("customer", subscription["customer"])
    invoice = _empty(account, id_, customer, subscription, reason)
    invoice.update(period_start=span[0], period_end=span[1])
    set_lines(invoice, rows)
    return invoice


def set_lines(invoice: Thing, rows: list[Thing]) -> None:
    for row in rows:
        row["invoice"] = invoice["id"]
    invoice["lines"] = listed(f"/v1/invoices/{invoice['id']}/lines", rows)
    total = sum(row["amount"] for row in rows)
    due = max(total + invoice["starting_balance"], 0)
    invoice.update(
        subtotal=total,
        subtotal_excluding_tax=total,
        total=total,
        total_excluding_tax=total,
        amount_due=due,
        amount_remaining=due,
    )


def _empty(account: Account, id_: str, customer: Thing, subscription: Thing, reason: str) -> Thing:
    return {
        "id": id_,
        "object": "invoice",
        "account_country": "US",
        "account_name": "Twin",
        "account_tax_ids": None,
        "amount_due": 0,
        "amount_overpaid": 0,
        "amount_paid": 0,
        "amount_remaining": 0,
        "amount_shipping": 0,
        "application": None,
        "attempt_count": 0,
        "attempted": False,
        "auto_advance": True,
        "automatic_tax": {"enabled": False, "liability": None, "status": None},
        "automatically_finalizes_at": None,
        "billing_reason": reason,
        "collection_method": "charge_automatically",
        "created": account.now,
        "currency": subscription["currency"],
        "custom_fields": None,
        "customer": customer["id"],
        "customer_account": None,
        "customer_address": customer["address"],
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "customer_phone": customer["phone"],
        "customer_shipping": None,
        "customer_tax_exempt": "none",
        "customer_tax_ids": [],
        "default_payment_method": None,
        "default_source": None,
        "default_tax_rates": [],
        "description": None,
        "discounts": [],
        "due_date": None,
        "effective_at": None,
        "ending_balance": None,
        "footer": None,
        "from_invoice": None,
        "hosted_invoice_url": None,
        "invoice_pdf": None,
        "issuer": {"type": "self"},
        "last_finalization_error": None,
        "latest_revision": None,
        "livemode": False,
        "metadata": {},
        "next_payment_attempt": None,
        "number": None,
        "on_behalf_of": None,
        "parent": {
            "quote_details": None,
            "subscription_details": {
                "metadata": subscription["metadata"],
                "subscription": subscription["id"],
            },
            "type": "subscription_details",
        },
        "payment_settings": {"default_mandate": None, "payment_method_options": None},
        "post_payment_credit_notes_amount": 0,
        "pre_payment_credit_notes_amount": 0,
        "receipt_number": None,
        "rendering": None,
        "shipping_cost": None,
        "shipping_details": None,
        "starting_balance": customer["balance"],
        "statement_descriptor": None,
        "status": "draft",
        "status_transitions": {
            "finalized_at": None,
            "marked_uncollectible_at": None,
            "paid_at": None,
            "voided_at": None,
        },
        "test_clock": None,
        "total_discount_amounts": [],
        "total_pretax_credit_amounts": [],
        "total_taxes": [],
        "webhooks_delivered_at": None,
    }
