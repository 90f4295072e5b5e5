"""Months, what of them Stripe is told, and lines of invoices: in memory and in DynamoDB alike."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.billing.model.invoice import Invoice
from nyqst.billing.model.processor import InvoiceLine
from nyqst.billing.model.report import Report
from nyqst.billing.model.statement import Statement
from nyqst.billing.statements import Statements
from nyqst.bootstrap.layout import EVERY_RECORD
from nyqst.errors import Conflict
from nyqst.identity.dynamodb import DynamoRecords
from nyqst.identity.ports import Records
from nyqst.identity.records import Added, Changed, ref
from tests.aws import Aws
from tests.builders import NOW
from tests.fakes.records import MemoryRecords

MONTH = "2026-11"


@pytest.fixture(params=["memory", "dynamodb"])
def records(request: pytest.FixtureRequest) -> Records:
    if request.param == "memory":
        return MemoryRecords()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoRecords(aws.app, EVERY_RECORD)


def a_report(tenant: str, number: int) -> Report:
    entry = f"run_{number:03}#0000"
    return Report(tenant, MONTH, f"{entry}.0", entry, 1, 50, NOW, NOW)


def test_reports_are_put_down_with_what_their_statement_counts(
    records: Records, tenant: str
) -> None:
    statements, new = Statements(records), [a_report(tenant, number) for number in range(60)]
    statements.put_down(Statement(tenant, MONTH), new)
    kept = statements.find(tenant, MONTH)
    assert kept is not None
    assert (kept.overage, kept.overage_cents, kept.unsent) == (60, 3_000, 60)
    assert list(statements.reports(tenant, MONTH)) == new


def test_of_two_who_put_down_at_once_one_is_refused(records: Records, tenant: str) -> None:
    statements, before = Statements(records), Statement(tenant, MONTH)
    statements.put_down(before, [a_report(tenant, 1)])
    with pytest.raises(Conflict):
        statements.put_down(before, [a_report(tenant, 2)])
    assert list(statements.reports(tenant, MONTH)) == [a_report(tenant, 1)]


def test_what_is_sent_is_counted_once(records: Records, tenant: str) -> None:
    statements, report = Statements(records), a_report(tenant, 1)
    before = statements.put_down(Statement(tenant, MONTH), [report])
    statements.mark_sent(before, [(report, report.sent(NOW))])
    with pytest.raises(Conflict):
        statements.mark_sent(before, [(report, report.sent(NOW))])
    kept = statements.find(tenant, MONTH)
    assert kept is not None
    assert kept.sent == 1


def test_the_lines_of_an_invoice_are_read_back_as_they_were(records: Records, tenant: str) -> None:
    end = NOW + timedelta(days=30)
    line = InvoiceLine("3 × Plan", 150, 3, NOW, end, "price_over")
    bare = Invoice(tenant, "in_1", "draft", "usd", 150, 150, 0, NOW, NOW, end, 0)
    records.commit(Added(bare))
    records.commit(Changed(bare, replace(bare, lines=(line, line), version=1)))
    found = records.get(ref(Invoice, tenant_id=tenant, id="in_1"))
    assert found is not None
    assert found.lines == (line, line)
