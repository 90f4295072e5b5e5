"""The lines of an invoice."""

from infra.local.stripe_twin import meters, products
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.subscriptions.state import is_metered

Span = tuple[int, int]


def licensed(account: Account, item: Thing, span: Span, *, is_trial: bool = False) -> Thing:
    """A period that is paid in advance."""
    quantity = item["quantity"]
    amount = 0 if is_trial else products.charge(item["price"], quantity)
    name = _product_name(account, item)
    said = f"Trial period for {name}" if is_trial else f"{quantity} × {name}"
    return of_item(account, item, amount, quantity, span, said)


def metered(account: Account, item: Thing, customer: str, span: Span) -> Thing:
    """A period that is paid afterwards, for what was used in it."""
    meter = item["price"]["recurring"]["meter"]
    quantity = meters.used(account, meter, customer, *span)
    amount = products.charge(item["price"], quantity)
    said = f"{quantity} × {_product_name(account, item)}"
    return of_item(account, item, amount, quantity, span, said)


def of_period(account: Account, subscription: Thing, old: Span, new: Span | None) -> list[Thing]:
    """What a renewal bills: the usage of the period that ends, and the one that begins."""
    items = subscription["items"]["data"]
    used = [
        metered(account, item, subscription["customer"], old) for item in items if is_metered(item)
    ]
    if new is None:
        return used
    return [*used, *(licensed(account, item, new) for item in items if not is_metered(item))]


def of_item(
    account: Account,
    item: Thing,
    amount: int,
    quantity: int,
    span: Span,
    said: str,
    *,
    is_proration: bool = False,
    invoice_item: str | None = None,
) -> Thing:
    details = {
        "invoice_item": invoice_item,
        "proration": is_proration,
        "proration_details": {"credited_items": None} if is_proration else None,
        "subscription": item["subscription"],
        "subscription_item": item["id"],
    }
    return {
        **_line(account, amount, item["price"]["currency"], span, said),
        "discountable": not is_proration,
        "parent": {
            "invoice_item_details": None,
            "subscription_item_details": details,
            "type": "subscription_item_details",
        },
        "pricing": pricing(item["price"]),
        "quantity": quantity,
        "subscription": item["subscription"],
    }


def of_invoice_item(account: Account, pending: Thing) -> Thing:
    """An invoice item that waited for this invoice."""
    details = (pending["parent"] or {}).get("subscription_details") or {}
    span = (pending["period"]["start"], pending["period"]["end"])
    line = {
        **_line(account, pending["amount"], pending["currency"], span, pending["description"]),
        "discountable": pending["discountable"],
        "metadata": pending["metadata"],
        "pricing": pending["pricing"],
        "quantity": pending["quantity"],
        "subscription": details.get("subscription"),
    }
    common = {
        "invoice_item": pending["id"],
        "proration": pending["proration"],
        "proration_details": {"credited_items": None} if pending["proration"] else None,
        "subscription": details.get("subscription"),
    }
    of_item_of_subscription = details.get("subscription_item")
    if of_item_of_subscription:
        common["subscription_item"] = of_item_of_subscription
    kind = "subscription_item_details" if of_item_of_subscription else "invoice_item_details"
    empty = {"invoice_item_details": None, "subscription_item_details": None}
    line["parent"] = {**empty, kind: common, "type": kind}
    return line


def pricing(price: Thing) -> Thing:
    return {
        "price_details": {"price": price["id"], "product": price["product"]},
        "type": "price_details",
        "unit_amount_decimal": price["unit_amount_decimal"],
    }


def _line(account: Account, amount: int, currency: str, span: Span, said: str | None) -> Thing:
    return {
        "id": account.new_id("il"),
        "object": "line_item",
        "amount": amount,
        "currency": currency,
        "description": said,
        "discount_amounts": [],
        "discountable": True,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": {},
        "parent": None,
        "period": {"end": span[1], "start": span[0]},
        "pretax_credit_amounts": [],
        "pricing": None,
        "quantity": 1,
        "subscription": None,
        "subtotal": amount,
        "taxes": [],
    }


def _product_name(account: Account, item: Thing) -> str:
    name: str = account.get("product", item["price"]["product"])["name"]
    return name
