"""What is going to be done, and how far it is."""

from typing import Any, Literal

from pydantic import Field

from nyqst.events.types.base import Event, Wire

Progress = Literal["loading", "success", "error"]


class Source(Wire):
    source_id: str
    url: str
    title: str
    provider: str
    retrieved_at: str | None = None


class PlanTask(Wire):
    id: str
    plan_id: str
    title: str
    message: str
    previous_task_id: str | None = None
    status: Progress
    start_time: int | None = None
    end_time: int | None = None
    duration_ms: int | None = None
    notes: str | None = None
    sources: list[Source] = Field(default_factory=list)
    entities: list[str] = Field(default_factory=list)


class Plan(Wire):
    id: str
    plan_set_id: str
    title: str | None = None
    summary: str | None = None
    plan_tasks: dict[str, PlanTask]
    previous_plan_id: str | None = None
    status: Progress
    used_sources: list[str] | None = None
    iteration_number: int | None = None


class PlanSet(Wire):
    chat_id: str
    creator_user_id: str
    user_chat_message_id: str
    workspace_id: str
    plans: dict[str, Plan]


class TaskUpdate(Event):
    """The first carries the whole plan set; later ones only the plans and tasks that changed."""

    type: Literal["task_update"] = "task_update"
    key: str
    title: str
    message: str
    status: Progress
    plan_set: PlanSet
    metadata: dict[str, Any] | None = None
    timestamp: int


class PendingSource(Wire):
    plan_id: str
    plan_set_id: str
    plan_task_id: str
    title: str
    type: Literal["WEB", "DOCUMENT", "CODING_AGENT"]
    web_domain: str | None = None


class PendingSources(Event):
    type: Literal["pending_sources"] = "pending_sources"
    pending_sources: list[PendingSource]
