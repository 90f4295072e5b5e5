"""The functions over AWS in this process, with an environment as infrastructure gives it."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from functions.api.app import create_api
from functions.stream.app import create_stream
from nyqst.bootstrap import Platform, platform
from nyqst.clock import SystemClock
from nyqst.identity.model import Caller
from nyqst.settings import Settings
from nyqst_agent.bootstrap import Workers, workers
from tests.aws import Aws
from tests.builders import a_caller
from tests.residents import key_of

Client = Callable[..., TestClient]


@pytest.fixture(scope="module")
def services(aws: Aws) -> Iterator[Platform]:
    settings = Settings(
        stage="test",
        app_table=aws.app_table,
        events_table=aws.events_table,
        usage_table="usage",
        artifact_bucket=aws.bucket,
        ingest_queue_url=aws.queue_url,
        state_machine_arn=aws.state_machine_arn,
        alert_topic_arn=aws.topic_arn,
        scenarios="happy_path",
        webhooks_to_loopback="yes",
        signing_keys_secret=aws.signing_keys_secret,
        registration="open",
    )
    with pytest.MonkeyPatch.context() as environment:
        for name, value in settings.to_environment().items():
            environment.setenv(name, value)
        _forget()
        rotate_now(platform())
        yield platform()
    _forget()


def rotate_now(services: Platform) -> None:
    version = uuid.uuid4().hex
    services.identity.rotate_keys.propose(version)
    services.identity.rotate_keys.accept(version)


def _forget() -> None:
    """What a function keeps between calls is made anew from the environment."""
    platform.cache_clear()
    workers.cache_clear()


@pytest.fixture
def agents(services: Platform) -> Workers:
    assert services is platform()
    return workers()


@pytest.fixture(scope="module")
def api_client(services: Platform) -> Iterator[TestClient]:
    """Without a key."""
    assert services is platform()
    with TestClient(create_api()) as client:
        yield client


@pytest.fixture(scope="module")
def stream_client(services: Platform) -> Iterator[TestClient]:
    assert services is platform()
    with TestClient(create_stream()) as client:
        yield client


@pytest.fixture
def caller(tenant: str) -> Caller:
    return a_caller(tenant)


def key_for(services: Platform, caller: Caller) -> str:
    return key_of(services.records, SystemClock(), caller)


def signed_in(client: TestClient, key: str) -> TestClient:
    """The same client with a key of its own."""
    made = TestClient(client.app)
    made.headers["X-API-Key"] = key
    return made


@pytest.fixture
def api(services: Platform, api_client: TestClient, caller: Caller) -> TestClient:
    """Somebody who may do everything within the tenant."""
    return signed_in(api_client, key_for(services, caller))


@pytest.fixture
def others(services: Platform, api_client: TestClient, caller: Caller) -> TestClient:
    """Somebody of another tenant."""
    theirs = replace(caller, tenant_id=f"{caller.tenant_id}x")
    return signed_in(api_client, key_for(services, theirs))


@pytest.fixture
def stream(services: Platform, stream_client: TestClient, caller: Caller) -> TestClient:
    return signed_in(stream_client, key_for(services, caller))
