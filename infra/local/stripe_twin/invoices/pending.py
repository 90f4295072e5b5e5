"""Invoice items: what waits for the next invoice."""

from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.forms import Params, integer, merged, text
from infra.local.stripe_twin.invoices import lines
from infra.local.stripe_twin.products import charge


def create(account: Account, params: Params) -> Thing:
    customer = account.living("customer", text(params, "customer"), "customer")
    subscription = params.get("subscription")
    if subscription:
        account.get("subscription", subscription, "subscription")
    quantity = integer(params, "quantity", 1)
    price_id = (params.get("pricing") or {}).get("price")
    price = account.get("price", price_id, "pricing[price]") if price_id else None
    amount = charge(price, quantity) if price else integer(params, "amount")
    span = params.get("period") or {}
    item: Thing = {
        "id": account.new_id("ii"),
        "object": "invoiceitem",
        "amount": amount,
        "currency": price["currency"] if price else params.get("currency", "usd"),
        "customer": customer["id"],
        "date": account.now,
        "description": params.get("description"),
        "discountable": True,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": merged({}, params.get("metadata", {})),
        "parent": _parent(subscription),
        "period": {
            "end": integer(span, "end", account.now),
            "start": integer(span, "start", account.now),
        },
        "pricing": lines.pricing(price) if price else None,
        "proration": False,
        "proration_details": None,
        "quantity": quantity,
        "quantity_decimal": str(quantity),
        "tax_rates": [],
        "test_clock": None,
    }
    return wait(account, item)


def retrieve(account: Account, id_: str, _: Params) -> Thing:
    return account.get("invoiceitem", id_)


def wait(account: Account, item: Thing) -> Thing:
    account.add(item)
    account.emit("invoiceitem.created", item)
    return item


def waiting(account: Account, subscription: Thing) -> list[Thing]:
    """Those of the subscription, and those of its customer that name none; oldest first."""
    found = [
        item
        for item in account.all("invoiceitem")
        if item["invoice"] is None
        and item["customer"] == subscription["customer"]
        and _named(item) in (None, subscription["id"])
    ]
    return found[::-1]


def _named(item: Thing) -> str | None:
    details = (item["parent"] or {}).get("subscription_details") or {}
    named: str | None = details.get("subscription")
    return named


def _parent(subscription: str | None) -> Thing | None:
    if not subscription:
        return None
    details = {"subscription": subscription, "subscription_item": None}
    return {"subscription_details": details, "type": "subscription_details"}
