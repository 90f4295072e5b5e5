import json
from typing import Any

import httpx
import pytest

from tests.unit.nyqst_client.bought import (
    BOUGHT,
    EVENTS,
    NOT_BOUGHT,
    PREVIEW,
    SUBSCRIPTION,
    TENANT,
    answers,
    history,
    stream,
)
from tests.unit.nyqst_client.cli.commands import Shell
from tests.unit.nyqst_client.fake_service import Drip, FakeService, problem

_RUNS = {"feature": "research_run", "cycle": "month", "included": 200, "limit": None}
_PLAN: dict[str, Any] = {
    "code": "professional",
    "name": "Professional",
    "run_budget_micros": 2_000_000,
    "concurrent_runs": 3,
    "concurrent_runs_each": 3,
    "weight": 4,
    "model_classes": ["standard"],
    "default_class": "standard",
    "features": [{**_RUNS, "overage_cents_each": 50}],
    "prices": [
        {"interval": "month", "price_id": "price_1"},
        {"interval": "year", "price_id": "price_2"},
    ],
}
_ENTERPRISE = {**_PLAN, "code": "enterprise", "features": [], "prices": []}


def test_plans_show_what_is_included_and_how_they_are_paid(
    shell: Shell, service: FakeService
) -> None:
    service.faults += answers([_PLAN, _ENTERPRISE])
    assert shell("billing", "plans").out.splitlines() == [
        "professional\t200 a month, then $0.50 each\tmonth or year",
        "enterprise\t\t",
    ]


def test_the_status_tells_plan_subscription_and_runs(shell: Shell, service: FakeService) -> None:
    service.faults += answers(BOUGHT)
    assert shell("billing", "status").out.splitlines() == [
        "plan          professional",
        "subscription  professional, active, by the month, 1 seat, renews 2026-12-25",
        "runs          3 of 200 used",
    ]


@pytest.mark.parametrize(
    ("more", "end"),
    [
        ({"cancel_at_period_end": True, "pending_plan": "team"}, "ends 2026-12-25"),
        ({"pending_plan": "team"}, "then team from 2026-12-25 on"),
        ({"current_period_end": None}, "1 seat"),
    ],
)
def test_the_status_tells_what_comes_after_the_period(
    shell: Shell, service: FakeService, more: dict[str, Any], end: str
) -> None:
    service.faults += answers({**BOUGHT, "subscription": {**SUBSCRIPTION, **more}})
    assert shell("billing", "status").out.splitlines()[1].endswith(end)


def test_a_subscription_that_has_ended_is_over(shell: Shell, service: FakeService) -> None:
    service.faults += answers({**BOUGHT, "plan": "sandbox", "has_subscription": False})
    assert "subscription  over\n" in shell("billing", "status").out


def test_runs_beyond_what_is_included_show_their_price(shell: Shell, service: FakeService) -> None:
    runs = {"included": 200, "used": 203, "overage": 3, "overage_cents": 150}
    service.faults += answers({**BOUGHT, "runs": runs})
    assert shell("billing", "status").out.endswith("203 of 200 used, 3 more for $1.50\n")


def test_the_status_as_json_is_one_line(shell: Shell, service: FakeService) -> None:
    service.faults += answers(BOUGHT)
    (line,) = shell("billing", "status", "--json").out.splitlines()
    assert json.loads(line)["subscription"]["status"] == "active"


def test_a_stage_without_billing_says_so(shell: Shell, service: FakeService) -> None:
    service.faults += [problem(503, "billing_not_configured")] * 4
    shown = shell("billing", "status")
    assert (shown.code, "billing_not_configured" in shown.err) == (5, True)


def test_invoices_are_listed_with_what_was_paid(shell: Shell, service: FakeService) -> None:
    service.faults += answers(BOUGHT)
    shown = shell("billing", "invoices").out
    assert shown == "A-1\t2026-11-25\tpaid\t$49.00\t$49.00\thttps://pay.example/in_1\n"


def test_the_next_invoice_is_shown_as_another_plan_would_make_it(
    shell: Shell, service: FakeService
) -> None:
    service.faults += answers(TENANT, PREVIEW)
    shown = shell("billing", "upcoming", "--plan", "team", "--seats", "2")
    assert shown.out.splitlines() == [
        "-$49.00  Unused time",
        "$398.00  1 × NYQST Team",
        "$349.00  in all",
    ]
    assert json.loads(service.requests[-1].content) == {
        "plan": "team",
        "interval": "month",
        "seats": 2,
    }


def test_other_money_is_not_dollars(shell: Shell, service: FakeService) -> None:
    service.faults += answers(TENANT, {**PREVIEW, "currency": "eur"})
    assert shell("billing", "upcoming").out.splitlines()[-1] == "349.00 EUR  in all"


def test_a_tenant_without_a_subscription_has_no_next_invoice(
    shell: Shell, service: FakeService
) -> None:
    service.faults += [*answers(TENANT), problem(404, "subscription_not_found")]
    assert shell("billing", "upcoming").code == 4


def test_cards_are_listed_by_what_they_end_in(shell: Shell, service: FakeService) -> None:
    card = {"id": "pm_1", "kind": "card", "brand": "visa", "last4": "4242", "is_default": True}
    service.faults += answers(TENANT, [card])
    assert shell("billing", "methods").out == "pm_1\tvisa\t4242\tdefault\n"


def test_the_portal_is_printed_where_nobody_sits(shell: Shell, service: FakeService) -> None:
    service.faults += answers({"portal_url": "https://pay.example/p"})
    assert shell("billing", "portal").out == "https://pay.example/p\n"


def test_what_has_happened_is_told_a_line_each(shell: Shell, service: FakeService) -> None:
    service.faults += answers(TENANT, history(*EVENTS))
    started, paid = shell("billing", "events").out.splitlines()
    assert started.split() == [
        *started.split()[:3],
        "subscription.started",
        "professional,",
        "active",
    ]
    assert paid.split()[-2:] == ["invoice.paid", "$49.00"]


def test_events_for_programs_are_as_they_came(shell: Shell, service: FakeService) -> None:
    service.faults += answers(TENANT, history(*EVENTS))
    shown = shell("billing", "events", "--json").out
    assert [json.loads(line) for line in shown.splitlines()] == EVENTS


def test_events_are_followed_from_a_number_until_the_service_refuses(
    shell: Shell, service: FakeService
) -> None:
    service.faults.append(httpx.Response(200, stream=Drip(stream(EVENTS[1:]))))
    service.faults.append(problem(401, "not_authenticated"))
    shown = shell("billing", "events", "--follow", "--after", "1")
    assert (shown.code, shown.out.split()[-2:]) == (3, ["invoice.paid", "$49.00"])
    asked = [request.headers.get("last-event-id") for request in service.requests]
    assert asked == ["1", "2"]


def test_nothing_that_was_bought_is_shown_as_such(shell: Shell, service: FakeService) -> None:
    service.faults += answers(NOT_BOUGHT)
    assert "subscription" not in shell("billing", "status").out


def test_months_show_what_was_used_beyond_the_plan(shell: Shell, service: FakeService) -> None:
    month = {
        "period": "2026-11",
        "state": "closed",
        "used": 203,
        "included": 200,
        "overage": 3,
        "overage_cents": 150,
        "sent": 3,
        "closed_at": "2026-12-01T00:15:00Z",
    }
    service.faults += answers(TENANT, {"items": [month], "next_cursor": None})
    assert shell("billing", "months").out == "2026-11\tclosed\t203\t200\t3\t$1.50\n"
