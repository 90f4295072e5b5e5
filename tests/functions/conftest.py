"""The functions over AWS in this process, with an environment as infrastructure gives it."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace

import pytest
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from functions.api.app import create_api
from functions.stream.app import create_stream
from nyqst.bootstrap import Platform, platform
from nyqst.clock import SystemClock
from nyqst.identity.model import Caller
from nyqst.settings import Settings
from nyqst_agent.bootstrap import Workers, workers
from tests.aws import Aws
from tests.builders import a_caller
from tests.iam.guard import Guard, running
from tests.iam.roles import Roles, role_arn, roles_of
from tests.infra.conftest import Templates
from tests.residents import key_of
from tests.till import PRICES

Client = Callable[..., TestClient]


@dataclass
class AsStream:
    """The application with the rights of its function."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with running("Stream") if scope["type"] == "http" else nullcontext():
            await self.app(scope, receive, send)


@pytest.fixture(scope="session")
def roles(templates: Templates) -> Roles:
    return roles_of(templates)


@pytest.fixture(scope="module")
def guard(roles: Roles) -> Guard:
    """IAM, which lets the functions do what their roles and sessions allow."""
    return Guard(roles)


@pytest.fixture(scope="module")
def services(aws: Aws, guard: Guard) -> Iterator[Platform]:
    """Without a role, as somebody has it who looks after the stage from outside; what the functions
    have themselves is `platform()`."""
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
        tenant_role_arn=role_arn("Tenants"),
        registration="open",
        stripe_secret=aws.stripe_secret,
        stripe_prices=PRICES,
    )
    with pytest.MonkeyPatch.context() as environment:
        for name, value in settings.to_environment().items():
            environment.setenv(name, value)
        _forget()
        guard.watch(platform().client.of_tenants)
        outside = Platform(replace(settings, tenant_role_arn=""), SystemClock())
        rotate_now(outside)
        yield outside
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
    return Workers(services)


@pytest.fixture(scope="module")
def api_client(services: Platform) -> Iterator[TestClient]:
    """Without a key."""
    assert services is not platform()
    with TestClient(create_api()) as client:
        yield client


@pytest.fixture(scope="module")
def stream_client(services: Platform, guard: Guard) -> Iterator[TestClient]:
    told = replace(platform().settings, reads_only="yes", signing_keys_secret="")
    parts = Platform(told, services.clock)
    guard.watch(parts.client.of_tenants)
    app = create_stream()
    app.dependency_overrides[platform] = lambda: parts
    with TestClient(AsStream(app)) as client:
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
