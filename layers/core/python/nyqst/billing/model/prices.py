"""Which price of Stripe's stands for which plan, as it is written in the configuration.

    starter=price_1, team=price_2, team:year=price_3
    {"starter": "price_1", "team": "price_2", "team:year": "price_3"}

A plan without an interval is paid for by the month. `overage` and `overage:year` in the place of a
plan stand for the metered prices of what is used beyond any plan; without them it is not invoiced.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from nyqst.errors import InvalidDocument, InvalidInput
from nyqst.identity.plan import PlanCode

_PRICE = re.compile(r"[A-Za-z0-9_]{1,255}")


class Interval(StrEnum):
    MONTH = "month"
    YEAR = "year"


Offer = tuple[PlanCode, Interval]
_OVERAGE = "overage"


@dataclass(frozen=True, slots=True)
class MapFault:
    path: str
    """The entry, as it is written."""
    message: str


@dataclass(frozen=True, slots=True)
class PriceMap:
    prices: Mapping[Offer, str]
    overage: Mapping[Interval, str] = field(default_factory=dict)

    def price_of(self, plan: PlanCode, interval: Interval) -> str:
        found = self.prices.get((plan, interval))
        if found is None:
            raise InvalidInput(
                f"{plan} cannot be had by the {interval}", code="plan_without_price", field="plan"
            )
        return found

    def offer_of(self, price_id: str) -> Offer | None:
        return next((offer for offer, price in self.prices.items() if price == price_id), None)


Sold = tuple[PlanCode | None, Interval]
"""None for what is used beyond any plan."""
PlanNamed = Callable[[str], PlanCode]
"""Raises `InvalidInput` of a name that no plan has."""


def read_prices(written: str, plan_named: PlanNamed) -> PriceMap:
    """Raises `InvalidDocument`, which names everything that is wrong at once."""
    faults: list[MapFault] = []
    prices: dict[Sold, str] = {}
    for name, price in _pairs(written.strip(), faults):
        offer = _offer(name, plan_named, faults)
        if not isinstance(price, str) or not _PRICE.fullmatch(price):
            faults.append(MapFault(name, f"{price!r} is not the id of a price"))
        elif offer is not None and offer in prices:
            faults.append(MapFault(name, "This plan has a price for this interval already"))
        elif price in prices.values():
            faults.append(MapFault(name, f"{price} stands for another plan already"))
        elif offer is not None:
            prices[offer] = price
    if faults:
        raise InvalidDocument("The prices of plans cannot be read", faults)
    plans = {(plan, interval): price for (plan, interval), price in prices.items() if plan}
    overage = {interval: price for (plan, interval), price in prices.items() if plan is None}
    return PriceMap(plans, overage)


def _pairs(written: str, faults: list[MapFault]) -> Iterable[tuple[str, object]]:
    if not written.startswith("{"):
        return [_pair(part.strip(), faults) for part in written.split(",") if part.strip()]
    try:
        read = json.loads(written, object_pairs_hook=list)
    except ValueError as error:
        faults.append(MapFault("", f"Not JSON: {error}"))
        return []
    return [(name, price) for name, price in read]


def _pair(part: str, faults: list[MapFault]) -> tuple[str, object]:
    name, equals, price = part.partition("=")
    if not equals:
        faults.append(MapFault(part, "A plan and its price are written as plan=price"))
    return name.strip(), price.strip()


def _offer(name: str, plan_named: PlanNamed, faults: list[MapFault]) -> Sold | None:
    plan, _, interval = (part.strip() for part in name.partition(":"))
    try:
        named = None if plan == _OVERAGE else plan_named(plan)
        return named, Interval(interval or Interval.MONTH)
    except (InvalidInput, ValueError) as error:
        faults.append(MapFault(name, str(error)))
        return None
