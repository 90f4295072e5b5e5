"""How much of a quota has to be used for somebody to be told, and that they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nyqst.errors import InvalidInput
from nyqst.metering.model.catalog import Feature, Quota
from nyqst.metering.model.meter import LIMITLESS

DEFAULT_PERCENTS = (50, 80, 90, 100)
_MOST = 10
_HIGHEST = 1_000
"""Percent: what is included may be used many times over, where there is more for money."""


class Bound(StrEnum):
    """What a share is a share of."""

    INCLUDED = "included"
    LIMIT = "limit"
    """Beyond which nothing is to be had, where that is more than what is included."""


@dataclass(frozen=True, slots=True)
class AlertThresholds:
    """A tenant's own, of one feature."""

    tenant_id: str
    feature: Feature
    percents: tuple[int, ...]
    """Ascending; none for no alerts."""


@dataclass(frozen=True, slots=True)
class Alert:
    """There is one at most of a feature, period, bound and threshold, whatever limits did since."""

    tenant_id: str
    id: str
    feature: Feature
    period: str
    bound: Bound
    threshold: int
    """Percent."""
    used: int
    limit: int
    """Of the bound, when it was noticed."""
    at: datetime
    exhausted_at: datetime | None = None
    """Foreseen then; None if the limit would hold."""
    told_at: datetime | None = None


def check_percents(percents: Sequence[int]) -> tuple[int, ...]:
    """Ascending, each once. Raises `InvalidInput`."""
    found = tuple(sorted(set(percents)))
    if len(found) > _MOST or any(not 1 <= percent <= _HIGHEST for percent in found):
        raise InvalidInput(
            f"Up to {_MOST} thresholds, each 1 to {_HIGHEST} percent", code="invalid_thresholds"
        )
    return found


def bounds_of(quota: Quota) -> Mapping[Bound, int]:
    bounds = {Bound.INCLUDED: quota.included}
    if quota.cut.limit not in (quota.included, LIMITLESS):
        bounds[Bound.LIMIT] = quota.cut.limit
    return {bound: amount for bound, amount in bounds.items() if amount > 0}


def highest_reached(percents: Sequence[int], used: int, limit: int) -> int:
    """0 if none is."""
    return max((percent for percent in percents if used * 100 >= limit * percent), default=0)
