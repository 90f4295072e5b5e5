"""The items that a request asks for, checked before anything is changed."""

import copy
from typing import Any

from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import Refusal, missing, no_such
from infra.local.stripe_twin.forms import flag, integer, merged
from infra.local.stripe_twin.subscriptions.state import (
    interval,
    is_metered,
    new_item,
    period,
    priced,
)


def ordered(account: Account, subscription: str, given: Any, at: str = "items") -> list[Thing]:
    if not given:
        raise missing(at)
    items = [
        _new(account, subscription, each, f"{at}[{number}]") for number, each in enumerate(given)
    ]
    return _agreeing(items)


def revised(account: Account, subscription: Thing, given: list[Any]) -> list[Thing]:
    """Items named by their id are changed, others added; what is not named stays."""
    items = {item["id"]: copy.deepcopy(item) for item in subscription["items"]["data"]}
    start, end = period(subscription)
    for number, each in enumerate(given):
        at = f"items[{number}]"
        if "id" not in each:
            added = _new(account, subscription["id"], each, at)
            added.update(current_period_start=start, current_period_end=end)
            items[added["id"]] = added
        elif each["id"] not in items:
            raise no_such("subscription_item", each["id"], f"{at}[id]")
        elif flag(each, "deleted"):
            del items[each["id"]]
        else:
            _change(account, items[each["id"]], each, at)
    if not items:
        raise Refusal("A subscription must have at least one active plan.", param="items")
    return _agreeing(list(items.values()))


def price_of(account: Account, given: Any, at: str) -> Thing:
    name = given.get("price") or given.get("plan")
    if not name:
        raise missing(f"{at}[price]")
    price = account.get("price", name, f"{at}[price]")
    if not price["active"]:
        raise Refusal(
            "The price specified is inactive. This field only accepts active prices.",
            param=f"{at}[price]",
        )
    if not price["recurring"]:
        raise Refusal(
            "The price specified is set to `type=one_time` but this field only accepts prices "
            "with `type=recurring`.",
            param=f"{at}[price]",
        )
    if "quantity" in given and price["recurring"]["usage_type"] == "metered":
        raise Refusal(
            "Quantity should not be specified where usage_type is `metered`. Remove quantity "
            f"from {at}",
            param=f"{at}[quantity]",
        )
    return price


def _new(account: Account, subscription: str, given: Any, at: str) -> Thing:
    price = price_of(account, given, at)
    item = new_item(account, subscription, price, integer(given, "quantity", 1))
    item["metadata"] = merged({}, given.get("metadata", {}))
    return item


def _change(account: Account, item: Thing, given: Any, at: str) -> None:
    quantity = integer(given, "quantity", item.get("quantity", 1))
    if "price" in given or "plan" in given:
        item.update(priced(price_of(account, given, at), quantity))
    elif "quantity" in given and not is_metered(item):
        item["quantity"] = quantity
    if "metadata" in given:
        item["metadata"] = merged(item["metadata"], given["metadata"])


def _agreeing(items: list[Thing]) -> list[Thing]:
    if len({item["price"]["id"] for item in items}) < len(items):
        raise Refusal("Cannot add multiple subscription items with the same plan.", param="items")
    if len({item["price"]["currency"] for item in items}) > 1:
        raise Refusal("All prices on a subscription must have the same currency.", param="items")
    if len({interval([item]) for item in items}) > 1:
        raise Refusal("The twin bills all items of a subscription together.", param="items")
    return items
