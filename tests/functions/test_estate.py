"""A tenant's everything, over HTTP: handed over, and erased without a trace."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform, platform
from nyqst.clock import SystemClock
from nyqst.estate.erase import erasure_id
from nyqst.estate.registry import OWNED
from nyqst.identity.model import Caller, Role
from nyqst.identity.model.tenant import OPERATOR
from nyqst.research.model.run import RunStatus
from tests.aws import Aws
from tests.builders import a_caller
from tests.functions.conftest import key_for, signed_in
from tests.functions.service import announced, fetch, made, problem_of, upload
from tests.functions.traces import address, erase, traces

_IN_A_YEAR = SystemClock().now() + timedelta(days=365)
TEXT = b"The ferry sails at nine. It may be late."


@pytest.fixture
def operator(services: Platform, api_client: TestClient) -> TestClient:
    return signed_in(api_client, key_for(services, a_caller(OPERATOR)))


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


def settle(api: TestClient, caller: Caller, aws: Aws, services: Platform) -> str:
    """Lives a little: documents, runs, invitations, wrong passwords. Tells a run's id."""
    file = announced("ferry.txt", TEXT)
    (found,) = made(api.post("/v1/documents", json={"files": [file]}), 201)["documents"]
    upload(found["upload"], TEXT)
    run = made(api.post("/v1/runs", json={"query": "When?"}, headers=_once("run")), 202)
    other = made(api.post("/v1/runs", json={"query": "Why?"}), 202)
    made(api.post(f"/v1/runs/{other['id']}/cancel"), 200)
    invited = {"role": "member", "uses": 1}
    made(api.post("/v1/invitations", json=invited, headers=_once("inv")), 201)
    api.post("/v1/auth/login", json={"email": address(caller), "password": "wrong, wrong, wrong"})
    services.metering.sweep_meters()
    for table, word in OWNED:
        name = getattr(aws, f"{table}_table")
        sk = {"N": "7"} if table == "events" else {"S": "ROW"}
        key = {"pk": {"S": f"{caller.tenant_id}#{word}#kind"}, "sk": sk}
        aws.dynamodb.put_item(TableName=name, Item={**key, "of": {"S": word}})
    return str(run["id"])


def _once(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key}


@pytest.mark.usefixtures("at_once")
def test_nothing_is_left_of_an_erased_tenant(
    api: TestClient,
    operator: TestClient,
    services: Platform,
    caller: Caller,
    aws: Aws,
) -> None:
    settle(api, caller, aws, services)
    assert traces(aws, caller)
    name = api.get("/v1/tenant").json()["name"]
    path = f"/v1/tenants/{caller.tenant_id}/erase"
    asked = made(operator.post(path, json={"name": name}, headers=_once("era")), 202)
    assert asked["requested_by"] == "usr_a"
    erase(services)
    assert traces(aws, caller) == []
    left = operator.get(f"/v1/erasures/{asked['id']}").json()
    assert left["state"] == "erased"
    assert left["erased_at"]
    month = left["requested_at"][:7]
    assert left["totals"] == {f"{month} research_run": 0}


@pytest.mark.usefixtures("at_once")
def test_what_another_tenant_has_stays(
    api: TestClient,
    others: TestClient,
    services: Platform,
    caller: Caller,
    aws: Aws,
) -> None:
    made(others.post("/v1/runs", json={"query": "When?"}), 202)
    theirs = replace(caller, tenant_id=f"{caller.tenant_id}x")
    before = traces(aws, theirs)
    name = api.get("/v1/tenant").json()["name"]
    made(api.post(f"/v1/tenants/{caller.tenant_id}/erase", json={"name": name}), 202)
    erase(services)
    assert traces(aws, theirs) == before
    assert others.get("/v1/runs").json()["items"]


def test_nobody_gets_in_from_the_moment_it_is_asked_for(
    api: TestClient, services: Platform, caller: Caller, aws: Aws, operator: TestClient
) -> None:
    run_id = settle(api, caller, aws, services)
    name = api.get("/v1/tenant").json()["name"]
    path = f"/v1/tenants/{caller.tenant_id}/erase"
    asked = made(api.post(path, json={"name": name}), 202)
    assert asked["requested_by"] == "owner"
    problem_of(api.get("/v1/runs"), 403, "tenant_suspended")
    erase(services)
    assert services.research.runs.list(caller.tenant_id, 10, None).items, (
        "it is in its time of grace"
    )
    assert operator.delete(path).status_code == 204
    assert api.get(f"/v1/runs/{run_id}").status_code == 200
    problem_of(operator.get(f"/v1/erasures/{asked['id']}"), 404, "erasure_not_found")


@pytest.mark.usefixtures("at_once")
def test_runs_that_go_on_are_cancelled(api: TestClient, services: Platform, caller: Caller) -> None:
    made(api.post("/v1/runs", json={"query": "When?"}), 202)
    name = api.get("/v1/tenant").json()["name"]
    made(api.post(f"/v1/tenants/{caller.tenant_id}/erase", json={"name": name}), 202)
    job = services.estate.erasures.get(erasure_id(caller.tenant_id))
    until = services.clock.now() + timedelta(minutes=5)
    stopped = replace(services.estate.erase_tenants, estates=_Unreachable())
    with pytest.raises(InterruptedError):
        stopped(until)
    assert job.tenant_id == caller.tenant_id
    (run,) = services.research.runs.list(caller.tenant_id, 10, None).items
    assert (run.status, run.closed) == (RunStatus.CANCELLED, True)


def test_an_erasure_says_the_tenants_name(api: TestClient, caller: Caller) -> None:
    answer = api.post(f"/v1/tenants/{caller.tenant_id}/erase", json={"name": "Somebody"})
    problem_of(answer, 422, "name_differs")
    assert api.get("/v1/tenant").json()["status"] == "active"


def test_another_tenant_is_not_there_to_be_erased(others: TestClient, caller: Caller) -> None:
    answer = others.post(f"/v1/tenants/{caller.tenant_id}/erase", json={"name": "x"})
    problem_of(answer, 404, "tenant_not_found")


def test_an_admin_erases_nothing(
    api: TestClient, services: Platform, api_client: TestClient, caller: Caller
) -> None:
    assert api.get("/v1/tenant").status_code == 200
    admin = replace(caller, user_id="usr_adm", role=Role.ADMIN)
    client = signed_in(api_client, key_for(services, admin))
    answer = client.post(f"/v1/tenants/{caller.tenant_id}/erase", json={"name": "x"})
    problem_of(answer, 403, "role_too_low")


def test_the_operator_is_not_erased(operator: TestClient) -> None:
    name = operator.get("/v1/tenant").json()["name"]
    answer = operator.post(f"/v1/tenants/{OPERATOR}/erase", json={"name": name})
    problem_of(answer, 409, "operator_stays")


class _Unreachable:
    def __getattr__(self, name: str) -> Any:
        raise InterruptedError(name)


def test_an_export_has_every_kind_of_row_and_all_content(
    api: TestClient, services: Platform, caller: Caller, aws: Aws
) -> None:
    settle(api, caller, aws, services)
    path = f"/v1/tenants/{caller.tenant_id}"
    asked = made(api.post(f"{path}/export"), 202)
    assert asked["state"] == "working"
    services.estate.export_tenants(services.clock.now() + timedelta(minutes=5))
    ready = api.get(f"{path}/exports/{asked['id']}").json()
    assert ready["state"] == "ready"
    (signed,) = ready["downloads"]
    with zipfile.ZipFile(io.BytesIO(fetch(signed).content)) as volume:
        names = set(volume.namelist())
        wanted = {kind.name for kind in OWNED.values() if kind.exported}
        assert {f"rows/{name}.jsonl" for name in wanted} <= names
        assert not {"rows/passwords.jsonl", "rows/idempotency.jsonl"} & names
        contents = [volume.read(name) for name in names if name.startswith("content/")]
        assert TEXT in contents
        text = volume.read("rows/run_events.jsonl").decode()
        assert "turn_sha256" not in volume.read("rows/sessions.jsonl").decode()
    assert "message" in text
    assert ready["contents"] == len(contents)


def test_the_operator_has_a_tenant_exported(
    operator: TestClient, api: TestClient, services: Platform, caller: Caller
) -> None:
    path = f"/v1/tenants/{caller.tenant_id}"
    asked = made(operator.post(f"{path}/export"), 202)
    services.estate.export_tenants(services.clock.now() + timedelta(minutes=5))
    (listed,) = made(operator.get(f"{path}/exports"), 200)["items"]
    ready = made(operator.get(f"{path}/exports/{asked['id']}"), 200)
    assert (listed["id"], listed["state"]) == (asked["id"], "ready")
    assert fetch(ready["downloads"][0]).content
    trail = made(api.get("/v1/audit"), 200)["items"]
    assert "export.requested" in {entry["action"] for entry in trail}


def test_an_export_of_a_tenant_that_is_not_there_is_refused(operator: TestClient) -> None:
    for tenant_id in ("ten_nobody", "nobody"):
        answer = operator.post(f"/v1/tenants/{tenant_id}/export")
        problem_of(answer, 404, "tenant_not_found")


def test_an_export_does_not_have_what_is_over_and_still_stands(
    api: TestClient, services: Platform, caller: Caller, aws: Aws
) -> None:
    for name, expires in (("dec_old", services.clock.now()), ("dec_new", _IN_A_YEAR)):
        key = {"pk": {"S": f"{caller.tenant_id}#DECISION"}, "sk": {"S": name}}
        row: Any = {**key, "expires": {"N": str(int(expires.timestamp()))}}
        aws.dynamodb.put_item(TableName=aws.usage_table, Item=row)
    path = f"/v1/tenants/{caller.tenant_id}"
    asked = made(api.post(f"{path}/export"), 202)
    services.estate.export_tenants(services.clock.now() + timedelta(minutes=5))
    (signed,) = api.get(f"{path}/exports/{asked['id']}").json()["downloads"]
    with zipfile.ZipFile(io.BytesIO(fetch(signed).content)) as volume:
        decisions = volume.read("rows/decisions.jsonl").decode()
    assert "dec_new" in decisions
    assert "dec_old" not in decisions


def test_an_export_does_not_have_what_is_another_tenants(
    api: TestClient, others: TestClient, services: Platform, caller: Caller
) -> None:
    made(others.post("/v1/chats", json={"title": "Theirs alone"}), 201)
    path = f"/v1/tenants/{caller.tenant_id}"
    asked = made(api.post(f"{path}/export"), 202)
    services.estate.export_tenants(services.clock.now() + timedelta(minutes=5))
    (signed,) = api.get(f"{path}/exports/{asked['id']}").json()["downloads"]
    with zipfile.ZipFile(io.BytesIO(fetch(signed).content)) as volume:
        everything = b"".join(volume.read(name) for name in volume.namelist())
    assert b"Theirs alone" not in everything
    assert f"{caller.tenant_id}x".encode() not in everything


def test_there_is_one_export_a_day(api: TestClient, caller: Caller) -> None:
    made(api.post(f"/v1/tenants/{caller.tenant_id}/export"), 202)
    answer = api.post(f"/v1/tenants/{caller.tenant_id}/export")
    problem_of(answer, 429, "export_too_soon")
    assert int(answer.headers["retry-after"]) > 80_000


def test_an_export_is_gone_after_a_week(
    api: TestClient, services: Platform, caller: Caller, aws: Aws
) -> None:
    path = f"/v1/tenants/{caller.tenant_id}"
    asked = made(api.post(f"{path}/export"), 202)
    exporter = services.estate.export_tenants
    exporter(services.clock.now() + timedelta(minutes=5))
    ready = services.estate.exports.get(caller.tenant_id, asked["id"])
    services.estate.exports.change(ready, services.clock.now())
    exporter(services.clock.now() + timedelta(minutes=5))
    shown = api.get(f"{path}/exports/{asked['id']}").json()
    assert (shown["state"], shown["downloads"]) == ("gone", [])
    listed = aws.s3.list_objects_v2(Bucket=aws.bucket, Prefix=f"{caller.tenant_id}/exports/")
    assert listed["KeyCount"] == 0
