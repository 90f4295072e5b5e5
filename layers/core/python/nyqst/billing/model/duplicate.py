"""A subscription that was bought although there was one: two checkouts at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from nyqst.billing.model.prices import PriceMap
from nyqst.billing.model.processor import ProcessorSubscription


@dataclass(frozen=True, slots=True)
class Duplicate:
    """That the tenant has been told of it, with what it gets back."""

    tenant_id: str
    subscription_id: str
    kept_id: str
    refunded_cents: int


@dataclass(frozen=True, slots=True)
class Doubled:
    kept: ProcessorSubscription
    duplicates: tuple[ProcessorSubscription, ...]


def doubled(told: Iterable[ProcessorSubscription], prices: PriceMap) -> Doubled | None:
    """The eldest that serves stays. What is for no plan was not bought at our checkout."""
    serving = [each for each in told if each.status.serves and prices.offer_of(each.price_id)]
    eldest_first = sorted(serving, key=lambda each: (each.created_at, each.id))
    if len(eldest_first) < 2:
        return None
    return Doubled(eldest_first[0], tuple(eldest_first[1:]))
