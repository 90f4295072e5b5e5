"""What a call to a model on Bedrock costs, by the catalog's prices."""

from collections.abc import Mapping

from nyqst.metering.model.model_class import Price
from nyqst.telemetry import logger

_REGIONAL_PERCENT = {"anthropic": 110}
"""Of the price above, unless the call may be served in any region."""

_ROUTES = frozenset({"us", "eu", "apac", "au", "ca", "in", "jp", "global"})


def price_of(model_id: str, prices: Mapping[str, Price]) -> Price:
    """Of a model that is not in the table the dearest there is: no budget is outspent unseen."""
    named = model_id.rpartition("/")[2]
    route, _, rest = named.partition(".")
    name = rest if route in _ROUTES else named
    family = max((known for known in prices if _is_of(name, known)), key=len, default=None)
    if family is None:
        logger().warning("no price is known for the model", extra={"model_id": model_id})
        return max(prices.values(), key=lambda price: price.output)
    price = prices[family]
    percent = 100 if route == "global" else _REGIONAL_PERCENT.get(family.partition(".")[0], 100)
    return Price(price.input * percent // 100, price.output * percent // 100)


def _is_of(name: str, family: str) -> bool:
    """The family itself, or a dated or numbered version of it."""
    rest = name.removeprefix(family)
    return name.startswith(family) and (not rest or rest.startswith(("-20", "-v", ":")))
