"""The part of the composition that begins, serves and ends runs."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nyqst.bootstrap import Platform
    from nyqst.documents.ports import TextExtractor
    from nyqst.research.cancel_run import CancelRun
    from nyqst.research.close_run import CloseRun
    from nyqst.research.dispatch_runs import DispatchRuns
    from nyqst.research.model.run import Delivery, Run
    from nyqst.research.ports import RunStore, StepStore, TenantQueue, Workflow
    from nyqst.research.read_web import WebReader
    from nyqst.research.reap_runs import ReapRuns
    from nyqst.research.run_admission import RunAdmission
    from nyqst.research.run_models import RunModels
    from nyqst.research.run_places import RunPlaces
    from nyqst.research.run_purse import RunPurses
    from nyqst.research.run_standing import RunStanding
    from nyqst.research.start_run import StartRun


@dataclass
class ResearchServices:
    platform: "Platform"

    @cached_property
    def runs(self) -> "RunStore":
        from nyqst.research.dynamodb import DynamoRunStore

        return DynamoRunStore(self.platform.app_table)

    @cached_property
    def steps(self) -> "StepStore":
        from nyqst.research.dynamodb import DynamoStepStore

        return DynamoStepStore(self.platform.app_table)

    @cached_property
    def workflow(self) -> "Workflow":
        from nyqst.research.stepfunctions import StepFunctionsWorkflow

        return StepFunctionsWorkflow(
            self.platform.client("stepfunctions"), self.platform.settings.state_machine_arn
        )

    @cached_property
    def close_run(self) -> "CloseRun":
        from nyqst.research.close_run import CloseRun

        return CloseRun(
            self.runs,
            self.steps,
            self.platform.chats,
            self.platform.events,
            self.run_admission,
            self.run_places,
            self.platform.notifications.notice_thresholds,
            self.platform.notifications.announce,
            self.platform.clock,
        )

    @cached_property
    def start_run(self) -> "StartRun":
        from nyqst.research.run_projects import RunProjects
        from nyqst.research.start_run import StartRun

        return StartRun(
            self.runs,
            self.platform.chats,
            self.platform.documents,
            self.platform.events,
            self.dispatch_runs,
            self.run_admission,
            RunProjects(self.platform.records),
            self.platform.clock,
            self.platform.settings.runner,
            self.platform.settings.listed("scenarios"),
        )

    @cached_property
    def run_admission(self) -> "RunAdmission":
        from nyqst.research.run_admission import RunAdmission

        return RunAdmission(self.platform.metering.admit, self.platform.metering.settlement)

    @cached_property
    def run_places(self) -> "RunPlaces":
        from nyqst.research.held_places import HeldPlaces
        from nyqst.research.platform_places import PlatformPlaces
        from nyqst.research.run_places import RunPlaces
        from nyqst.research.run_projects import RunProjects

        held = HeldPlaces(self.platform.metering.reserve, self.platform.metering.meters)
        shared = PlatformPlaces(
            self.platform.settings.most("concurrent_runs"), held, self.tenant_queue
        )
        return RunPlaces(
            self.platform.metering.catalogs, held, RunProjects(self.platform.records), shared
        )

    @cached_property
    def run_standing(self) -> "RunStanding":
        from nyqst.research.run_standing import RunStanding

        return RunStanding(self.platform.records)

    @cached_property
    def tenant_queue(self) -> "TenantQueue":
        from nyqst.research.dynamodb import DynamoTenantQueue

        return DynamoTenantQueue(self.platform.app_table)

    @cached_property
    def dispatch_runs(self) -> "DispatchRuns":
        from nyqst.research.dispatch_runs import DispatchRuns

        return DispatchRuns(
            self.runs, self.workflow, self.run_places, self.run_standing, self.platform.clock
        )

    @cached_property
    def run_purses(self) -> "RunPurses":
        from nyqst.research.run_purse import RunPurses

        return RunPurses(
            self.platform.metering.catalogs,
            self.platform.metering.reserve,
            self.platform.metering.settlement,
            self.run_models.class_of,
            self.run_standing,
            self.platform.clock,
        )

    @cached_property
    def run_models(self) -> "RunModels":
        from nyqst.research.run_models import RunModels

        return RunModels(
            self.platform.metering.catalogs.version, self.platform.settings.bedrock_model_id
        )

    @cached_property
    def cancel_run(self) -> "CancelRun":
        from nyqst.research.cancel_run import CancelRun

        return CancelRun(self.runs, self.workflow, self.close_run)

    @cached_property
    def reap_runs(self) -> "ReapRuns":
        from nyqst.research.give_places import GivePlaces
        from nyqst.research.reap_runs import ReapRuns

        dispatch = self.dispatch_runs
        limit = self.platform.settings.most("concurrent_runs")
        give_places = GivePlaces(limit, self.tenant_queue, dispatch)
        return ReapRuns(
            self.runs, self.workflow, dispatch, self.close_run, give_places, self.platform.clock
        )

    def read_web(self, extract: "TextExtractor") -> "WebReader":
        from nyqst.research.read_web import ReadWeb
        from nyqst.research.search_web import SearchWeb
        from nyqst.web.fetch import Fetcher
        from nyqst.web.rules import web_exchange
        from nyqst.web.secretsmanager import SecretSearches

        told = self.platform.settings
        exchange = web_exchange(loopback=bool(told.web_on_loopback))
        searches = SecretSearches(
            self.platform.client("secretsmanager"), told.web_search_secret, exchange
        )
        return ReadWeb(searches, SearchWeb(self.run_purses), lambda: Fetcher(exchange), extract)

    def find_delivery(self, run: "Run") -> "Delivery | None":
        from nyqst.research.deliveries import find_delivery

        return find_delivery(self.steps, run)
