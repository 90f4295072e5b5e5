"""What holds for all tenants at once, over HTTP."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform
from nyqst.identity.model import Caller
from nyqst.identity.model.tenant import OPERATOR
from nyqst.identity.plan import PlanCode
from tests.builders import a_caller
from tests.functions.conftest import key_for, signed_in
from tests.functions.service import made, problem_of

SWITCHES = "/v1/platform/switches"


@pytest.fixture
def caller(tenant: str) -> Caller:
    return a_caller(tenant, plan=PlanCode.SANDBOX)


@pytest.fixture
def operator(services: Platform, api_client: TestClient) -> TestClient:
    return signed_in(api_client, key_for(services, a_caller(OPERATOR)))


@pytest.fixture
def bypassing(operator: TestClient) -> Iterator[TestClient]:
    """Turned before this function has read the switch for the first time."""
    made(operator.put(SWITCHES, json={"bypass_limits": True}), 200)
    yield operator
    made(operator.put(SWITCHES, json={"bypass_limits": False}), 200)


def test_the_bypass_lets_through_and_is_told(api: TestClient, bypassing: TestClient) -> None:
    assert bypassing.get(SWITCHES).json() == {"bypass_limits": True}
    made(api.post("/v1/runs", json={"query": "How many?", "mode": "super_report"}), 202)
    (decision,) = made(api.get("/v1/usage/decisions"), 200)["items"]
    assert (decision["outcome"], decision["waived_by"]) == ("let_through", "bypass")
    assert decision["bypassed"]


def test_only_the_operator_turns_a_switch(api: TestClient) -> None:
    problem_of(api.get(SWITCHES), 403, "operator_only")
    problem_of(api.put(SWITCHES, json={"bypass_limits": True}), 403, "operator_only")


def test_a_switch_is_on_or_off(operator: TestClient) -> None:
    problem_of(operator.put(SWITCHES, json={"bypass_limits": "yes"}), 422, "invalid_request")
