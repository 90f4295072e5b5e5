"""Customers."""

from infra.local.stripe_twin import cards
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.forms import Params, cleared, merged
from infra.local.stripe_twin.subscriptions import end
from infra.local.stripe_twin.subscriptions.state import OVER

_PLAIN = ("address", "description", "email", "name", "phone", "shipping")


def create(account: Account, params: Params) -> Thing:
    customer: Thing = {
        "id": account.new_id("cus"),
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": account.now,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": account.new_id("")[1:9].upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }
    _apply(account, customer, {**params, "invoice_settings": {}})
    account.add(customer)
    account.emit("customer.created", customer)
    if "payment_method" in params:
        cards.attach(account, params["payment_method"], {"customer": customer["id"]})
    if params.get("invoice_settings"):
        _apply(account, customer, {"invoice_settings": params["invoice_settings"]})
    return customer


def retrieve(account: Account, id_: str, _: Params) -> Thing:
    return account.get("customer", id_)


def update(account: Account, id_: str, params: Params) -> Thing:
    customer = account.living("customer", id_)
    with account.changing(customer, "customer.updated"):
        _apply(account, customer, params)
    return customer


def delete(account: Account, id_: str, _: Params) -> Thing:
    customer = account.living("customer", id_)
    for subscription in account.all("subscription"):
        if subscription["customer"] == id_ and subscription["status"] not in OVER:
            end.cancel(account, subscription, "cancellation_requested")
    account.emit("customer.deleted", customer)
    customer.clear()
    customer.update({"id": id_, "object": "customer", "deleted": True})
    return customer


def _apply(account: Account, customer: Thing, params: Params) -> None:
    settings = params.get("invoice_settings") or {}
    if settings.get("default_payment_method"):
        chosen = cards.of_customer(account, settings["default_payment_method"], customer["id"])
        settings = {**settings, "default_payment_method": chosen["id"]}
    customer["invoice_settings"].update(
        {name: cleared(settings, name) for name in settings if name != "custom_fields"}
    )
    customer.update({name: cleared(params, name) for name in _PLAIN if name in params})
    if "metadata" in params:
        customer["metadata"] = merged(customer["metadata"], params["metadata"])
