"""Alerts in the `usage` table.

    pk                           sk       holds                                 index `open`
    <tenant>#ALERT               <alert>  one alert                             ALERTS, until told
    <tenant>#ALERTED#<feature>   <period> the highest threshold of each bound

Both change in one transaction, and the second only upwards: so there is one alert of a threshold,
however many notice at once, and none of a lower one behind it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from boto3.dynamodb.conditions import Attr

from nyqst.alerts.model.alert import Alert, Bound
from nyqst.errors import Conflict
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.meter import Meter
from nyqst.paging import Listed, cursor_behind, read_cursor
from nyqst.storage.expressions import ABSENT, Item, Put, Update
from nyqst.storage.patience import patiently
from nyqst.storage.table import Table

_UNTOLD = "ALERTS"
_ANY = "~"


class DynamoAlertStore:
    """`nyqst.alerts.ports.AlertStore`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def highest(self, meter: Meter) -> Mapping[Bound, int]:
        row = self._table.get(_alerted(meter.tenant_id, meter.name), meter.period) or {}
        return {bound: row[bound] for bound in Bound if bound in row}

    def add(self, alert: Alert) -> bool:
        higher = Attr(alert.bound).not_exists() | Attr(alert.bound).lt(alert.threshold)
        mark = Update(
            _alerted(alert.tenant_id, alert.feature),
            alert.period,
            {alert.bound: alert.threshold},
            higher,
        )
        try:
            patiently(lambda: self._table.transact([mark, Put(_row(alert), ABSENT)]))
        except Conflict:
            return False
        return True

    def untold(self, limit: int) -> tuple[Alert, ...]:
        found = self._table.query_index("open", _UNTOLD, up_to=_ANY, limit=limit)
        rows = self._table.get_all((row["pk"], row["sk"]) for row in found)
        waiting = (_alert(row) for row in rows if "open_pk" in row)
        return tuple(sorted(waiting, key=lambda alert: alert.id))

    def mark_told(self, alert: Alert, at: datetime) -> None:
        told = {"told_at": at.isoformat(), "open_pk": None, "open_sk": None}
        self._table.write(Update(_alerts(alert.tenant_id), alert.id, told))

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Alert]:
        pk = _alerts(tenant_id)
        page = self._table.query(
            pk, after_sk=read_cursor(pk, cursor), limit=limit, newest_first=True
        )
        return Listed(tuple(map(_alert, page.items)), cursor_behind(pk, page.last_sk))


def _alerts(tenant_id: str) -> str:
    return f"{tenant_id}#ALERT"


def _alerted(tenant_id: str, feature: str) -> str:
    return f"{tenant_id}#ALERTED#{feature}"


def _row(alert: Alert) -> Item:
    return {
        "pk": _alerts(alert.tenant_id),
        "sk": alert.id,
        "feature": alert.feature,
        "period": alert.period,
        "bound": alert.bound,
        "threshold": alert.threshold,
        "used": alert.used,
        "limit": alert.limit,
        "at": alert.at.isoformat(),
        "exhausted_at": alert.exhausted_at.isoformat() if alert.exhausted_at else None,
        "open_pk": _UNTOLD,
        "open_sk": alert.id,
    }


def _alert(row: Item) -> Alert:
    return Alert(
        row["pk"].partition("#")[0],
        row["sk"],
        Feature(row["feature"]),
        row["period"],
        Bound(row["bound"]),
        row["threshold"],
        row["used"],
        row["limit"],
        datetime.fromisoformat(row["at"]),
        _instant(row.get("exhausted_at")),
        _instant(row.get("told_at")),
    )


def _instant(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
