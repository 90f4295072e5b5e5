"""Alerts on the wire."""

from datetime import datetime

from pydantic import BaseModel

from nyqst.alerts.model.alert import Alert, Bound
from nyqst.metering.model.catalog import Feature


class AlertView(BaseModel):
    """That a threshold was reached: one of it in a period."""

    id: str
    feature: Feature
    period: str
    of: Bound
    threshold_percent: int
    used: int
    limit: int
    at: datetime
    exhausted_at: datetime | None
    """Foreseen then, from use on a straight line since the period's start."""
    told_at: datetime | None
    """To the webhooks and to who runs the platform."""

    @classmethod
    def shown(cls, alert: Alert) -> "AlertView":
        return cls(
            id=alert.id,
            feature=alert.feature,
            period=alert.period,
            of=alert.bound,
            threshold_percent=alert.threshold,
            used=alert.used,
            limit=alert.limit,
            at=alert.at,
            exhausted_at=alert.exhausted_at,
            told_at=alert.told_at,
        )


class ThresholdsSet(BaseModel):
    percents: dict[Feature, list[int]]
    """By feature, 1 to 1,000 percent; none for no alerts. Features left out keep theirs."""


class ThresholdsView(BaseModel):
    percents: dict[Feature, list[int]]
