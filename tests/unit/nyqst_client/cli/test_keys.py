import json

import httpx
import pytest

from tests.unit.nyqst_client.cli.commands import Shell
from tests.unit.nyqst_client.fake_service import FakeService
from tests.unit.nyqst_client.resources.test_api_keys import KEY

LISTED = {name: value for name, value in KEY.items() if name != "key"}


def test_a_key_is_made_and_shown(shell: Shell, service: FakeService) -> None:
    service.faults.append(httpx.Response(201, json=KEY))
    shown = shell("keys", "create", "laptop", "--scope", "read", "--scope", "write")
    assert (shown.code, shown.out) == (0, "nyq_secret\n")
    assert json.loads(service.requests[-1].content)["scopes"] == ["read", "write"]


def test_a_key_may_only_read_if_nothing_is_said(shell: Shell, service: FakeService) -> None:
    service.faults.append(httpx.Response(201, json=KEY))
    shell("keys", "create", "laptop")
    assert json.loads(service.requests[-1].content)["scopes"] == ["read"]


def test_keys_are_listed_without_themselves(shell: Shell, service: FakeService) -> None:
    service.faults.append(httpx.Response(200, json={"items": [LISTED], "next_cursor": None}))
    shown = shell("keys", "list")
    assert "key_1" in shown.out
    assert "nyq_secret" not in shown.out


@pytest.mark.parametrize(
    ("arguments", "out"), [(["rotate", "key_1"], "nyq_secret\n"), (["revoke", "key_1"], "key_1")]
)
def test_a_key_is_rotated_or_revoked(
    shell: Shell, service: FakeService, arguments: list[str], out: str
) -> None:
    answer = httpx.Response(201, json=KEY) if "rotate" in arguments else httpx.Response(204)
    service.faults.append(answer)
    shown = shell("keys", *arguments)
    assert shown.code == 0
    assert out in shown.out
