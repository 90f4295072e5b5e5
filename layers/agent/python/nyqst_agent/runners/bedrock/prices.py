"""What models cost on Bedrock on demand, as published in November 2026."""

from collections.abc import Mapping
from dataclasses import dataclass

from nyqst.telemetry import logger


@dataclass(frozen=True, slots=True)
class Price:
    """Micro-dollars per million tokens."""

    input: int
    output: int

    def cost_micros(self, input_tokens: int, output_tokens: int) -> int:
        """Rounded half up."""
        scaled = input_tokens * self.input + output_tokens * self.output
        return (scaled + _MILLION // 2) // _MILLION


_MILLION = 1_000_000

_PRICES: Mapping[str, Price] = {
    "anthropic.claude-haiku-4-5": Price(1_000_000, 5_000_000),
    "anthropic.claude-haiku-5-5": Price(100_000, 500_000),
    "anthropic.claude-sonnet-4-5": Price(3_000_000, 15_000_000),
    "anthropic.claude-sonnet-4-6": Price(3_000_000, 15_000_000),
    "anthropic.claude-sonnet-5": Price(2_000_000, 10_000_000),
    "anthropic.claude-sonnet-5-5": Price(2_000_000, 10_000_000),
    "anthropic.claude-opus-4-5": Price(5_000_000, 25_000_000),
    "anthropic.claude-opus-4-6": Price(5_000_000, 25_000_000),
    "anthropic.claude-opus-4-7": Price(5_000_000, 25_000_000),
    "anthropic.claude-opus-4-8": Price(5_000_000, 25_000_000),
    "anthropic.claude-opus-5": Price(5_000_000, 25_000_000),
    "anthropic.claude-opus-5-5": Price(4_000_000, 20_000_000),
    "amazon.nova-micro": Price(35_000, 140_000),
    "amazon.nova-lite": Price(60_000, 240_000),
    "amazon.nova-pro": Price(800_000, 3_200_000),
    "amazon.nova-premier": Price(2_500_000, 12_500_000),
}
"""By model without its date and version. What is cached on the way is counted at the full price."""

_REGIONAL_PERCENT = {"anthropic": 110}
"""Of the price above, unless the call may be served in any region."""

_ROUTES = frozenset({"us", "eu", "apac", "au", "ca", "in", "jp", "global"})


def price_of(model_id: str) -> Price:
    """Of a model that is not in the table the dearest there is: no budget is outspent unseen."""
    named = model_id.rpartition("/")[2]
    route, _, rest = named.partition(".")
    name = rest if route in _ROUTES else named
    family = max((known for known in _PRICES if _is_of(name, known)), key=len, default=None)
    if family is None:
        logger().warning("no price is known for the model", extra={"model_id": model_id})
        return max(_PRICES.values(), key=lambda price: price.output)
    price = _PRICES[family]
    percent = 100 if route == "global" else _REGIONAL_PERCENT.get(family.partition(".")[0], 100)
    return Price(price.input * percent // 100, price.output * percent // 100)


def _is_of(name: str, family: str) -> bool:
    """The family itself, or a dated or numbered version of it."""
    rest = name.removeprefix(family)
    return name.startswith(family) and (not rest or rest.startswith(("-20", "-v", ":")))
