"""The research workflow, its workers, and the ingestion of documents."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aws_cdk import Duration, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.function import Function, pascal
from infra.constructs.layers import Layers
from infra.constructs.web_search import web_search_secret
from infra.constructs.workflow import Workflow
from infra.grants import (
    TENANTS_ROWS,
    append_events,
    append_rows,
    change_rows,
    delete_artifacts,
    delete_rows,
    hold_places,
    invoke_model,
    publish,
    query_index,
    read_rows,
    read_secret,
    read_whole_table,
    run_workflow,
    use_artifacts,
    use_rows,
    use_table,
)
from infra.stacks.data import DataStack
from infra.stage import Stage
from nyqst.documents.ingest_message import TRIES
from nyqst.settings import Settings
from nyqst.storage.schema import COMMON, WAITING

_INGEST_TIMEOUT = Duration.seconds(120)
_INGEST_AGAIN_AFTER = Duration.seconds(150)
_INGEST_BATCH = 5


class ResearchStack(Stack):
    def __init__(
        self, scope: Construct, id_: str, *, stage: Stage, data: DataStack, **kwargs: Any
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        self.stage = stage
        self._data = data
        self.layers = Layers(self, "Layers", target=stage.target)
        self._settings = Settings(
            stage=stage.name,
            app_table=data.app_table.table_name,
            events_table=data.events_table.table_name,
            usage_table=data.usage_table.table_name,
            artifact_bucket=data.artifact_bucket.bucket_name,
            bedrock_model_id=stage.bedrock_model_id,
            concurrent_runs=stage.runs_at_once,
        )
        thinking = [self.layers.core, self.layers.agent]
        self.plan_run = self._planner(thinking)
        self.research_task = self._worker(
            "research_task", "Researches one task", Duration.minutes(10), thinking
        )
        self.synthesize_run = self._worker(
            "synthesize_run", "Makes one brief of all findings", Duration.minutes(5), thinking
        )
        self.write_deliverable = self._worker(
            "write_deliverable",
            "Writes and renders the report",
            Duration.minutes(5),
            [*thinking, self.layers.documents],
        )
        self.close_run = self._core_function(
            "close_run", "Ends a run", self._settings, serves_tenants=True
        )
        self.workflow = Workflow(
            self,
            "Workflow",
            stage=stage,
            plan_run=self.plan_run,
            research_task=self.research_task,
            synthesize_run=self.synthesize_run,
            write_deliverable=self.write_deliverable,
            close_run=self.close_run,
            artifact_bucket=data.artifact_bucket,
        )
        self.reap_runs = self._reaper()
        self.quota_alerts = sns.Topic(self, "QuotaAlerts", enforce_ssl=self.stage.over_tls)
        self.sweep_meters = self._sweeper()
        self.deliver_webhooks = self._messenger()
        self.erase_tenant = self._eraser()
        self.export_tenant = self._exporter()
        self.dead_letters = sqs.Queue(
            self,
            "UnreadDocuments",
            enforce_ssl=self.stage.over_tls,
            retention_period=Duration.days(14),
        )
        self.ingest_queue = self._queue()
        self.ingest_document = self._ingestion()
        self._grant()

    @property
    def functions(self) -> tuple[Function, ...]:
        return (
            self.plan_run,
            self.research_task,
            self.synthesize_run,
            self.write_deliverable,
            self.close_run,
            self.reap_runs,
            self.sweep_meters,
            self.deliver_webhooks,
            self.ingest_document,
            self.erase_tenant,
            self.export_tenant,
        )

    def _core_function(
        self, verb: str, description: str, settings: Settings, *, serves_tenants: bool = False
    ) -> Function:
        return Function(
            self,
            pascal(verb),
            verb=verb,
            description=description,
            stage=self.stage,
            settings=settings,
            layers=[self.layers.core],
            timeout=Duration.seconds(60),
            memory_mb=512,
            serves_tenants=serves_tenants,
        )

    def _worker(
        self,
        verb: str,
        description: str,
        timeout: Duration,
        layers: Sequence[lambda_.ILayerVersion],
        *,
        settings: Settings | None = None,
        serves_tenants: bool = True,
    ) -> Function:
        return Function(
            self,
            pascal(verb),
            verb=verb,
            description=description,
            stage=self.stage,
            settings=settings or self._settings,
            layers=layers,
            timeout=timeout,
            serves_tenants=serves_tenants,
        )

    def _planner(self, thinking: Sequence[lambda_.ILayerVersion]) -> Function:
        """It alone reads the web, where the stage does."""
        described = "plan_run", "Plans a run", Duration.minutes(3)
        if not self.stage.web_search:
            return self._worker(*described, thinking)
        secret_arn = web_search_secret(self, self.stage)
        settings = replace(self._settings, web_search_secret=secret_arn)
        planner = self._worker(*described, [*thinking, self.layers.documents], settings=settings)
        read_secret(secret_arn, planner)
        return planner

    def _reaper(self) -> Function:
        arn = self.workflow.state_machine.state_machine_arn
        settings = replace(self._settings, state_machine_arn=arn)
        reaper = self._core_function("reap_runs", "Ends dead runs, starts forgotten ones", settings)
        self._every_minute("ReapRunsEveryMinute", reaper)
        return reaper

    def _sweeper(self) -> Function:
        description = "Ends reservations that nobody ended, compares meters with their ledger"
        settings = replace(self._settings, alert_topic_arn=self.quota_alerts.topic_arn)
        sweeper = self._core_function("sweep_meters", description, settings)
        self._every_minute("SweepMetersEveryMinute", sweeper)
        return sweeper

    def _messenger(self) -> Function:
        loopback = "yes" if self.stage.webhooks_to_loopback else ""
        settings = replace(self._settings, webhooks_to_loopback=loopback)
        messenger = self._core_function("deliver_webhooks", "Sends webhooks that are due", settings)
        self._every_minute("DeliverWebhooksEveryMinute", messenger)
        return messenger

    def _eraser(self) -> Function:
        arn = self.workflow.state_machine.state_machine_arn
        settings = replace(self._settings, state_machine_arn=arn)
        eraser = self._core_function("erase_tenant", "Erases tenants, page by page", settings)
        self._every_minute("EraseTenantsEveryMinute", eraser)
        return eraser

    def _exporter(self) -> Function:
        exporter = self._worker(
            "export_tenant",
            "Writes what a tenant owns into files",
            Duration.minutes(2),
            [self.layers.core],
            serves_tenants=False,
        )
        self._every_minute("ExportTenantsEveryMinute", exporter)
        return exporter

    def _every_minute(self, name: str, function: Function) -> None:
        events.Rule(
            self,
            name,
            schedule=events.Schedule.rate(Duration.minutes(1)),
            targets=[targets.LambdaFunction(function, retry_attempts=0)],
        )

    def _queue(self) -> sqs.Queue:
        return sqs.Queue(
            self,
            "IngestQueue",
            enforce_ssl=self.stage.over_tls,
            visibility_timeout=_INGEST_AGAIN_AFTER,
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=self.dead_letters, max_receive_count=TRIES + 1
            ),
        )

    def _ingestion(self) -> Function:
        layers = [self.layers.core, self.layers.documents]
        ingest = self._worker(
            "ingest_document", "Reads uploaded documents", _INGEST_TIMEOUT, layers
        )
        ingest.add_event_source(
            sources.SqsEventSource(
                self.ingest_queue, batch_size=_INGEST_BATCH, report_batch_item_failures=True
            )
        )
        return ingest

    def _grant(self) -> None:
        data = self._data
        steps = (
            self.plan_run,
            self.research_task,
            self.synthesize_run,
            self.write_deliverable,
        )
        self._grant_tenants(*steps)
        watching = (self.reap_runs, self.sweep_meters, self.deliver_webhooks)
        use_rows(data.app_table, TENANTS_ROWS, *watching)
        read_rows(data.app_table, COMMON, *watching)
        use_rows(data.app_table, WAITING, self.reap_runs)
        use_rows(data.usage_table, TENANTS_ROWS, self.reap_runs, self.sweep_meters)
        hold_places(data.usage_table, self.close_run)
        query_index(data.usage_table, "open", self.sweep_meters)
        publish(self.quota_alerts, self.sweep_meters)
        append_rows(data.events_table, TENANTS_ROWS, self.reap_runs, self.sweep_meters)
        query_index(data.app_table, "due", self.deliver_webhooks)
        query_index(data.app_table, "due", self.reap_runs, self.erase_tenant, self.export_tenant)
        run_workflow(self.workflow.state_machine, self.reap_runs, self.erase_tenant)
        self._grant_estates()
        if self.stage.runner == "bedrock":
            for model_id in self.stage.models:
                invoke_model(model_id, *steps)

    def _grant_estates(self) -> None:
        """Erasing ends runs first, as whoever cancels them does."""
        data = self._data
        tables = (data.app_table, data.events_table, data.usage_table)
        use_table(data.app_table, self.erase_tenant)
        use_table(data.usage_table, self.erase_tenant)
        append_events(data.events_table, self.erase_tenant)
        for table in tables:
            read_whole_table(table, self.erase_tenant, self.export_tenant)
            delete_rows(table, self.erase_tenant)
        change_rows(data.app_table, self.export_tenant)
        use_artifacts(data.artifact_bucket, self.export_tenant)
        delete_artifacts(data.artifact_bucket, self.erase_tenant, self.export_tenant)

    def _grant_tenants(self, *steps: Function) -> None:
        """What serves one tenant at a time works in sessions for that tenant."""
        data = self._data
        working = [step.tenants for step in steps]
        closing, ingesting = self.close_run.tenants, self.ingest_document.tenants
        use_rows(data.app_table, TENANTS_ROWS, *working, closing, ingesting)
        read_rows(data.app_table, COMMON, *working, closing)
        use_rows(data.usage_table, TENANTS_ROWS, *working, closing)
        append_rows(data.events_table, TENANTS_ROWS, *working, closing)
        use_artifacts(data.artifact_bucket, *working, ingesting)
