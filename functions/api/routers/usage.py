"""What the caller's tenant has used of its plan in the current periods."""

import csv
import io
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from functions.api.schemas.alerts import AlertView, ThresholdsSet, ThresholdsView
from functions.api.schemas.page import Page, page_of
from functions.api.schemas.usage import (
    FeatureUsageView,
    LedgerEntryView,
    LedgerView,
    UsageView,
)
from nyqst.alerts.thresholds import Thresholds
from nyqst.http.dependencies import Cursor, Limit, PlatformDep
from nyqst.http.permission import Admin, Reader
from nyqst.metering.model.catalog import Feature

router = APIRouter(prefix="/usage", tags=["usage"])


@router.get("")
def get_usage(services: PlatformDep, caller: Reader) -> UsageView:
    percents = Thresholds(services.records, services.catalog, services.clock, caller).in_force()
    features = services.usage.of(caller.tenant_id, caller.plan)
    views = [FeatureUsageView.of(each, percents[each.feature]) for each in features]
    return UsageView(plan=caller.plan, features=views)


@router.get("/alerts")
def list_alerts(
    services: PlatformDep, caller: Reader, limit: Limit = 50, cursor: Cursor = None
) -> Page[AlertView]:
    """Newest first."""
    found = services.notifications.alerts.list(caller.tenant_id, limit, cursor)
    return page_of(found, AlertView.shown)


@router.put("/alerts")
def set_alert_thresholds(
    services: PlatformDep, caller: Admin, body: ThresholdsSet
) -> ThresholdsView:
    """From now on. What was told in a period is not told again in it, and nothing below it."""
    thresholds = Thresholds(services.records, services.catalog, services.clock, caller)
    thresholds.change(body.percents)
    in_force = {feature: list(found) for feature, found in thresholds.in_force().items()}
    return ThresholdsView(percents=in_force)


@router.get("/entries", response_model=LedgerView, responses={200: {"content": {"text/csv": {}}}})
def list_entries(
    services: PlatformDep,
    caller: Reader,
    feature: Feature = Feature.RESEARCH_RUN,
    format_: Annotated[Literal["json", "csv"], Query(alias="format")] = "json",
) -> LedgerView | Response:
    """The ledger of one feature in its current period."""
    found = services.usage.entries(caller.tenant_id, caller.plan, feature)
    entries = [LedgerEntryView.of(entry) for entry in found]
    if format_ == "json":
        return LedgerView(feature=feature, entries=entries)
    return Response(_csv(entries), media_type="text/csv")


def _csv(entries: list[LedgerEntryView]) -> str:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["id", "number", "ending", "quantity", "total", "at"])
    for entry in entries:
        rows.writerow(
            [
                entry.id,
                entry.number,
                entry.ending,
                entry.quantity,
                entry.total,
                entry.at.isoformat(),
            ]
        )
    return written.getvalue()
