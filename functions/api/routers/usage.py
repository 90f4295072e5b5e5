"""What the caller's tenant has used of its plan in the current periods."""

import csv
import io
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from functions.api.schemas.usage import (
    FeatureUsageView,
    LedgerEntryView,
    LedgerView,
    UsageView,
)
from nyqst.http.dependencies import PlatformDep
from nyqst.http.permission import Reader
from nyqst.metering.model.catalog import Feature

router = APIRouter(prefix="/usage", tags=["usage"])


@router.get("")
def get_usage(services: PlatformDep, caller: Reader) -> UsageView:
    features = services.usage.of(caller.tenant_id, caller.plan)
    return UsageView(plan=caller.plan, features=[FeatureUsageView.of(each) for each in features])


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
