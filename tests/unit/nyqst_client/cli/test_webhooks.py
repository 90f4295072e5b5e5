import json
from typing import Any

import httpx
import pytest

from tests.unit.nyqst_client.cli.commands import Shell
from tests.unit.nyqst_client.fake_service import FakeService

WEBHOOK: dict[str, Any] = {
    "id": "whk_1",
    "url": "https://hooks.example.com/",
    "types": ["run.failed"],
    "created_at": "2026-11-25T12:00:00Z",
    "enabled": False,
    "given_up": 3,
    "old_secret_until": None,
}
DELIVERY: dict[str, Any] = {
    "id": "dlv_1",
    "event_id": "evt_1",
    "type": "run.failed",
    "status": "given_up",
    "created_at": "2026-11-25T12:00:00Z",
    "next_at": None,
    "attempts": [
        {"at": "2026-11-25T12:00:00Z", "status": 500, "error": None, "answer": "", "took_ms": 3},
        {"at": "2026-11-25T12:01:00Z", "status": None, "error": "timeout"},
    ],
    "body": "{}",
}


def page(*items: dict[str, Any]) -> httpx.Response:
    return httpx.Response(200, json={"items": list(items), "next_cursor": None})


def test_a_webhook_is_made_and_its_secret_shown(shell: Shell, service: FakeService) -> None:
    service.faults.append(httpx.Response(201, json={**WEBHOOK, "secret": "whsec_x"}))
    shown = shell("webhooks", "add", "https://hooks.example.com/", "--on", "run.failed")
    assert (shown.code, shown.out) == (0, "whk_1\twhsec_x\n")
    sent = json.loads(service.requests[-1].content)
    assert sent == {"url": "https://hooks.example.com/", "types": ["run.failed"]}


def test_a_webhook_is_told_the_usual_things_if_nothing_is_said(
    shell: Shell, service: FakeService
) -> None:
    service.faults.append(httpx.Response(201, json={**WEBHOOK, "secret": "whsec_x"}))
    shell("webhooks", "add", "https://hooks.example.com/")
    sent = json.loads(service.requests[-1].content)
    assert sent["types"] == ["run.finished", "run.failed", "quota.alert"]


def test_one_that_is_switched_off_shows_it(shell: Shell, service: FakeService) -> None:
    service.faults.append(page(WEBHOOK))
    shown = shell("webhooks", "list")
    assert shown.out == "whk_1\tno\trun.failed\thttps://hooks.example.com/\n"


def test_deliveries_show_how_often_and_what_came_last(shell: Shell, service: FakeService) -> None:
    service.faults.append(page(DELIVERY))
    shown = shell("webhooks", "deliveries", "whk_1")
    assert shown.out == "dlv_1\trun.failed\tgiven_up\t2\ttimeout\t\n"


@pytest.mark.parametrize(
    ("arguments", "method", "path", "answer"),
    [
        (["replay", "whk_1", "dlv_1"], "POST", "whk_1/deliveries/dlv_1/replay", DELIVERY),
        (["ping", "whk_1"], "POST", "whk_1/ping", DELIVERY),
        (["rotate", "whk_1"], "POST", "whk_1/rotate", {**WEBHOOK, "secret": "whsec_y"}),
        (["on", "whk_1"], "PATCH", "whk_1", WEBHOOK),
        (["remove", "whk_1"], "DELETE", "whk_1", None),
    ],
)
def test_what_is_asked_of_a_webhook_is_done(
    shell: Shell,
    service: FakeService,
    arguments: list[str],
    method: str,
    path: str,
    answer: dict[str, Any] | None,
) -> None:
    service.faults.append(httpx.Response(200, json=answer) if answer else httpx.Response(204))
    shown = shell("webhooks", *arguments)
    assert (shown.code, shown.out != "") == (0, True)
    request = service.requests[-1]
    assert (request.method, request.url.path) == (method, f"/v1/webhooks/{path}")
