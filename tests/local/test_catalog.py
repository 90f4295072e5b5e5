"""An operator changes what a plan may, and the next run is admitted or denied by it."""

import time
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import httpx
import pytest

from infra.local import deployment, stack
from infra.local.seed import seed_tenant
from nyqst.identity.model.tenant import OPERATOR
from nyqst.metering.catalog.kept import FRESH_FOR
from nyqst_client import Client
from nyqst_client.errors import Refused
from nyqst_client.model.catalog import CatalogChange
from tests.local.place import QUESTION, Place

pytestmark = pytest.mark.local

PLAN = "enterprise"
"""That no other tenant of the stack has."""


@pytest.fixture(scope="module")
def operators_key(local: stack.LocalStack) -> str:
    settings = deployment.settings_of(deployment.outputs())
    return seed_tenant(local.emulator_port, settings, OPERATOR)


@pytest.fixture
def operator(local: stack.LocalStack, operators_key: str) -> Iterator[Client]:
    with Client(local.api_url, operators_key) as client:
        yield client


@pytest.fixture
def on_the_plan(empty_place: Place, operators_key: str) -> Place:
    path = f"{empty_place.local.api_url}/v1/tenants/{empty_place.tenant_id}/plan"
    answer = httpx.put(path, json={"plan": PLAN}, headers={"X-API-Key": operators_key}, timeout=60)
    answer.raise_for_status()
    return empty_place


def without_runs(catalog: dict[str, Any]) -> dict[str, Any]:
    changed = deepcopy(catalog)
    changed["plans"][PLAN]["features"]["research_run"] = {"cycle": "month", "included": 0}
    return changed


def put(operator: Client, catalog: dict[str, Any]) -> CatalogChange:
    """And waits as long as it may take until every function goes by it."""
    change = operator.catalogs.apply({**catalog, "version": operator.catalogs.get()["version"]})
    time.sleep(FRESH_FOR.total_seconds())
    return change


def start(place: Place) -> None:
    run = place.client.runs.start(QUESTION)
    place.client.runs.cancel(run.id)


def test_a_changed_limit_is_tried_and_then_holds_for_the_next_run(
    operator: Client, on_the_plan: Place
) -> None:
    place, before = on_the_plan, operator.catalogs.get()
    start(place)
    tried = operator.catalogs.plan(without_runs(before))
    assert not tried.stored
    paths = {each.path: (each.before, each.after) for each in tried.differences}
    assert paths[f"plans.{PLAN}.features.research_run.included"] == ("10000", "0")
    assert tried.impact is not None
    assert place.tenant_id in {id_ for each in tried.impact.touched for id_ in each.tenant_ids}
    assert operator.catalogs.get() == before
    start(place)
    try:
        assert put(operator, without_runs(before)).stored
        with pytest.raises(Refused) as refused:
            start(place)
    finally:
        put(operator, before)
    assert refused.value.code == "quota_exceeded"
    start(place)
    kept = place.http.get("/v1/usage/decisions?outcome=denied").json()["items"]
    assert [(each["reason"], each["facts"]["limit"]) for each in kept] == [("quota_exceeded", 0)]
    told = place.http.get(f"/v1/usage/decisions/{kept[0]['id']}").json()
    assert (told["comes_out_the_same"], told["today"]["outcome"]) == (True, "permitted")
