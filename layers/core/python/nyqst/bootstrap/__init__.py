"""The composition root of the core: settings to adapters to use cases, each made when first needed.

Adapters and the SDK are imported here, inside the properties, so that importing a handler stays
cheap and a function pays only for what it uses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from nyqst.clock import Clock, SystemClock
from nyqst.settings import Settings

if TYPE_CHECKING:
    from nyqst.artifacts.ports import ContentStore
    from nyqst.artifacts.store import Artifacts
    from nyqst.bootstrap.aws import AwsClients
    from nyqst.bootstrap.billing import BillingServices
    from nyqst.bootstrap.estate import EstateServices
    from nyqst.bootstrap.identity import IdentityServices
    from nyqst.bootstrap.metering import MeteringServices
    from nyqst.bootstrap.notifications import Notifications
    from nyqst.bootstrap.research import ResearchServices
    from nyqst.chats.ports import ChatStore
    from nyqst.documents.ports import CorpusStore, DocumentStore, IngestQueue
    from nyqst.events.ports import EventStore
    from nyqst.identity.ports import Records
    from nyqst.storage.table import Table


@dataclass
class Platform:
    settings: Settings
    clock: Clock

    @cached_property
    def app_table(self) -> "Table":
        from nyqst.storage.table import Table

        return Table(self._dynamodb, self.settings.app_table)

    @cached_property
    def events(self) -> "EventStore":
        from nyqst.events.dynamodb import DynamoEventStore

        return DynamoEventStore(self._dynamodb, self.settings.events_table)

    @cached_property
    def records(self) -> "Records":
        from nyqst.bootstrap.layout import EVERY_RECORD
        from nyqst.identity.dynamodb import DynamoRecords

        return DynamoRecords(self.app_table, EVERY_RECORD)

    @cached_property
    def identity(self) -> "IdentityServices":
        from nyqst.bootstrap.identity import IdentityServices

        return IdentityServices(
            self.settings, self.clock, self.app_table, self.records, self.client
        )

    @cached_property
    def billing(self) -> "BillingServices":
        from nyqst.bootstrap.billing import BillingServices

        return BillingServices(self)

    @cached_property
    def metering(self) -> "MeteringServices":
        from nyqst.bootstrap.metering import MeteringServices

        return MeteringServices(self)

    @cached_property
    def notifications(self) -> "Notifications":
        from nyqst.bootstrap.notifications import Notifications

        return Notifications(
            self.settings,
            self.clock,
            self.records,
            self.events,
            self.metering.catalogs,
            self.metering.meters,
            self.client,
        )

    @cached_property
    def research(self) -> "ResearchServices":
        from nyqst.bootstrap.research import ResearchServices

        return ResearchServices(self)

    @cached_property
    def estate(self) -> "EstateServices":
        from nyqst.bootstrap.estate import EstateServices

        return EstateServices(self)

    @cached_property
    def chats(self) -> "ChatStore":
        from nyqst.chats.dynamodb import DynamoChatStore

        return DynamoChatStore(self.app_table)

    @cached_property
    def documents(self) -> "DocumentStore":
        from nyqst.documents.dynamodb import DynamoDocumentStore

        return DynamoDocumentStore(self.app_table)

    @cached_property
    def corpora(self) -> "CorpusStore":
        from nyqst.documents.dynamodb import DynamoCorpusStore

        return DynamoCorpusStore(self.app_table)

    @cached_property
    def ingest_queue(self) -> "IngestQueue":
        from nyqst.documents.sqs import SqsIngestQueue

        return SqsIngestQueue(self.client("sqs"), self.settings.ingest_queue_url)

    @cached_property
    def content(self) -> "ContentStore":
        from nyqst.artifacts.s3 import S3ContentStore

        return S3ContentStore(self.client("s3"), self.settings.artifact_bucket)

    def probe(self) -> Mapping[str, bool]:
        from nyqst.bootstrap.probe import probed

        return probed(self)

    def artifacts(self, tenant_id: str, user_id: str) -> "Artifacts":
        from nyqst.artifacts.dynamodb import (
            DynamoArtifactIndex,
            DynamoManifestIndex,
            DynamoPointerStore,
        )
        from nyqst.artifacts.store import Artifacts

        table = self.app_table
        return Artifacts(
            self.content,
            DynamoArtifactIndex(table),
            DynamoManifestIndex(table),
            DynamoPointerStore(table),
            self.clock,
            tenant_id,
            user_id,
        )

    @cached_property
    def _dynamodb(self) -> Any:
        return self.client("dynamodb")

    @cached_property
    def client(self) -> "AwsClients":
        from nyqst.bootstrap.aws import AwsClients

        return AwsClients(self.settings, self.clock)


@cache
def platform() -> Platform:
    """This function's own, made from its environment."""
    return Platform(Settings.from_environment(), SystemClock())
