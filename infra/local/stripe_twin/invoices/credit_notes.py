"""What is given back of an invoice that was paid."""

from infra.local.stripe_twin.account import Account, Thing, listed
from infra.local.stripe_twin.errors import Refusal
from infra.local.stripe_twin.forms import Params, integer, merged, text


def create(account: Account, params: Params) -> Thing:
    invoice = account.get("invoice", text(params, "invoice"), "invoice")
    if invoice["status"] != "paid":
        raise Refusal("The twin has credit notes of paid invoices only.", param="invoice")
    amount = integer(params, "amount")
    refund, credit, outside = (
        integer(params, name, 0)
        for name in ("refund_amount", "credit_amount", "out_of_band_amount")
    )
    _refuse(account, invoice, amount, refund, refund + credit + outside)
    customer = account.get("customer", invoice["customer"])
    customer["balance"] -= credit
    with account.changing(invoice, "invoice.updated"):
        invoice["post_payment_credit_notes_amount"] += amount
    note = account.add(_note(account, invoice, amount, params))
    if refund:
        note["refunds"].append(_refund(account, refund))
    account.emit("credit_note.created", note)
    return note


def retrieve(account: Account, id_: str, _: Params) -> Thing:
    return account.get("credit_note", id_)


def _refuse(account: Account, invoice: Thing, amount: int, refund: int, given: int) -> None:
    if amount > invoice["total"] - invoice["post_payment_credit_notes_amount"]:
        raise Refusal(
            "The credit note amount is more than what is left of the invoice.", param="amount"
        )
    if amount <= 0 or given != amount:
        raise Refusal(
            "The sum of credit amount, refund amount and out of band amount must equal the credit "
            "note amount.",
            param="amount",
        )
    earlier = (
        each["amount_refunded"]
        for note in account.all("credit_note")
        if note["invoice"] == invoice["id"]
        for each in note["refunds"]
    )
    if refund > invoice["amount_paid"] - sum(earlier):
        raise Refusal("The refund is more than what was paid.", param="refund_amount")


def _refund(account: Account, cents: int) -> Thing:
    return {
        "amount_refunded": cents,
        "payment_record_refund": None,
        "refund": account.new_id("re"),
        "type": "refund",
    }


def _note(account: Account, invoice: Thing, amount: int, params: Params) -> Thing:
    id_ = account.new_id("cn")
    return {
        "id": id_,
        "object": "credit_note",
        "amount": amount,
        "amount_shipping": 0,
        "created": account.now,
        "currency": invoice["currency"],
        "customer": invoice["customer"],
        "customer_account": None,
        "customer_balance_transaction": None,
        "discount_amount": 0,
        "discount_amounts": [],
        "effective_at": account.now,
        "invoice": invoice["id"],
        "lines": listed(f"/v1/credit_notes/{id_}/lines", []),
        "livemode": False,
        "memo": params.get("memo"),
        "metadata": merged({}, params.get("metadata")),
        "number": f"{invoice['number']}-CN-{id_[-4:]}",
        "out_of_band_amount": integer(params, "out_of_band_amount", 0) or None,
        "pdf": f"{account.settings.base_url}/cn/{id_}/pdf",
        "post_payment_amount": amount,
        "pre_payment_amount": 0,
        "pretax_credit_amounts": [],
        "reason": params.get("reason"),
        "refunds": [],
        "shipping_cost": None,
        "status": "issued",
        "subtotal": amount,
        "subtotal_excluding_tax": amount,
        "total": amount,
        "total_excluding_tax": amount,
        "total_taxes": [],
        "type": "post_payment",
        "voided_at": None,
    }
