"""Erasing, cut short behind every call it makes: whoever comes next goes on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform, platform
from nyqst.estate.erase import EraseTenants, erasure_id
from nyqst.identity.model import Caller
from tests.aws import Aws
from tests.builders import a_caller
from tests.functions.conftest import key_for, signed_in
from tests.functions.service import made
from tests.functions.traces import erase, traces


@pytest.fixture
def at_once(services: Platform) -> Iterator[None]:
    """No time of grace, as on one machine."""
    assert services is not platform()
    request, platform().estate.request_erasure = (
        platform().estate.request_erasure,
        replace(platform().estate.request_erasure, grace=timedelta()),
    )
    yield
    platform().estate.request_erasure = request


@dataclass
class _Breaks:
    """Passes calls on until one has been made too many: then the caller is gone."""

    target: Any
    count: list[int]
    at: int

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.target, name)

        def call(*arguments: Any) -> Any:
            answer = method(*arguments)
            self.count[0] += 1
            if self.count[0] == self.at:
                raise InterruptedError(name)
            return answer

        return call


def _breaking(eraser: EraseTenants, at: int) -> EraseTenants:
    count = [0]
    names = ("erasures", "estates", "files", "runs")
    ports = {name: _Breaks(getattr(eraser, name), count, at) for name in names}
    return replace(eraser, **ports)  # type: ignore[arg-type]


@pytest.mark.usefixtures("at_once")
def test_it_goes_on_from_wherever_it_was_interrupted(
    services: Platform, aws: Aws, api_client: TestClient, tenant: str
) -> None:
    points, interrupted = 0, True
    while interrupted:
        points += 1
        mine = a_caller(f"{tenant}p{points}")
        api = signed_in(api_client, key_for(services, mine))
        _three_rows_and_a_file(aws, mine)
        name = api.get("/v1/tenant").json()["name"]
        made(api.post(f"/v1/tenants/{mine.tenant_id}/erase", json={"name": name}), 202)
        interrupted = _broken_off(services, points)
        erase(services)
        assert traces(aws, mine) == []
        left = services.estate.erasures.get(erasure_id(mine.tenant_id))
        assert left.totals == {"2026-10 llm_tokens": 42, "2026-10 cost_micros": 7}
    assert points > 20


def _broken_off(services: Platform, at: int) -> bool:
    until = services.clock.now() + timedelta(minutes=5)
    try:
        _breaking(services.estate.erase_tenants, at)(until)
    except InterruptedError:
        return True
    return False


def _three_rows_and_a_file(aws: Aws, caller: Caller) -> None:
    entry = {
        "pk": {"S": f"{caller.tenant_id}#LEDGER#llm_tokens#2026-10-31#0"},
        "sk": {"S": "run_1#0000"},
        "q": {"N": "42"},
        "f": {"M": {"cost_micros": {"N": "7"}}},
    }
    aws.dynamodb.put_item(TableName=aws.usage_table, Item=entry)
    event = {"pk": {"S": f"{caller.tenant_id}#RUN#run_1"}, "sk": {"N": "1"}}
    aws.dynamodb.put_item(TableName=aws.events_table, Item=event)
    aws.s3.put_object(Bucket=aws.bucket, Key=f"{caller.tenant_id}/ab/abc", Body=b"x")
