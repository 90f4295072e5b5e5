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
    from nyqst.chats.ports import ChatStore
    from nyqst.documents.ports import CorpusStore, DocumentStore, IngestQueue
    from nyqst.events.ports import EventStore
    from nyqst.identity.ports import Records
    from nyqst.research.cancel_run import CancelRun
    from nyqst.research.close_run import CloseRun
    from nyqst.research.dispatch_runs import DispatchRuns
    from nyqst.research.model.run import Delivery, Run
    from nyqst.research.ports import RunStore, StepStore, TenantQueue, Workflow
    from nyqst.research.reap_runs import ReapRuns
    from nyqst.research.run_admission import RunAdmission
    from nyqst.research.run_models import RunModels
    from nyqst.research.run_places import RunPlaces
    from nyqst.research.run_purse import RunPurses
    from nyqst.research.start_run import StartRun
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
            self.metering.catalogs,
            self.metering.meters,
            self.client,
        )

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

    @cached_property
    def runs(self) -> "RunStore":
        from nyqst.research.dynamodb import DynamoRunStore

        return DynamoRunStore(self.app_table)

    @cached_property
    def steps(self) -> "StepStore":
        from nyqst.research.dynamodb import DynamoStepStore

        return DynamoStepStore(self.app_table)

    @cached_property
    def workflow(self) -> "Workflow":
        from nyqst.research.stepfunctions import StepFunctionsWorkflow

        return StepFunctionsWorkflow(self.client("stepfunctions"), self.settings.state_machine_arn)

    @cached_property
    def close_run(self) -> "CloseRun":
        from nyqst.research.close_run import CloseRun

        return CloseRun(
            self.runs,
            self.steps,
            self.chats,
            self.events,
            self.run_admission,
            self.run_places,
            self.notifications.notice_thresholds,
            self.notifications.announce,
            self.clock,
        )

    @cached_property
    def start_run(self) -> "StartRun":
        from nyqst.research.run_projects import RunProjects
        from nyqst.research.start_run import StartRun

        return StartRun(
            self.runs,
            self.chats,
            self.documents,
            self.events,
            self.dispatch_runs,
            self.run_admission,
            RunProjects(self.records),
            self.clock,
            self.settings.runner,
            self.settings.listed("scenarios"),
        )

    @cached_property
    def run_admission(self) -> "RunAdmission":
        from nyqst.research.run_admission import RunAdmission

        return RunAdmission(self.metering.admit, self.metering.settlement)

    @cached_property
    def run_places(self) -> "RunPlaces":
        from nyqst.research.held_places import HeldPlaces
        from nyqst.research.platform_places import PlatformPlaces
        from nyqst.research.run_places import RunPlaces
        from nyqst.research.run_projects import RunProjects

        held = HeldPlaces(self.metering.reserve, self.metering.meters)
        shared = PlatformPlaces(self.settings.most("concurrent_runs"), held, self.tenant_queue)
        return RunPlaces(self.metering.catalogs, held, RunProjects(self.records), shared)

    @cached_property
    def tenant_queue(self) -> "TenantQueue":
        from nyqst.research.dynamodb import DynamoTenantQueue

        return DynamoTenantQueue(self.app_table)

    @cached_property
    def dispatch_runs(self) -> "DispatchRuns":
        from nyqst.research.dispatch_runs import DispatchRuns

        return DispatchRuns(self.runs, self.workflow, self.run_places, self.clock)

    @cached_property
    def run_purses(self) -> "RunPurses":
        from nyqst.research.run_purse import RunPurses

        return RunPurses(
            self.metering.catalogs,
            self.metering.reserve,
            self.metering.settlement,
            self.run_models.class_of,
            self.clock,
        )

    @cached_property
    def run_models(self) -> "RunModels":
        from nyqst.research.run_models import RunModels

        return RunModels(self.metering.catalogs.version, self.settings.bedrock_model_id)

    @cached_property
    def cancel_run(self) -> "CancelRun":
        from nyqst.research.cancel_run import CancelRun

        return CancelRun(self.runs, self.workflow, self.close_run)

    @cached_property
    def reap_runs(self) -> "ReapRuns":
        from nyqst.research.give_places import GivePlaces
        from nyqst.research.reap_runs import ReapRuns

        dispatch = self.dispatch_runs
        limit = self.settings.most("concurrent_runs")
        give_places = GivePlaces(limit, self.tenant_queue, dispatch)
        return ReapRuns(self.runs, self.workflow, dispatch, self.close_run, give_places, self.clock)

    def find_delivery(self, run: "Run") -> "Delivery | None":
        from nyqst.research.deliveries import find_delivery

        return find_delivery(self.steps, run)

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
