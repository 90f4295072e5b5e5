"""What a seller has set up before anybody buys: products, meters, prices."""

import json

from infra.local.stripe_twin import meters, products
from infra.local.stripe_twin.account import Account


def stock(account: Account, text: str) -> None:
    """`{"products": [...], "meters": [...], "prices": [...]}`, each as for its create request.

    A meter's `id` may be chosen, as those of products and prices may, so that prices can name it.
    """
    given = json.loads(text)
    for product in given.get("products", []):
        products.create(account, product)
    for meter in given.get("meters", []):
        chosen = meters.create(account, {**meter, "id": None})
        _rename(account, chosen["id"], meter.get("id"))
    for price in given.get("prices", []):
        products.create_price(account, price)


def _rename(account: Account, old: str, new: str | None) -> None:
    if new:
        thing = account.things.pop(old)
        thing["id"] = new
        account.things[new] = thing
        ids = account.kinds[thing["object"]]
        ids[ids.index(old)] = new
