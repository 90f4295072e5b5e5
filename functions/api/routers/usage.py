"""What the caller's tenant has used of its plan."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BeforeValidator

from functions.api.schemas.alerts import AlertView, ThresholdsSet, ThresholdsView
from functions.api.schemas.page import Page, page_of
from functions.api.schemas.usage import (
    AnalyticsView,
    FeatureUsageView,
    LedgerEntryView,
    LedgerView,
    LineView,
    UsageView,
)
from functions.api.tabular import IN_CSV, WantsCsv, csv_answer
from nyqst.alerts.thresholds import Thresholds
from nyqst.http.dependencies import Cursor, Limit, PlatformDep
from nyqst.http.permission import Admin, Reader
from nyqst.metering.analytics import By
from nyqst.metering.model.catalog import Feature
from nyqst.metering.usage import Wanted

router = APIRouter(prefix="/usage", tags=["usage"])

MAX_ENTRIES = 5_000
"""In one answer: what a function may answer with is 6 MB."""

_ENTRY = ("id", "number", "ending", "quantity", "total", "at")
_FACTS = (
    "run",
    "user",
    "project",
    "step",
    "model_class",
    "status",
    "input_tokens",
    "output_tokens",
    "cost_micros",
)

_Day = Annotated[date, BeforeValidator(date.fromisoformat)]
"""As the OpenAPI file says, and not a number of seconds."""
First = Annotated[_Day | None, Query(alias="from", description="The first day, in UTC.")]
Last = Annotated[_Day | None, Query(alias="to", description="The last day; today if not said.")]


@router.get("")
def get_usage(services: PlatformDep, caller: Reader) -> UsageView:
    """In the current periods."""
    percents = Thresholds(
        services.records, services.metering.catalogs, services.clock, caller
    ).in_force()
    features = services.metering.usage.of(caller.tenant_id, caller.plan, caller.allowances)
    views = [
        FeatureUsageView.of(each, percents[each.feature], caller.allowances.get(each.feature))
        for each in features
    ]
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
    thresholds = Thresholds(services.records, services.metering.catalogs, services.clock, caller)
    thresholds.change(body.percents)
    in_force = {feature: list(found) for feature, found in thresholds.in_force().items()}
    return ThresholdsView(percents=in_force)


@router.get("/analytics", response_model=AnalyticsView, responses=IN_CSV)
def analyse_usage(
    services: PlatformDep,
    caller: Reader,
    as_csv: WantsCsv,
    by: By = By.DAY,
    first: First = None,
    last: Last = None,
) -> AnalyticsView | Response:
    """From the ledger, as the last minute's sweep has read it; this month if nothing is said."""
    last = last or services.clock.now().date()
    first = first or last.replace(day=1)
    found = services.metering.analytics(caller.tenant_id, by, first, last)
    lines = [LineView.of(line) for line in found]
    if as_csv:
        return csv_answer(tuple(LineView.model_fields), lines)
    return AnalyticsView(by=by, first=first, last=last, lines=lines)


@router.get("/entries", response_model=LedgerView, responses=IN_CSV)
def list_entries(
    services: PlatformDep,
    caller: Reader,
    as_csv: WantsCsv,
    feature: Feature = Feature.RESEARCH_RUN,
    first: First = None,
    last: Last = None,
    limit: Annotated[int, Query(ge=1, le=MAX_ENTRIES)] = MAX_ENTRIES,
    cursor: Cursor = None,
) -> LedgerView | Response:
    """The ledger of one feature, of the whole of each period that has a day of the range.

    The current period if nothing is said. What does not fit is behind `next_cursor`, in CSV behind
    the header `X-Next-Cursor`.
    """
    last = last or services.clock.now().date()
    wanted = Wanted(first or last, last, limit, cursor)
    page = services.metering.usage.entries(caller.tenant_id, caller.plan, feature, wanted)
    entries = [LedgerEntryView.of(entry) for entry in page.items]
    if as_csv:
        return csv_answer((*_ENTRY, *_FACTS), entries, page.next_cursor)
    return LedgerView(feature=feature, entries=entries, next_cursor=page.next_cursor)
