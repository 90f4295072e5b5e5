"""Setup intents: a payment method is kept for later."""

from infra.local.stripe_twin import cards
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import Refusal
from infra.local.stripe_twin.forms import Params, flag, merged

_OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")


def create(account: Account, params: Params) -> Thing:
    if "customer" in params:
        account.living("customer", params["customer"], "customer")
    id_ = account.new_id("seti")
    intent: Thing = {
        "id": id_,
        "object": "setup_intent",
        "application": None,
        "automatic_payment_methods": None,
        "cancellation_reason": None,
        "client_secret": f"{id_}_secret_{account.new_id('')[1:]}",
        "created": account.now,
        "customer": params.get("customer"),
        "description": params.get("description"),
        "flow_directions": None,
        "last_setup_error": None,
        "latest_attempt": None,
        "livemode": False,
        "mandate": None,
        "metadata": merged({}, params.get("metadata", {})),
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_options": None,
        "payment_method_types": params.get("payment_method_types", ["card"]),
        "single_use_mandate": None,
        "status": "requires_payment_method",
        "usage": params.get("usage", "off_session"),
    }
    account.add(intent)
    account.emit("setup_intent.created", intent)
    if "payment_method" in params:
        intent["payment_method"] = cards.known(account, params["payment_method"])["id"]
        intent["status"] = "requires_confirmation"
    if flag(params, "confirm"):
        return confirm(account, id_, {})
    return intent


def retrieve(account: Account, id_: str, _: Params) -> Thing:
    return account.get("setup_intent", id_)


def confirm(account: Account, id_: str, params: Params) -> Thing:
    intent = _open(account, id_)
    named = params.get("payment_method") or intent["payment_method"]
    if named is None:
        raise Refusal(
            "You cannot confirm this SetupIntent because it's missing a payment method.",
            code="setup_intent_unexpected_state",
        )
    card = cards.known(account, named)
    if intent["customer"]:
        cards.attach(account, card["id"], {"customer": intent["customer"]})
    with account.changing(intent, "setup_intent.succeeded"):
        intent.update(status="succeeded", payment_method=card["id"])
    return intent


def cancel(account: Account, id_: str, params: Params) -> Thing:
    intent = _open(account, id_)
    with account.changing(intent, "setup_intent.canceled"):
        intent.update(status="canceled", cancellation_reason=params.get("cancellation_reason"))
    return intent


def _open(account: Account, id_: str) -> Thing:
    intent = account.get("setup_intent", id_)
    if intent["status"] not in _OPEN:
        raise Refusal(
            f"This SetupIntent has a status of {intent['status']} and cannot be changed.",
            code="setup_intent_unexpected_state",
        )
    return intent
