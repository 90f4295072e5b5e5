"""Payment methods, and what the bank says when one is charged."""

from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import Refusal, declined, no_such
from infra.local.stripe_twin.forms import Params, merged, text

_TEST_CARDS = {
    "pm_card_visa": ("visa", "4242", None),
    "pm_card_mastercard": ("mastercard", "4444", None),
    "pm_card_chargeCustomerFail": ("visa", "0341", "generic_decline"),
    "pm_card_visa_chargeDeclined": ("visa", "0002", "at_once"),
}
"""Their brand and last digits, and how their charges are declined: some as soon as attached."""


def create(account: Account, params: Params) -> Thing:
    if params.get("type", "card") != "card":
        raise Refusal("The twin has cards only.", param="type")
    given = params.get("card") or {}
    digits = str(given.get("number", "4242424242424242"))[-4:]
    return account.add(_card(account, "visa", digits, params.get("metadata")))


def known(account: Account, id_: str, param: str = "payment_method") -> Thing:
    """A test card becomes a payment method of its own each time it is named."""
    if id_ not in _TEST_CARDS:
        return account.get("payment_method", id_, param)
    brand, digits, code = _TEST_CARDS[id_]
    if code == "at_once":
        raise declined("generic_decline")
    card = account.add(_card(account, brand, digits, None))
    if code:
        account.declining[card["id"]] = code
    return card


def attach(account: Account, id_: str, params: Params) -> Thing:
    customer = account.living("customer", text(params, "customer"), "customer")
    card = known(account, id_, "id")
    if card["customer"] == customer["id"]:
        return card
    if card["customer"]:
        raise Refusal(
            "The payment method you provided has already been attached to a customer.",
            code="payment_method_unexpected_state",
        )
    card["customer"] = customer["id"]
    account.emit("payment_method.attached", card)
    return card


def detach(account: Account, id_: str, _: Params) -> Thing:
    card = account.get("payment_method", id_)
    if card["customer"] is None:
        raise Refusal(
            "The payment method you provided is not attached to a customer so detachment is "
            "impossible.",
            code="payment_method_unexpected_state",
        )
    owner = account.get("customer", card["customer"])
    with account.changing(card, "payment_method.detached"):
        card["customer"] = None
    if owner["invoice_settings"]["default_payment_method"] == id_:
        with account.changing(owner, "customer.updated"):
            owner["invoice_settings"]["default_payment_method"] = None
    for subscription in account.all("subscription"):
        if subscription["default_payment_method"] == id_:
            with account.changing(subscription, "customer.subscription.updated"):
                subscription["default_payment_method"] = None
    return card


def retrieve(account: Account, id_: str, _: Params) -> Thing:
    return account.get("payment_method", id_)


def update(account: Account, id_: str, params: Params) -> Thing:
    card = account.get("payment_method", id_)
    with account.changing(card, "payment_method.updated"):
        card["metadata"] = merged(card["metadata"], params.get("metadata", {}))
        card["billing_details"].update(params.get("billing_details") or {})
    return card


def retrieve_of_customer(account: Account, customer: str, id_: str, _: Params) -> Thing:
    card = account.get("payment_method", id_)
    if card["customer"] != customer:
        raise no_such("PaymentMethod", id_)
    return card


def of_customer(account: Account, id_: str, customer: str) -> Thing:
    """A payment method that is to be the default has to be attached first."""
    card = known(account, id_)
    if card["customer"] != customer:
        raise Refusal(
            f"The customer does not have a payment method with the ID {card['id']}. The payment "
            "method must be attached to the customer.",
            code="resource_missing",
            param="default_payment_method",
        )
    return card


def chosen(customer: Thing, subscription: Thing | None) -> str | None:
    """What is charged: the subscription's own, or the customer's default."""
    own = subscription["default_payment_method"] if subscription else None
    default: str | None = own or customer["invoice_settings"]["default_payment_method"]
    return default


def _card(account: Account, brand: str, digits: str, metadata: object) -> Thing:
    return {
        "id": account.new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": {"address": None, "email": None, "name": None, "phone": None},
        "card": {
            "brand": brand,
            "country": "US",
            "display_brand": brand,
            "exp_month": 12,
            "exp_year": 2034,
            "fingerprint": account.new_id("fp"),
            "funding": "credit",
            "last4": digits,
        },
        "created": account.now,
        "customer": None,
        "livemode": False,
        "metadata": merged({}, metadata),
        "type": "card",
    }
