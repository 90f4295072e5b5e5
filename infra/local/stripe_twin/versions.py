"""Objects in the shapes of older versions of the API.

Things are kept in the shape of the current version. An older one is made by undoing, newest first,
every change that came after it, as Stripe does it itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from infra.local.stripe_twin.account import Account, Thing

CURRENT = "2026-10-28.endive"
OF_2024 = "2024-06-20"
OF_2019 = "2019-09-09"

Undo = Callable[[Account, Thing], None]


@dataclass(frozen=True, slots=True)
class Change:
    version: str
    undo: Mapping[str, Undo]
    """By the kind of object."""


_WHOLE = (dict, list)
_ASKED_FOR = frozenset({("checkout.session", "line_items"), ("price", "tiers")})
"""What is shown only to those who expand it."""


def rendered(
    account: Account, value: Any, version: str, expanded: frozenset[str] = frozenset()
) -> Any:
    """A copy, without what is the twin's own. Events keep the version that they were made in."""
    if isinstance(value, list):
        return [rendered(account, each, version, expanded) for each in value]
    if not isinstance(value, dict) or value.get("object") == "event":
        return value
    kind = str(value.get("object"))
    shown: Thing = {
        name: rendered(account, each, version, expanded) if isinstance(each, _WHOLE) else each
        for name, each in value.items()
        if name[0] != "_" and (name in expanded or (kind, name) not in _ASKED_FOR)
    }
    for change in CHANGES:
        if change.version[:10] > version[:10] and kind in change.undo:
            change.undo[kind](account, shown)
    return shown


def _period_on_subscription(_: Account, subscription: Thing) -> None:
    items = subscription["items"]["data"]
    for name in ("current_period_start", "current_period_end"):
        subscription[name] = items[0][name]
        for item in items:
            del item[name]
    subscription["discount"] = None
    for name in ("billing_mode", "billing_schedules", "customer_account"):
        del subscription[name]


def _invoice_before_parent(_: Account, invoice: Thing) -> None:
    details = (invoice.pop("parent") or {}).get("subscription_details") or {}
    named = details.get("subscription")
    is_paid = invoice["status"] == "paid"
    invoice.update(
        subscription=named,
        subscription_details={"metadata": details.get("metadata")},
        paid=is_paid,
        paid_out_of_band=False,
        charge=f"ch_{invoice['number']}" if is_paid and invoice["amount_paid"] else None,
        payment_intent=f"pi_{invoice['number']}" if invoice["amount_due"] else None,
        discount=None,
        quote=None,
        tax=None,
        total_tax_amounts=invoice.pop("total_taxes"),
        transfer_data=None,
        application_fee_amount=None,
    )
    if "subscription_proration_date" in details:
        invoice["subscription_proration_date"] = details["subscription_proration_date"]
    for name in ("amount_overpaid", "customer_account", "total_pretax_credit_amounts"):
        del invoice[name]


def _line_before_parent(account: Account, line: Thing) -> None:
    parent = line.pop("parent") or {"type": ""}
    details = parent.get(parent["type"]) or {}
    pricing = line.pop("pricing")
    price = account.things.get(pricing["price_details"]["price"]) if pricing else None
    of_item = "subscription_item" in details and not details.get("invoice_item")
    line.update(
        amount_excluding_tax=line.pop("subtotal"),
        invoice_item=details.get("invoice_item"),
        plan=_plan(account, details.get("subscription"), pricing),
        price=rendered(account, price, OF_2024) if price else None,
        proration=details.get("proration", False),
        proration_details=details.get("proration_details"),
        subscription_item=details.get("subscription_item"),
        tax_amounts=line.pop("taxes"),
        tax_rates=[],
        type="subscription" if of_item else "invoiceitem",
        unit_amount_excluding_tax=price["unit_amount_decimal"] if price else None,
    )
    del line["pretax_credit_amounts"]


def _invoice_item_before_parent(account: Account, item: Thing) -> None:
    details = (item.pop("parent") or {}).get("subscription_details") or {}
    pricing = item.pop("pricing")
    price = account.things.get(pricing["price_details"]["price"]) if pricing else None
    item.update(
        plan=_plan(account, details.get("subscription"), pricing),
        price=rendered(account, price, OF_2024) if price else None,
        subscription=details.get("subscription"),
        subscription_item=details.get("subscription_item"),
        unit_amount=price["unit_amount"] if price else item["amount"],
        unit_amount_decimal=price["unit_amount_decimal"] if price else str(item["amount"]),
    )
    for name in ("proration_details", "quantity_decimal"):
        del item[name]


def _plan(account: Account, subscription: str | None, pricing: Thing | None) -> Thing | None:
    if not subscription or not pricing or subscription not in account.things:
        return None
    named = pricing["price_details"]["price"]
    items = account.things[subscription]["items"]["data"]
    return next((item["plan"] for item in items if item["price"]["id"] == named), None)


def _session_of_hosted(_: Account, session: Thing) -> None:
    names = {"hosted_page": "hosted", "embedded_page": "embedded", "elements": "custom"}
    session["ui_mode"] = names.get(session["ui_mode"], session["ui_mode"])


def _without(*names: str) -> Undo:
    def undo(_: Account, thing: Thing) -> None:
        for name in names:
            del thing[name]

    return undo


def _customer_with_all(account: Account, customer: Thing) -> None:
    """Sources and subscriptions were part of it before they had to be asked for."""
    if customer.get("deleted"):
        return
    url = f"/v1/customers/{customer['id']}"
    theirs = [
        rendered(account, each, OF_2019)
        for each in account.all("subscription")
        if each["customer"] == customer["id"] and each["status"] != "canceled"
    ]
    empty = {"object": "list", "data": [], "has_more": False, "url": f"{url}/sources"}
    customer["sources"] = {**empty, "total_count": 0}
    customer["subscriptions"] = {
        **empty,
        "data": theirs,
        "total_count": len(theirs),
        "url": f"{url}/subscriptions",
    }


def _with_tax_percent(_: Account, thing: Thing) -> None:
    thing["tax_percent"] = None


def _billing_for_collection(_: Account, thing: Thing) -> None:
    thing["billing"] = thing.pop("collection_method")


def _subscription_of_2019(account: Account, subscription: Thing) -> None:
    """It names plan and quantity itself when there is but one item."""
    _billing_for_collection(account, subscription)
    items = subscription["items"]["data"]
    single = items[0] if len(items) == 1 else {}
    subscription.update(
        start=subscription["start_date"],
        plan=single.get("plan"),
        quantity=single.get("quantity"),
    )


CHANGES = (
    Change("2026-03-25.dahlia", {"checkout.session": _session_of_hosted}),
    Change(
        "2025-03-31.basil",
        {
            "billing_portal.session": _without("customer_account"),
            "checkout.session": _without(
                "adaptive_pricing",
                "collected_information",
                "customer_account",
                "discounts",
                "permissions",
                "wallet_options",
            ),
            "subscription_schedule": _without(
                "billing_mode", "customer_account", "pause_schedules"
            ),
            "subscription": _period_on_subscription,
            "invoice": _invoice_before_parent,
            "invoiceitem": _invoice_item_before_parent,
            "line_item": _line_before_parent,
        },
    ),
    Change(
        "2020-08-27",
        {
            "customer": _customer_with_all,
            "subscription": _with_tax_percent,
            "invoice": _with_tax_percent,
        },
    ),
    Change(
        "2019-10-17",
        {"subscription": _subscription_of_2019, "invoice": _billing_for_collection},
    ),
)
