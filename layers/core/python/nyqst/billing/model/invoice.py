"""Invoices as they were when they were last told of."""

from dataclasses import dataclass, replace
from datetime import datetime

from nyqst.billing.model.processor import InvoiceLine, ProcessorInvoice


@dataclass(frozen=True, slots=True)
class Invoice:
    tenant_id: str
    id: str
    status: str
    currency: str
    total_cents: int
    due_cents: int
    paid_cents: int
    created_at: datetime
    period_start: datetime
    period_end: datetime
    attempts: int
    subscription_id: str | None = None
    number: str | None = None
    hosted_url: str | None = None
    lines: tuple[InvoiceLine, ...] = ()
    version: int = 0
    """Goes up with every change."""


def invoiced(tenant_id: str, told: ProcessorInvoice, before: Invoice | None) -> Invoice:
    """As `before` where nothing has changed."""
    after = Invoice(
        tenant_id=tenant_id,
        id=told.id,
        subscription_id=told.subscription_id,
        status=told.status,
        currency=told.currency,
        total_cents=told.total_cents,
        due_cents=told.due_cents,
        paid_cents=told.paid_cents,
        created_at=told.created_at,
        period_start=told.period_start,
        period_end=told.period_end,
        number=told.number,
        hosted_url=told.hosted_url,
        attempts=told.attempts,
        lines=told.lines,
        version=before.version if before else 0,
    )
    return after if after == before or before is None else replace(after, version=after.version + 1)
