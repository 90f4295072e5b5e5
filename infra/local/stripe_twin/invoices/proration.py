"""What is due, or given back, when items change within a period."""

from infra.local.stripe_twin import products
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.invoices import lines
from infra.local.stripe_twin.subscriptions.state import is_metered, period

_ALIKE = ("price", "quantity")


def of_change(account: Account, subscription: Thing, items: list[Thing], at: int) -> list[Thing]:
    """Invoice items, not yet waiting: the unused time of what goes, the rest of what comes."""
    if subscription["status"] == "trialing":
        return []
    start, end = period(subscription)
    share = (end - at, end - start)
    before = {item["id"]: item for item in subscription["items"]["data"]}
    after = {item["id"]: item for item in items}
    gone = [item for id_, item in before.items() if _differs(item, after.get(id_))]
    come = [item for id_, item in after.items() if _differs(item, before.get(id_))]
    span = (at, end)
    return [
        *(_made(account, subscription, item, -1, share, span) for item in gone),
        *(_made(account, subscription, item, 1, share, span) for item in come),
    ]


def unused(account: Account, subscription: Thing, at: int) -> list[Thing]:
    """All that is left of the period is given back."""
    start, end = period(subscription)
    kept = [item for item in subscription["items"]["data"] if not is_metered(item)]
    share = (end - at, end - start)
    return [_made(account, subscription, item, -1, share, (at, end)) for item in kept]


def rounded(amount: int, part: int, whole: int) -> int:
    """Half a cent goes up."""
    return (2 * amount * part + whole) // (2 * whole)


def _differs(item: Thing, other: Thing | None) -> bool:
    if is_metered(item):
        return False
    return other is None or any(item[name] != other.get(name) for name in _ALIKE)


def _made(
    account: Account,
    subscription: Thing,
    item: Thing,
    sign: int,
    share: tuple[int, int],
    span: tuple[int, int],
) -> Thing:
    price = item["price"]
    name = account.get("product", price["product"])["name"]
    amount = sign * rounded(products.charge(price, item["quantity"]), *share)
    said = "Unused time on" if sign < 0 else "Remaining time on"
    return {
        "id": account.new_id("ii"),
        "object": "invoiceitem",
        "amount": amount,
        "currency": price["currency"],
        "customer": subscription["customer"],
        "date": account.now,
        "description": f"{said} {name}",
        "discountable": False,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": {},
        "parent": {
            "subscription_details": {
                "subscription": subscription["id"],
                "subscription_item": item["id"],
            },
            "type": "subscription_details",
        },
        "period": {"end": span[1], "start": span[0]},
        "pricing": lines.pricing(price),
        "proration": True,
        "proration_details": {"credited_items": None, "discount_amounts": []},
        "quantity": item["quantity"],
        "quantity_decimal": str(item["quantity"]),
        "tax_rates": [],
        "test_clock": None,
    }
