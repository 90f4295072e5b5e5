"""A month of fifty tenants: ledger, Stripe's meter and its invoices come to one and the same."""

from copy import deepcopy
from typing import Any

import pytest

from nyqst.billing.model.prices import Interval
from nyqst.billing.model.reconciliation import Between
from nyqst.billing.model.statement import StatementState
from tests.simulation.billing.month import MONTH, Month

CENTS = 50


@pytest.fixture(scope="module")
def month() -> Month:
    passed = Month(seed=1)
    passed()
    return passed


def ledger(month: Month) -> dict[str, int]:
    """Units beyond what was included, as they are on statements."""
    found = {name: month.till.statements.find(name, MONTH) for name in month.names}
    return {name: each.overage for name, each in found.items() if each}


def metered(month: Month) -> dict[str, int]:
    """By Stripe's meter, over all time."""
    usage = month.till.twin.account.usage
    return {
        each.tenant_id: sum(int(event["payload"]["value"]) for event in usage.get(each.id, ()))
        for each in month.customers()
    }


def invoiced(month: Month) -> dict[str, int]:
    """Cents on final invoices for the metered price."""
    found = dict.fromkeys(month.names, 0)
    owners = {each.id: each.tenant_id for each in month.customers()}
    for invoice in month.till.twin.account.all("invoice"):
        assert invoice["status"] != "draft"
        for line in invoice["lines"]["data"]:
            price = line["pricing"]["price_details"]["price"]
            if price.startswith("price_over"):
                found[owners[invoice["customer"]]] += line["amount"]
    return found


def by_the_month(month: Month) -> set[str]:
    found = set()
    for name in month.names:
        month.till.buyer = name
        if month.till.subscription.billing_interval is Interval.MONTH:
            found.add(name)
    return found


def test_ledger_meter_and_invoices_agree_to_the_cent(month: Month) -> None:
    units, cents = ledger(month), invoiced(month)
    assert sum(units.values()) > 1_000
    assert metered(month) == units
    for name in by_the_month(month):
        assert cents[name] == units[name] * CENTS


def test_reconciliation_finds_nothing(month: Month) -> None:
    assert len(month.reconciled()) == month.tenants
    assert month.drift_cents == 0


def test_every_month_is_closed(month: Month) -> None:
    found = [month.till.statements.find(name, MONTH) for name in month.names]
    assert {each.state for each in found if each} == {StatementState.CLOSED}


def test_to_close_again_changes_nothing(month: Month) -> None:
    def kept() -> Any:
        told = month.till.twin.account.usage
        return deepcopy((month.till.records._rows, told))

    before = kept()
    assert month.till.report().units == 0
    assert kept() == before


def test_an_event_that_stripe_lost_is_named() -> None:
    month = Month(seed=2, tenants=12, loses_on=12)
    month()
    lost = month.lost
    assert lost is not None
    (found,) = [each for each in month.reconciled() if each.drifts]
    (drift,) = found.drifts
    assert found.tenant_id == lost.tenant_id
    assert drift.between is Between.REPORTS_AND_METER
    assert drift.cents == -lost.amount
    assert drift.entries == (lost.entry,)
