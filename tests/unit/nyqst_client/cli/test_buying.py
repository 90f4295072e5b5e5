import json
import sys
import webbrowser
from io import StringIO

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

URL = "https://pay.example/cs_1"
CHECKOUT = {"id": "cs_1", "checkout_url": URL}


def asked(service: FakeService) -> list[tuple[str, str]]:
    return [(request.method, request.url.path) for request in service.requests]


def told(events: list[bytes]) -> httpx.Response:
    return httpx.Response(200, stream=Drip(events))


def says(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(line))


def test_a_plan_is_bought_at_a_page_and_waited_for(shell: Shell, service: FakeService) -> None:
    service.faults += answers(TENANT, NOT_BOUGHT, history(EVENTS[0]), CHECKOUT)
    service.faults.append(told([b": heartbeat\n\n", *stream([{**EVENTS[1], "seq": 2}])]))
    service.faults += answers(NOT_BOUGHT, BOUGHT, BOUGHT)
    shown = shell("billing", "upgrade", "professional", "--year", "--seats", "3")
    url, event, plan, *_ = shown.out.splitlines()
    assert (shown.code, url, plan) == (0, URL, "plan          professional")
    assert event.endswith("$49.00")
    wanted = {"plan": "professional", "interval": "year", "seats": 3}
    assert json.loads(service.requests[3].content) == wanted
    assert service.requests[4].headers["last-event-id"] == "1"


def test_what_is_not_paid_for_in_time_is_not_waited_for_any_more(
    shell: Shell, service: FakeService
) -> None:
    service.faults += answers(TENANT, NOT_BOUGHT, history(), CHECKOUT)
    for _ in range(20):
        service.faults += [told([b": heartbeat\n\n"]), *answers(NOT_BOUGHT)]
    shown = shell("billing", "upgrade", "professional", "--wait", "1")
    assert (shown.code, "It is not paid for yet" in shown.err) == (1, True)


def test_nothing_is_waited_for_if_so_asked(shell: Shell, service: FakeService) -> None:
    service.faults += answers(TENANT, NOT_BOUGHT, history(), CHECKOUT)
    shown = shell("billing", "upgrade", "professional", "--wait", "0")
    assert (shown.code, shown.out, service.faults) == (0, f"{URL}\n", [])


@pytest.mark.parametrize(("option", "opened"), [("--open", [URL]), ("--no-open", [])])
def test_the_page_is_opened_on_a_terminal(
    shell: Shell,
    service: FakeService,
    monkeypatch: pytest.MonkeyPatch,
    option: str,
    opened: list[str],
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(webbrowser, "open", seen.append)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    service.faults += answers(TENANT, NOT_BOUGHT, history(), CHECKOUT)
    shown = shell("billing", "upgrade", "professional", "--wait", "0", option)
    assert (seen, shown.out) == (opened, f"{URL}\n")


def test_a_plan_that_nobody_sells_is_refused(shell: Shell, service: FakeService) -> None:
    service.faults += [*answers(TENANT, NOT_BOUGHT, history()), problem(422, "plan_unknown")]
    shown = shell("billing", "upgrade", "platinum")
    assert (shown.code, "plan_unknown" in shown.err) == (2, True)


def test_a_change_is_shown_and_asked_about(
    shell: Shell, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, "y\n")
    service.faults += answers(TENANT, BOUGHT, PREVIEW, SUBSCRIPTION, BOUGHT)
    shown = shell("billing", "upgrade", "team")
    assert shown.code == 0
    assert "$349.00  in all" in shown.err
    assert asked(service)[2:4] == [
        ("POST", "/v1/billing/tenants/ten_a/upcoming-invoice"),
        ("POST", "/v1/billing/tenants/ten_a/subscription/plan"),
    ]


def test_who_does_not_agree_changes_nothing(
    shell: Shell, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, "n\n")
    service.faults += answers(TENANT, BOUGHT, PREVIEW)
    assert shell("billing", "upgrade", "team").code == 1
    assert len(service.requests) == 3


def test_a_change_with_yes_is_not_asked_about(shell: Shell, service: FakeService) -> None:
    service.faults += answers(TENANT, BOUGHT, {**SUBSCRIPTION, "plan": "team"}, BOUGHT)
    assert shell("billing", "upgrade", "team", "--yes").code == 0
    assert json.loads(service.requests[2].content)["timing"] == "immediate"


def test_seats_change_with_the_plan(shell: Shell, service: FakeService) -> None:
    service.faults += answers(TENANT, BOUGHT, SUBSCRIPTION, SUBSCRIPTION, BOUGHT)
    shell("billing", "upgrade", "team", "--yes", "--seats", "4")
    request = service.requests[3]
    assert (request.method, json.loads(request.content)) == ("PATCH", {"seats": 4})


def test_a_change_at_the_periods_end_shows_when_that_is(
    shell: Shell, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, "y\n")
    service.faults += answers(TENANT, BOUGHT, SUBSCRIPTION, SUBSCRIPTION, BOUGHT)
    shown = shell("billing", "upgrade", "team", "--at-period-end")
    assert "Until the period ends on 2026-12-25 nothing changes" in shown.err
    assert json.loads(service.requests[3].content)["timing"] == "period_end"


def test_without_a_subscription_no_period_ends(shell: Shell, service: FakeService) -> None:
    service.faults += answers(TENANT, NOT_BOUGHT)
    assert shell("billing", "upgrade", "team", "--at-period-end").code == 2


def test_seats_do_not_wait_for_the_periods_end(shell: Shell, service: FakeService) -> None:
    assert shell("billing", "upgrade", "team", "--at-period-end", "--seats", "2").code == 2
    assert service.requests == []


def test_a_subscription_is_cancelled_with_its_period(shell: Shell, service: FakeService) -> None:
    service.faults += answers(TENANT, SUBSCRIPTION, BOUGHT)
    assert shell("billing", "cancel").code == 0
    assert json.loads(service.requests[1].content) == {"timing": "period_end"}


def test_a_subscription_is_ended_at_once_when_that_is_meant(
    shell: Shell, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, "n\n")
    service.faults += answers(TENANT)
    assert shell("billing", "cancel", "--now").code == 1
    service.faults += answers(TENANT, SUBSCRIPTION, {**BOUGHT, "has_subscription": False})
    assert shell("billing", "cancel", "--now", "--yes").code == 0
    assert json.loads(service.requests[-2].content) == {"timing": "immediate"}


def test_a_subscription_that_would_end_goes_on(shell: Shell, service: FakeService) -> None:
    service.faults += answers(TENANT, SUBSCRIPTION, BOUGHT)
    assert "renews 2026-12-25" in shell("billing", "resume").out
    assert json.loads(service.requests[1].content) == {"auto_renew": True}
