"""Checkout sessions, which somebody completes at their page, and sessions of the portal."""

from typing import Any

from infra.local.stripe_twin import cards, customers, products
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import Refusal, declined, missing
from infra.local.stripe_twin.forms import Params, integer, merged, text
from infra.local.stripe_twin.settings import DAY
from infra.local.stripe_twin.subscriptions import items
from infra.local.stripe_twin.subscriptions.create import create as subscribe

_TOLD = ("cancel_url", "client_reference_id", "customer", "customer_email", "return_url")


def create(account: Account, params: Params) -> Thing:
    mode = text(params, "mode")
    if mode not in ("subscription", "setup"):
        raise Refusal("The twin does not take single payments.", param="mode")
    if params.get("ui_mode", "hosted_page") == "hosted_page":
        text(params, "success_url")
    customer = params.get("customer")
    if customer:
        account.living("customer", customer, "customer")
    rows = _rows(account, params) if mode == "subscription" else []
    id_ = account.new_id("cs_test")
    total = sum(row["amount_total"] for row in rows)
    session: Thing = {
        **_EMPTY,
        "id": id_,
        "object": "checkout.session",
        "amount_subtotal": total if rows else None,
        "amount_total": total if rows else None,
        "created": account.now,
        "currency": rows[0]["currency"] if rows else params.get("currency"),
        "expires_at": integer(params, "expires_at", account.now + DAY),
        "line_items": {"object": "list", "data": rows, "has_more": False, "url": _url(id_)},
        "metadata": merged({}, params.get("metadata", {})),
        "mode": mode,
        "payment_method_collection": params.get("payment_method_collection", "always"),
        "success_url": params.get("success_url"),
        "ui_mode": params.get("ui_mode", "hosted_page"),
        "url": f"{account.settings.base_url}/c/pay/{id_}",
        **{name: params.get(name) for name in _TOLD},
    }
    session["_asked"] = params.get("subscription_data") or {}
    account.add(session)
    account.schedule(session["expires_at"], "checkout_expiry", session)
    return session


def retrieve(account: Account, id_: str, _: Params) -> Thing:
    return account.get("checkout.session", id_)


def line_items(account: Account, id_: str) -> list[Thing]:
    rows: list[Thing] = account.get("checkout.session", id_)["line_items"]["data"]
    return rows


def expire(account: Account, id_: str, _: Params) -> Thing:
    session = account.get("checkout.session", id_)
    if session["status"] != "open":
        raise Refusal(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout '
            f"Session has a status of {session['status']}."
        )
    lapse(account, session)
    return session


def lapse(account: Account, session: Thing) -> None:
    if session["status"] == "open":
        session.update(status="expired", url=None)
        account.emit("checkout.session.expired", session)


def complete(account: Account, id_: str, card: str = "pm_card_visa", email: str = "") -> Thing:
    """As the customer does at the page; a card that is declined leaves the session open."""
    session = account.get("checkout.session", id_)
    if session["status"] != "open":
        raise Refusal(f"This Checkout Session is {session['status']}.")
    customer = _customer(account, session, email)
    paid_with = cards.attach(account, card, {"customer": customer["id"]})
    if session["mode"] == "subscription":
        _subscribe(account, session, customer, paid_with["id"])
    session.update(
        customer=customer["id"],
        customer_details={"email": customer["email"], "name": customer["name"]},
        status="complete",
        url=None,
    )
    account.emit("checkout.session.completed", session)
    return session


def portal(account: Account, params: Params) -> Thing:
    customer = account.living("customer", text(params, "customer"), "customer")
    id_ = account.new_id("bps")
    session: Thing = {
        "id": id_,
        "object": "billing_portal.session",
        "configuration": params.get("configuration") or "bpc_twin",
        "created": account.now,
        "customer": customer["id"],
        "customer_account": None,
        "flow": params.get("flow_data"),
        "livemode": False,
        "locale": params.get("locale"),
        "on_behalf_of": None,
        "return_url": params.get("return_url"),
        "url": f"{account.settings.base_url}/p/session/{id_}",
    }
    return account.add(session)


def _subscribe(account: Account, session: Thing, customer: Thing, card: str) -> None:
    if account.declining.get(card):
        cards.detach(account, card, {})
        raise declined(account.declining[card])
    wanted = [_item(row) for row in session["line_items"]["data"]]
    subscription = subscribe(
        account,
        {
            **session["_asked"],
            "customer": customer["id"],
            "default_payment_method": card,
            "items": wanted,
        },
    )
    free = subscription["status"] == "trialing"
    session.update(
        subscription=subscription["id"],
        invoice=subscription["latest_invoice"],
        payment_status="no_payment_required" if free else "paid",
    )


def _customer(account: Account, session: Thing, email: str) -> Thing:
    if session["customer"]:
        return account.living("customer", session["customer"])
    given = email or session["customer_email"] or "customer@example.com"
    return customers.create(account, {"email": given})


def _rows(account: Account, params: Params) -> list[Thing]:
    given = params.get("line_items")
    if not given:
        raise missing("line_items")
    return [_row(account, each, f"line_items[{n}]") for n, each in enumerate(given)]


def _row(account: Account, given: Any, at: str) -> Thing:
    price = items.price_of(account, given, at)
    is_metered = price["recurring"]["usage_type"] == "metered"
    quantity = None if is_metered else integer(given, "quantity")
    total = products.charge(price, quantity) if quantity else 0
    return {
        "id": account.new_id("li"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": price["currency"],
        "description": account.get("product", price["product"])["name"],
        "price": price,
        "quantity": quantity,
    }


def _item(row: Thing) -> Params:
    quantity = {} if row["quantity"] is None else {"quantity": row["quantity"]}
    return {"price": row["price"]["id"], **quantity}


def _url(id_: str) -> str:
    return f"/v1/checkout/sessions/{id_}/line_items"


_EMPTY: Thing = {
    "adaptive_pricing": None,
    "after_expiration": None,
    "allow_promotion_codes": None,
    "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
    "billing_address_collection": None,
    "client_secret": None,
    "collected_information": None,
    "consent": None,
    "consent_collection": None,
    "currency_conversion": None,
    "custom_fields": [],
    "custom_text": {"after_submit": None, "submit": None},
    "customer_account": None,
    "customer_creation": None,
    "customer_details": None,
    "discounts": [],
    "invoice": None,
    "invoice_creation": None,
    "livemode": False,
    "locale": None,
    "payment_intent": None,
    "payment_link": None,
    "payment_method_options": {},
    "payment_method_types": ["card"],
    "payment_status": "unpaid",
    "permissions": None,
    "phone_number_collection": {"enabled": False},
    "recovered_from": None,
    "saved_payment_method_options": None,
    "setup_intent": None,
    "shipping_address_collection": None,
    "shipping_cost": None,
    "shipping_options": [],
    "status": "open",
    "submit_type": None,
    "subscription": None,
    "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
    "wallet_options": None,
}
