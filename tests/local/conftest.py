"""The local stack, once for the whole session, and a tenant of its own for every module."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from infra.local import deployment, stack
from infra.local.seed import seed_tenant
from nyqst_client import Client, Event, LocalFile, Run, find_files, look_at

HARBOUR = Path(__file__).parent / "harbour"
"""Five short documents, so that runs are quick."""


@dataclass(frozen=True)
class Place:
    """One tenant's view of the stack."""

    local: stack.LocalStack
    client: Client
    api_key: str

    def add_documents(self, folder: Path = HARBOUR) -> list[str]:
        looked_at = map(look_at, find_files([folder]))
        added = self.client.documents.add([f for f in looked_at if isinstance(f, LocalFile)])
        return [document.id for document in added.ready]

    def finish(self, run: Run) -> tuple[Run, list[Event]]:
        """The run as it ended, and everything its stream carried."""
        events = list(self.client.runs.follow(run.id))
        return self.client.runs.get(run.id), events


@pytest.fixture(scope="session")
def local() -> Iterator[stack.LocalStack]:
    ran_before = stack.running() is not None
    yield stack.up(lambda _: None)
    if not ran_before:
        stack.down()


def new_tenant(local: stack.LocalStack) -> Place:
    settings = deployment.settings_of(deployment.outputs())
    api_key = seed_tenant(local.emulator_port, settings, f"ten_{secrets.token_hex(6)}")
    return Place(local, Client(local.api_url, api_key), api_key)


@pytest.fixture(scope="module")
def place(local: stack.LocalStack) -> Place:
    made = new_tenant(local)
    made.add_documents()
    return made


@pytest.fixture(scope="module")
def stranger(local: stack.LocalStack) -> Place:
    """Another tenant, with nothing of its own."""
    return new_tenant(local)
