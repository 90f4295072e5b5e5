"""The researcher that asks a model."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel

from nyqst.metering.model.model_class import Price
from nyqst.metering.purse import Purse
from nyqst.research.model.brief import DataBrief, TaskFailure, TaskFindings
from nyqst.research.model.evidence import Note, Passage, Source
from nyqst.research.model.plan import PlanRequest, PlanSet, PlanTask
from nyqst.research.model.usage import Usage
from nyqst.research.runner import Paragraph, Reflection, Section
from nyqst.research.search import Search
from nyqst_agent.runners.bedrock.brief import synthesize
from nyqst_agent.runners.bedrock.calls import ModelCalls
from nyqst_agent.runners.bedrock.meter import UNBOUNDED, Bounds, Meter
from nyqst_agent.runners.bedrock.notes import take_notes
from nyqst_agent.runners.bedrock.plan import plan
from nyqst_agent.runners.bedrock.queries import choose_queries
from nyqst_agent.runners.bedrock.reflect import reflect
from nyqst_agent.runners.bedrock.write import write


class BedrockRunner:
    """Implements `nyqst.research.runner.Runner` with any chat model of LangChain's."""

    def __init__(
        self,
        chat: BaseChatModel,
        price: Price,
        structured: Mapping[str, Any] | None = None,
        bounds: Bounds = UNBOUNDED,
        purse: Purse | None = None,
    ) -> None:
        self._meter = Meter(price, bounds, purse)
        self._calls = ModelCalls(chat, self._meter, structured or {})

    @property
    def usage(self) -> Usage:
        return self._meter.usage

    def plan(self, request: PlanRequest) -> PlanSet:
        return plan(self._calls, request)

    def choose_queries(
        self, task: PlanTask, notes: Sequence[Note], missing: Sequence[str]
    ) -> tuple[str, ...]:
        return choose_queries(self._calls, task, notes, missing)

    def take_notes(self, task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
        return take_notes(self._calls, task, passages)

    def reflect(self, task: PlanTask, notes: Sequence[Note]) -> Reflection:
        return reflect(self._calls, task, notes)

    def cross_check(
        self,
        findings: Sequence[TaskFindings],
        search: Search,  # noqa: ARG002 - the model compares what it has noted
    ) -> tuple[TaskFindings, ...]:
        return tuple(findings)

    def synthesize(
        self,
        plan: PlanSet,
        findings: Sequence[TaskFindings],
        failures: Sequence[TaskFailure],
        sources: Sequence[Source],
    ) -> DataBrief:
        return synthesize(self._calls, plan, findings, failures, sources)

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        return write(self._calls, brief, section)
