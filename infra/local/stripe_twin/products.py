"""Products and their prices."""

from typing import Any

from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import Refusal, missing
from infra.local.stripe_twin.forms import Params, flag, integer, merged, text


def create(account: Account, params: Params) -> Thing:
    product: Thing = {
        "id": params.get("id") or account.new_id("prod"),
        "object": "product",
        "active": flag(params, "active", default=True),
        "created": account.now,
        "default_price": None,
        "description": params.get("description"),
        "images": [],
        "livemode": False,
        "marketing_features": [],
        "metadata": merged({}, params.get("metadata", {})),
        "name": text(params, "name"),
        "package_dimensions": None,
        "shippable": None,
        "statement_descriptor": None,
        "tax_code": None,
        "type": "service",
        "unit_label": params.get("unit_label"),
        "updated": account.now,
        "url": None,
    }
    if product["id"] in account.things:
        raise Refusal("Product already exists.", code="resource_already_exists", param="id")
    account.add(product)
    account.emit("product.created", product)
    return product


def retrieve(account: Account, id_: str, _: Params) -> Thing:
    return account.get("product", id_)


def update(account: Account, id_: str, params: Params) -> Thing:
    return _update(account, account.get("product", id_), params, ("name", "description"))


def create_price(account: Account, params: Params) -> Thing:
    id_ = params.get("id") or account.new_id("price")
    currency = text(params, "currency")
    product = _product_of(account, params)
    recurring = _recurring(account, params.get("recurring"))
    price: Thing = {
        "id": id_,
        "object": "price",
        "active": flag(params, "active", default=True),
        "billing_scheme": params.get("billing_scheme", "per_unit"),
        "created": account.now,
        "currency": currency,
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": params.get("lookup_key"),
        "metadata": merged({}, params.get("metadata", {})),
        "nickname": params.get("nickname"),
        "product": product,
        "recurring": recurring,
        "tax_behavior": params.get("tax_behavior", "unspecified"),
        "tiers_mode": params.get("tiers_mode"),
        "transform_quantity": None,
        "type": "recurring" if recurring else "one_time",
        **_amount(params),
    }
    account.add(price)
    account.emit("price.created", price)
    return price


def retrieve_price(account: Account, id_: str, _: Params) -> Thing:
    return account.get("price", id_)


def update_price(account: Account, id_: str, params: Params) -> Thing:
    return _update(account, account.get("price", id_), params, ("nickname", "lookup_key"))


def charge(price: Thing, quantity: int) -> int:
    """What so many cost, in cents."""
    if price["billing_scheme"] == "per_unit":
        return int(price["unit_amount"]) * quantity
    if price["tiers_mode"] == "volume":
        tier = next(each for each in price["tiers"] if _reaches(each, quantity))
        return _tier(tier, quantity)
    return _graduated(price["tiers"], quantity)


def _graduated(tiers: list[Thing], quantity: int) -> int:
    total = begun = 0
    for tier in tiers:
        end = quantity if tier["up_to"] is None else min(quantity, tier["up_to"])
        if end > begun:
            total += _tier(tier, end - begun)
            begun = end
    return total


def _reaches(tier: Thing, quantity: int) -> bool:
    return tier["up_to"] is None or quantity <= int(tier["up_to"])


def _tier(tier: Thing, quantity: int) -> int:
    return (tier["unit_amount"] or 0) * quantity + (tier["flat_amount"] or 0)


def _product_of(account: Account, params: Params) -> str:
    if "product_data" in params:
        return str(create(account, params["product_data"])["id"])
    return str(account.get("product", text(params, "product"), "product")["id"])


def _recurring(account: Account, given: Any) -> Thing | None:
    if not given:
        return None
    meter = given.get("meter")
    usage = given.get("usage_type", "licensed")
    if usage == "metered" and not meter:
        raise missing("recurring[meter]")
    if meter:
        account.get("billing.meter", meter, "recurring[meter]")
    return {
        "interval": text(given, "interval"),
        "interval_count": integer(given, "interval_count", 1),
        "meter": meter,
        "trial_period_days": None,
        "usage_type": usage,
    }


def _amount(params: Params) -> Thing:
    if params.get("billing_scheme") != "tiered":
        amount = integer(params, "unit_amount")
        return {"unit_amount": amount, "unit_amount_decimal": str(amount)}
    text(params, "tiers_mode")
    tiers = [_tier_of(each) for each in params.get("tiers", [])]
    if not tiers or tiers[-1]["up_to"] is not None:
        raise Refusal("The last tier must have `up_to` set to `inf`.", param="tiers")
    return {"unit_amount": None, "unit_amount_decimal": None, "tiers": tiers}


def _tier_of(given: Params) -> Thing:
    flat = integer(given, "flat_amount") if "flat_amount" in given else None
    unit = integer(given, "unit_amount") if "unit_amount" in given else None
    return {
        "flat_amount": flat,
        "flat_amount_decimal": None if flat is None else str(flat),
        "unit_amount": unit,
        "unit_amount_decimal": None if unit is None else str(unit),
        "up_to": None if given.get("up_to") == "inf" else integer(given, "up_to"),
    }


def _update(account: Account, thing: Thing, params: Params, plain: tuple[str, ...]) -> Thing:
    with account.changing(thing, f"{thing['object']}.updated"):
        thing.update({name: params[name] for name in plain if name in params})
        if "active" in params:
            thing["active"] = flag(params, "active")
        if "metadata" in params:
            thing["metadata"] = merged(thing["metadata"], params["metadata"])
    return thing
