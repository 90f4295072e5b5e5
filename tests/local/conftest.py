"""The local stack, once for the whole session, and what most tests look at: one finished run."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from infra.local import deployment, stack
from infra.local.seed import seed_tenant
from nyqst_client import Client
from tests.local.place import QUESTION, Finished, Place


@pytest.fixture(scope="session")
def local() -> Iterator[stack.LocalStack]:
    ran_before = stack.running() is not None
    yield stack.up(lambda _: None)
    if not ran_before:
        stack.down()


@contextmanager
def new_place(local: stack.LocalStack) -> Iterator[Place]:
    """For a tenant that nobody was before."""
    settings = deployment.settings_of(deployment.outputs())
    tenant_id = f"ten_{secrets.token_hex(6)}"
    api_key = seed_tenant(local.emulator_port, settings, tenant_id)
    headers = {"X-API-Key": api_key}
    with (
        Client(local.api_url, api_key) as client,
        httpx.Client(base_url=local.api_url, headers=headers, timeout=60) as http,
    ):
        yield Place(local, tenant_id, client, http)


@pytest.fixture(scope="session")
def place(local: stack.LocalStack) -> Iterator[Place]:
    """With the papers of the harbour, which no test changes."""
    with new_place(local) as made:
        made.add_documents()
        yield made


@pytest.fixture
def empty_place(local: stack.LocalStack) -> Iterator[Place]:
    with new_place(local) as made:
        yield made


@pytest.fixture(scope="session")
def answered(place: Place) -> Finished:
    """A run that went well, and its events as they came."""
    return place.finish(place.client.runs.start(QUESTION))
