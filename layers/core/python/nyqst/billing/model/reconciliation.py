"""Where ledger, meter and invoices of a tenant's month do not come to the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from nyqst.billing.model.processor import InvoiceLine
from nyqst.billing.model.report import Report


class Between(StrEnum):
    LEDGER_AND_REPORTS = "ledger_and_reports"
    """Used beyond the plan and not put down, or put down otherwise than the statement says."""
    REPORTS_AND_METER = "reports_and_meter"
    """Told, and Stripe has another sum."""
    REPORTS_AND_INVOICES = "reports_and_invoices"
    """On no invoice, or on one with another amount."""


@dataclass(frozen=True, slots=True)
class Drift:
    between: Between
    at: datetime | None
    """From when on; None where it is the month's as a whole."""
    cents: int
    """What Stripe has more than the ledger; below zero what it lacks."""
    entries: tuple[str, ...] = ()
    """Of the ledger: those among which the fault must be."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    tenant_id: str
    period: str
    overage: int
    """Units, by the ledger."""
    overage_cents: int
    sent: int
    """Units that Stripe was told."""
    invoiced_cents: int
    """On invoices that are final."""
    drifts: tuple[Drift, ...] = ()

    @property
    def drift_cents(self) -> int:
        return sum(abs(drift.cents) for drift in self.drifts)

    def told(self) -> dict[str, Any]:
        """For a line of the log."""
        return {
            "tenant": self.tenant_id,
            "period": self.period,
            "drift_cents": self.drift_cents,
            "drifts": [
                f"{drift.between} {drift.at} {drift.cents} {' '.join(drift.entries)}"
                for drift in self.drifts
            ],
        }


def named(reports: Iterable[Report]) -> tuple[str, ...]:
    return tuple(sorted({report.entry for report in reports}))


def amount_of(reports: Iterable[Report]) -> int:
    return sum(report.amount for report in reports)


def on_line(reports: Iterable[Report], line: InvoiceLine) -> tuple[Report, ...]:
    """That were told with a time that this line is for."""
    return tuple(
        report
        for report in reports
        if report.stamp is not None and line.period_start <= report.stamp < line.period_end
    )


def belongs(reports: Sequence[Report], at: datetime, period: str) -> bool:
    """Whether it is for this month to tell: that of its first report, else of its time."""
    month = reports[0].period if reports else at.strftime("%Y-%m")
    return month == period
