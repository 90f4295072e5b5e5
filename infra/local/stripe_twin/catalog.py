"""What a seller has set up before anybody buys: products, meters, prices."""

import json

from infra.local.stripe_twin import meters, products
from infra.local.stripe_twin.account import Account, Thing


def stock(account: Account, text: str) -> None:
    """`{"products": [...], "meters": [...], "prices": [...]}`, each as for its create request.

    A meter's `id` may be chosen, as those of products and prices may, so that prices can name it.
    What is there already is left as it is.
    """
    given = json.loads(text)
    for product in _new(account, given.get("products", [])):
        products.create(account, product)
    for meter in _new(account, given.get("meters", [])):
        chosen = meters.create(account, {**meter, "id": None})
        _rename(account, chosen["id"], meter.get("id"))
    for price in _new(account, given.get("prices", [])):
        products.create_price(account, price)


def _new(account: Account, wanted: list[Thing]) -> list[Thing]:
    return [each for each in wanted if each.get("id") not in account.things]


def _rename(account: Account, old: str, new: str | None) -> None:
    if new:
        thing = account.things.pop(old)
        thing["id"] = new
        account.things[new] = thing
        ids = account.kinds[thing["object"]]
        ids[ids.index(old)] = new
