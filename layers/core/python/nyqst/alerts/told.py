"""An alert in the words that outsiders read."""

from collections.abc import Mapping

from nyqst.alerts.model.alert import Alert


def told_of(alert: Alert) -> Mapping[str, str | int | None]:
    foreseen = alert.exhausted_at
    return {
        "feature": alert.feature.value,
        "period": alert.period,
        "of": alert.bound.value,
        "threshold_percent": alert.threshold,
        "used": alert.used,
        "limit": alert.limit,
        "at": alert.at.isoformat(),
        "exhausted_at": foreseen.isoformat() if foreseen else None,
    }
