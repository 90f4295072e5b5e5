"""One tenant's view of the local stack."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from infra.local import deployment, stack
from infra.local.seed import seed_tenant
from nyqst_client import Client, Event, LocalFile, Run, find_files, look_at
from nyqst_client.model.document import Document

HARBOUR = Path(__file__).parent / "harbour"
"""Five short documents, so that runs are quick."""
QUESTION = "What does Brennholm Harbour earn, and what are its risks?"


@dataclass(frozen=True)
class Finished:
    run: Run
    events: Sequence[Event]

    def of_type(self, *types: str) -> list[Event]:
        return [event for event in self.events if event.type in types]


@dataclass(frozen=True)
class Place:
    local: stack.LocalStack
    tenant_id: str
    client: Client
    http: httpx.Client
    """With the tenant's key, for what the client does not do."""

    def add_documents(self, folder: Path = HARBOUR) -> tuple[Document, ...]:
        looked_at = map(look_at, find_files([folder]))
        files = [file for file in looked_at if isinstance(file, LocalFile)]
        return self.client.documents.add(files).documents

    def finish(self, run: Run) -> Finished:
        events = list(self.client.runs.follow(run.id))
        return Finished(self.client.runs.get(run.id), events)

    def play(self, scenario: str) -> Finished:
        return self.finish(self.client.runs.start(QUESTION, scenario=scenario))

    def report(self, run: Run) -> str:
        """As Markdown."""
        assert run.delivery is not None
        return self.client.artifacts.read(run.delivery.files["md"]).decode()

    def rows(self) -> int:
        """How many rows the tenant has in all tables."""
        dynamodb = self.aws("dynamodb")
        return sum(
            page["Count"]
            for table in ("AppTable", "EventsTable", "UsageTable")
            for page in dynamodb.get_paginator("scan").paginate(
                TableName=deployment.outputs()[table],
                FilterExpression="begins_with(pk, :tenant)",
                ExpressionAttributeValues={":tenant": {"S": f"{self.tenant_id}#"}},
            )
        )

    def aws(self, service: str) -> Any:
        return deployment.client(self.local.emulator_port, service)


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
