"""What a function would reach if its code forgot whose data it works on: nothing of another tenant.

Each adapter is called here as a defect would call it, for one tenant and with the id of another.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

import nyqst
from nyqst.billing.ports import Posting
from nyqst.bootstrap import Platform, platform
from nyqst.errors import NotFound, NyqstError, OutOfBounds
from nyqst.events.model import Batch
from nyqst.identity.model import Caller
from nyqst.identity.model.tenant import Tenant, TenantName
from nyqst.identity.model.user import User
from nyqst.identity.records import Added, Change, ref
from nyqst.isolation.acting import acting_for
from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Hold, Shard
from nyqst.research.announce import log_of
from nyqst.research.model.run import Outcome, RunKey, RunStatus
from nyqst.research.model.turns import Turns
from nyqst.research.platform_places import PLATFORM
from tests.aws import Aws
from tests.builders import a_caller, a_chat, a_document, a_message, a_run, a_user, an_artifact
from tests.functions.conftest import key_for, signed_in
from tests.functions.service import problem_of
from tests.iam.guard import Guard, running

NOW = datetime(2026, 11, 25, tzinfo=UTC)
SHA = "0" * 64
Defect = Callable[[Platform, str], object]


def _posting(tenant_id: str, changes: list[Change], told: Batch | None) -> Posting:
    return Posting(changes, log_of(RunKey(tenant_id, "run")), told, None)


def _meter(tenant: str) -> ShardKey:
    return ShardKey(Meter(tenant, "research_run", "2026-11"), 0)


def _shard(tenant: str) -> Shard:
    return Shard(_meter(tenant), Cut(1), Balance.untouched(1))


def _hold(tenant: str) -> Hold:
    return Hold(tenant, 1, NOW + timedelta(hours=1), "token")


DEFECTS: Mapping[str, tuple[Defect, ...]] = {
    "DynamoRecords": (
        lambda p, t: p.records.get(ref(Tenant, id=t)),
        lambda p, t: p.records.get_together(ref(Tenant, id=t)),
        lambda p, t: p.records.list(User, 10, None, tenant_id=t),
        lambda p, t: p.records.commit(Added(a_user(t))),
        lambda p, t: p.records.commit(Added(a_user("ten_mine")), Added(a_user(t))),
    ),
    "DynamoPublicKeys": (lambda p, _: p.identity.public_keys.publish(()),),
    "DynamoChatStore": (
        lambda p, t: p.chats.get(t, "chat"),
        lambda p, t: p.chats.list(t, 10, None),
        lambda p, t: p.chats.create(a_chat(t), None),
        lambda p, t: p.chats.add_message(t, a_message("chat"), None),
        lambda p, t: p.chats.messages(t, "chat", 10, None),
        lambda p, t: p.chats.rename(t, "chat", "Mine", only_if_unnamed=False),
        lambda p, t: p.chats.delete(t, "chat"),
    ),
    "DynamoDocumentStore": (
        lambda p, t: p.documents.get(t, "doc"),
        lambda p, t: p.documents.all(t),
        lambda p, t: p.documents.add(a_document(t)),
        lambda p, t: p.documents.delete(t, "doc"),
    ),
    "DynamoCorpusStore": (
        lambda p, t: p.corpora.find(t, "corpus"),
        lambda p, t: p.corpora.add(t, "corpus", SHA),
    ),
    "DynamoArtifactIndex": (
        lambda p, t: p.artifacts(t, "usr").index.get(t, SHA),
        lambda p, t: p.artifacts(t, "usr").index.entries(t, [SHA]),
        lambda p, t: p.artifacts(t, "usr").index.refer(t, SHA, [SHA]),
        lambda p, t: p.artifacts(t, "usr").index.add(t, an_artifact()),
    ),
    "DynamoManifestIndex": (lambda p, t: p.artifacts(t, "usr").manifests.get(t, SHA, b"{}"),),
    "DynamoPointerStore": (
        lambda p, t: p.artifacts(t, "usr").pointers.list(t, "runs"),
        lambda p, t: p.artifacts(t, "usr").pointers.get(t, "runs", "run"),
        lambda p, t: p.artifacts(t, "usr").move("runs", "run", SHA, expected_version=0),
    ),
    "S3ContentStore": (
        lambda p, t: p.content.get(t, SHA),
        lambda p, t: p.content.size(t, SHA),
        lambda p, t: p.content.put(t, SHA, b"", "text/plain"),
    ),
    "DynamoEventStore": (
        lambda p, t: p.events.head(log_of(RunKey(t, "run"))),
        lambda p, t: p.events.read(log_of(RunKey(t, "run")), 0, 10),
        lambda p, t: p.events.append(log_of(RunKey(t, "run")), Batch(1, (b"{}",), 0, "t")),
    ),
    "DynamoRunStore": (
        lambda p, t: p.research.runs.get(RunKey(t, "run")),
        lambda p, t: p.research.runs.list(t, 10, None),
        lambda p, t: p.research.runs.waiting(t),
        lambda p, t: p.research.runs.create(a_run(t), [], None, None),
        lambda p, t: p.research.runs.end(RunKey(t, "run"), Outcome(RunStatus.CANCELLED), NOW),
        lambda p, _: p.research.runs.due(NOW, 10),
    ),
    "DynamoStepStore": (
        lambda p, t: p.research.steps.acquire(RunKey(t, "run"), "plan"),
        lambda p, t: p.research.steps.results(RunKey(t, "run")),
    ),
    "DynamoTenantQueue": (
        lambda p, _: p.research.tenant_queue.anyone(),
        lambda p, t: p.research.tenant_queue.join(t, 1),
        lambda p, _: p.research.tenant_queue.read(),
        lambda p, t: p.research.tenant_queue.keep(Turns(1), left=t),
        lambda p, _: p.research.tenant_queue.forget(),
    ),
    "DynamoMeterStore": (
        lambda p, _: p.metering.meters.shard(ShardKey(PLATFORM, 0)),
        lambda p, t: p.metering.meters.shard(_meter(t)),
        lambda p, t: p.metering.meters.shards(_meter(t).meter, 2),
        lambda p, t: p.metering.meters.hold(_meter(t), Cut(1), _hold(t)),
        lambda p, t: p.metering.meters.recut(_meter(t).meter, [None], Cut(1)),
        lambda p, t: p.metering.meters.entries(_meter(t)),
        lambda p, t: p.metering.meters.correct(_shard(t), Balance.untouched(1)),
        lambda p, _: p.metering.meters.open_shards(10),
    ),
    "DynamoTallyStore": (
        lambda p, t: p.metering.tallies.between(
            t, "research_run", date(2026, 11, 1), date(2026, 11, 2)
        ),
    ),
    "DynamoDecisionLog": (
        lambda p, t: p.metering.decision_log.get(t, "dec"),
        lambda p, t: p.metering.decision_log.list(t, 10, None),
    ),
    "DynamoDeliveryStore": (
        lambda p, t: p.notifications.deliveries.get(t, "hook", "delivery"),
        lambda p, t: p.notifications.deliveries.list(t, "hook", 10, None),
        lambda p, _: p.notifications.deliveries.due(NOW, 10),
    ),
    "DynamoInbox": (
        lambda p, t: p.billing.inbox.get(t),
        lambda p, _: p.billing.inbox.due(NOW, 10),
    ),
    "DynamoBooks": (
        lambda p, t: p.billing.books.post(_posting(t, [Added(a_user(t))], None)),
        lambda p, t: p.billing.books.post(_posting(t, [], Batch(1, (b"{}",), 0, "t"))),
    ),
    "DynamoEstates": (lambda p, t: p.estate.estates.rows(t, None),),
    "DynamoErasures": (
        lambda p, t: p.estate.erasures.get(t),
        lambda p, _: p.estate.erasures.list(10, None),
        lambda p, _: p.estate.erasures.due(NOW, 10),
    ),
    "DynamoExports": (
        lambda p, t: p.estate.exports.get(t, "export"),
        lambda p, t: p.estate.exports.list(t),
        lambda p, _: p.estate.exports.due(NOW, 10),
    ),
    "S3Files": (
        lambda p, t: p.estate.files.names(t, ""),
        lambda p, t: p.estate.files.read(f"{t}/a"),
        lambda p, t: p.estate.files.write(f"{t}/a", b""),
        lambda p, t: p.estate.files.delete([f"{t}/a"]),
    ),
    "DynamoAlertStore": (
        lambda p, t: p.notifications.alerts.list(t, 10, None),
        lambda p, t: p.notifications.alerts.highest(_meter(t).meter),
        lambda p, _: p.notifications.alerts.untold(10),
    ),
}


@pytest.fixture
def outlook(services: Platform) -> Iterator[Platform]:
    """The API's own, at work for one tenant."""
    assert services is not platform()
    with acting_for("ten_mine"):
        yield platform()


def test_every_adapter_of_tenants_data_is_tried() -> None:
    root = Path(nyqst.__path__[0])
    modules = [path for name in ("dynamodb", "s3") for path in root.glob(f"*/{name}.py")]
    found = {
        name
        for path in modules
        for name, kind in inspect.getmembers(
            import_module(f"nyqst.{path.parent.name}.{path.stem}"), inspect.isclass
        )
        if name.startswith(("Dynamo", "S3"))
    }
    assert found == set(DEFECTS)


@pytest.mark.parametrize(
    "defect",
    [
        pytest.param(defect, id=f"{adapter}-{number}")
        for adapter, defects in DEFECTS.items()
        for number, defect in enumerate(defects)
    ],
)
@pytest.mark.parametrize("other", ["ten_other", "ten_mine2", "ten_min"])
def test_a_forgotten_check_reaches_nobody_elses(
    outlook: Platform, guard: Guard, defect: Defect, other: str
) -> None:
    guard.refused.clear()
    with pytest.raises(NyqstError):
        defect(outlook, other)
    assert guard.refused


def test_the_function_itself_cannot_read_what_tenants_have(outlook: Platform, guard: Guard) -> None:
    for function in ("Api", "Stream", "PlanRun", "ResearchTask", "WriteDeliverable", "CloseRun"):
        with running(function), acting_for(), pytest.raises(OutOfBounds):
            outlook.research.runs.get(RunKey("ten_mine", "run"))
    assert len(guard.refused) >= 6


def test_a_tenant_cannot_list_who_else_there_is(outlook: Platform) -> None:
    with pytest.raises(OutOfBounds):
        outlook.records.list(TenantName, 10, None)


def test_the_stream_writes_nothing_even_for_the_tenant(outlook: Platform) -> None:
    with running("Stream"), pytest.raises(OutOfBounds):
        outlook.chats.create(a_chat("ten_mine"), None)


def test_a_worker_does_not_say_who_strangers_are(outlook: Platform) -> None:
    introduced = Added(TenantName("ten_mine", NOW))
    with running("ResearchTask"), pytest.raises(OutOfBounds):
        outlook.records.commit(introduced)


def test_a_function_without_sessions_is_refused_one(outlook: Platform) -> None:
    with running("ReapRuns"), acting_for("ten_unseen"), pytest.raises(NyqstError):
        outlook.research.runs.get(RunKey("ten_unseen", "run"))


def test_another_tenants_signed_address_is_signed_without_the_right(
    outlook: Platform, guard: Guard
) -> None:
    """Signing asks nobody; S3 does, when the address is used, by the session's policy."""
    url = outlook.content.sign_download("ten_other", SHA, "a.txt").url
    key = parse_qs(urlsplit(url).query)["X-Amz-Credential"][0].partition("/")[0]
    assert "ten_other" not in str(guard.sessions[key])


def test_a_request_costs_one_session_at_first_and_none_later(
    guard: Guard, services: Platform, api_client: TestClient, caller: Caller
) -> None:
    api = signed_in(api_client, key_for(services, caller))
    before = guard.begun
    api.get("/v1/chats")
    assert guard.begun == before + 1
    for _ in range(5):
        api.get("/v1/runs")
    assert guard.begun == before + 1


def test_without_a_session_a_request_is_answered_503(
    guard: Guard, services: Platform, api_client: TestClient
) -> None:
    api = signed_in(api_client, key_for(services, a_caller("ten_unheard")))
    guard.fails = True
    try:
        problem_of(api.get("/v1/chats"), 503, "unavailable")
    finally:
        guard.fails = False
    assert api.get("/v1/chats").status_code == 200


def test_what_is_missing_is_not_found_though_s3_calls_it_forbidden(
    outlook: Platform, aws: Aws
) -> None:
    assert aws.bucket
    with pytest.raises(NotFound) as refused:
        outlook.content.size("ten_other", SHA)
    assert refused.value.code == "content_not_found"


def test_an_operator_is_told_of_a_tenant_that_cannot_be(
    services: Platform, api_client: TestClient
) -> None:
    operator = signed_in(api_client, key_for(services, a_caller("ten_operator")))
    for name in ("ten_*", "nobody"):
        problem_of(operator.get(f"/v1/tenants/{name}"), 404, "tenant_not_found")
