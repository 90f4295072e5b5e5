"""Runs on the wire."""

from datetime import datetime

from pydantic import BaseModel, Field

from functions.api.schemas.ids import Id
from nyqst.metering.model.model_class import ModelClass
from nyqst.research.model.run import MAX_QUERY, Deliverable, Delivery, Mode, Run, RunStatus
from nyqst.research.start_run import MAX_DOCUMENTS, RunRequest


class RunSources(BaseModel):
    """What a run may read. Without `document_ids` it reads every document that is ready.

    Documents that failed are named in the report.
    """

    document_ids: list[Id] | None = Field(default=None, max_length=MAX_DOCUMENTS)


class RunCreate(BaseModel):
    query: str | None = Field(default=None, max_length=MAX_QUERY)
    """The question; or name a user message in `chat_id` that asks it."""
    message_id: Id | None = None
    project_id: Id | None = None
    """Of the caller's workspace; its admins may limit how many of its runs work at once."""
    chat_id: Id | None = None
    """Without one the run opens a new chat."""
    deliverable_type: Deliverable = Deliverable.REPORT
    mode: Mode = Mode.NORMAL
    sources: RunSources = RunSources()
    model_class: ModelClass | None = None
    """Of the models that do the work; without one the plan's default, task by task."""
    budget_micros: int | None = Field(default=None, ge=1, le=1_000_000_000, strict=True)
    """The most that the run's model may cost, in millionths of a dollar; at most the plan's."""
    scenario: str | None = None
    """On test stages: plays this scenario instead of the stage's runner."""

    def to_request(self) -> RunRequest:
        chosen = self.sources.document_ids
        return RunRequest(
            query=self.query,
            message_id=self.message_id,
            chat_id=self.chat_id,
            project_id=self.project_id,
            deliverable=self.deliverable_type,
            mode=self.mode,
            document_ids=tuple(chosen) if chosen is not None else None,
            model_class=self.model_class,
            budget_micros=self.budget_micros or 0,
            scenario=self.scenario,
        )


class DeliveryView(BaseModel):
    title: str
    manifest_sha256: str
    files: dict[str, str]
    """Format, such as `html`, to the sha256 of its artifact."""
    citations: int
    citations_verified: int
    sources: int
    tasks: int
    tasks_failed: int


class RunView(BaseModel):
    id: str
    project_id: str | None
    chat_id: str
    message_id: str
    query: str
    deliverable_type: Deliverable
    mode: Mode
    status: RunStatus
    model_class: ModelClass
    """The most that its tasks are given."""
    budget_micros: int
    attempt: int
    retry_of: str | None
    follows: str | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    error_type: str | None
    error_message: str | None
    queue_position: int | None = None
    """From 1, while it waits, among the tenant's own runs; it says nothing of other tenants, for
    whose turns it may have to wait as well. Only on a run asked for by its id."""
    events_url: str
    """Relative to the API's address."""
    delivery: DeliveryView | None = None

    @classmethod
    def of(
        cls, run: Run, delivery: Delivery | None = None, queue_position: int | None = None
    ) -> "RunView":
        return cls(
            id=run.id,
            project_id=run.project_id,
            chat_id=run.chat_id,
            message_id=run.message_id,
            query=run.query,
            deliverable_type=run.deliverable,
            mode=run.mode,
            status=run.status,
            model_class=run.model_class,
            budget_micros=run.budget_micros,
            attempt=run.attempt,
            retry_of=run.retry_of,
            follows=run.follows,
            created_at=run.created_at,
            started_at=run.started_at,
            ended_at=run.ended_at,
            error_type=run.error_type,
            error_message=run.error_message,
            queue_position=queue_position,
            events_url=f"/v1/runs/{run.id}/events",
            delivery=_delivery(delivery) if delivery else None,
        )


def _delivery(delivery: Delivery) -> DeliveryView:
    return DeliveryView(
        title=delivery.title,
        manifest_sha256=delivery.manifest_sha256,
        files=dict(delivery.files),
        citations=delivery.citations,
        citations_verified=delivery.citations_verified,
        sources=delivery.sources,
        tasks=delivery.tasks,
        tasks_failed=delivery.tasks_failed,
    )
