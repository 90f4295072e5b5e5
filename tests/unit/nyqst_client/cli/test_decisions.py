import json
from typing import Any

import httpx

from tests.unit.nyqst_client.cli.commands import Shell
from tests.unit.nyqst_client.fake_service import FakeService

_TOLD: dict[str, Any] = {
    "outcome": "denied",
    "reason": "rate_limited",
    "scope": "day",
    "waived_by": None,
    "facts": {"limit": 10},
    "retry_after_s": 60,
}
_DECISION = {
    **_TOLD,
    "id": "dec_1",
    "at": "2026-11-25T12:00:00Z",
    "run_id": "run_1",
    "user_id": "usr_1",
    "plan": "sandbox",
    "feature": "research_run",
    "needs": [],
    "quantity": 1,
    "enforcement": "enforce",
    "bypassed": False,
    "policy_version": 1,
}
_RULE = {
    "rule": "the day's tokens are not used up",
    "holds": False,
    "saw": {"limit": 10},
    "if_not": "rate_limited",
    "scope": "day",
    "waived_by": None,
}
_EXPLANATION = {
    "decision": _DECISION,
    "rules": [
        {**_RULE, "rule": "so much is left of the period", "holds": None, "saw": {}},
        {**_RULE, "waived_by": "observe"},
    ],
    "replayed": _TOLD,
    "comes_out_the_same": True,
    "policy_has_changed": True,
    "today": {**_TOLD, "outcome": "permitted", "reason": "within_limits", "retry_after_s": None},
}


def test_decisions_are_listed_with_their_reasons(shell: Shell, service: FakeService) -> None:
    service.faults.append(httpx.Response(200, json={"items": [_DECISION], "next_cursor": None}))
    shown = shell("usage", "decisions", "--outcome", "denied")
    assert (shown.code, shown.out.split("\t")[0]) == (0, "dec_1")
    assert "rate_limited" in shown.out
    assert service.requests[-1].url.params["outcome"] == "denied"


def test_an_outcome_that_there_is_not_is_not_asked_for(shell: Shell, service: FakeService) -> None:
    assert shell("usage", "decisions", "--outcome", "maybe").code == 2
    assert service.requests == []


def test_a_decision_is_explained_rule_by_rule(shell: Shell, service: FakeService) -> None:
    service.faults.append(httpx.Response(200, json=_EXPLANATION))
    head, unseen, waived, again, today = shell("usage", "explain", "dec_1").out.splitlines()
    assert head.endswith("denied, rate_limited, come again in 60 s")
    assert unseen == "  not seen  so much is left of the period"
    assert waived.split("  ")[1:] == [
        "no",
        "",
        "",
        "",
        "the day's tokens are not used up (waived: observe)",
        "limit=10",
    ]
    assert again == "Decided again from what was seen: the same"
    assert today == "Today, under another policy: permitted, within_limits"


def test_a_decision_that_comes_out_otherwise_says_how(shell: Shell, service: FakeService) -> None:
    other = {**_EXPLANATION, "comes_out_the_same": False, "policy_has_changed": False}
    service.faults.append(httpx.Response(200, json=other))
    *_, again, today = shell("usage", "explain", "dec_1").out.splitlines()
    assert again.endswith("denied, rate_limited, come again in 60 s")
    assert today.startswith("Today: ")


def test_an_explanation_as_json_is_one_line(shell: Shell, service: FakeService) -> None:
    service.faults.append(httpx.Response(200, json=_EXPLANATION))
    (line,) = shell("usage", "explain", "dec_1", "--json").out.splitlines()
    assert json.loads(line)["today"]["outcome"] == "permitted"
