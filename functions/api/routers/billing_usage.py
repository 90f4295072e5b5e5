"""What a tenant has used, as it is billed: told by hand, month by month, compared with Stripe."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from functions.api.billing import OwnAdmin, OwnReader, configured, customers_of
from functions.api.schemas.billing import (
    ReconciliationView,
    StatementView,
    UsageRecordedView,
    UsageTold,
)
from functions.api.schemas.page import Page, page_of
from nyqst.billing.record_usage import RecordUsage
from nyqst.errors import NotFound
from nyqst.http.dependencies import Cursor, Limit, OnceDep, PlatformDep
from nyqst.metering.ledger import Ledger

router = APIRouter(
    prefix="/billing/tenants/{tenant_id}", tags=["billing"], dependencies=[Depends(configured)]
)
Month = Annotated[str, Path(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


@router.post("/usage", status_code=201)
def record_usage(
    services: PlatformDep, caller: OwnAdmin, once: OnceDep, body: UsageTold
) -> UsageRecordedView:
    """Runs that were made elsewhere. They are admitted by the plan and counted as any other is."""
    metering = services.metering
    record = RecordUsage(
        metering.admit, Ledger(metering.meters), services.records, services.clock, caller
    )
    entry = record(body.quantity, once)
    return UsageRecordedView(
        id=entry.reservation_id,
        feature=body.feature,
        quantity=entry.total,
        recorded_at=entry.at,
    )


@router.get("/statements")
def list_statements(
    services: PlatformDep, caller: OwnReader, limit: Limit = 50, cursor: Cursor = None
) -> Page[StatementView]:
    """The latest month first."""
    found = services.billing.statements.list(caller.tenant_id, limit, cursor)
    return page_of(found, StatementView.of)


@router.get("/statements/{period}/reconciliation")
def reconcile_month(services: PlatformDep, caller: OwnAdmin, period: Month) -> ReconciliationView:
    """Ledger, Stripe's meter and its invoices side by side, as they are now."""
    found = services.billing.reconcile(customers_of(services, caller).known(), period)
    if found is None:
        raise NotFound(f"Nothing was used in {period}", code="statement_not_found")
    return ReconciliationView.of(found)
