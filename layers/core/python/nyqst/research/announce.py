"""A run's plan and progress as events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nyqst.clock import Clock, epoch_ms
from nyqst.entity import EntityType
from nyqst.events.model import LogName
from nyqst.events.types import planning as wire
from nyqst.events.types.entity import Entity
from nyqst.events.types.execution import (
    NodeToolEvent,
    NodeToolsExecutionStart,
    UpdateSubagentCurrentAction,
)
from nyqst.events.types.lifecycle import StreamStart
from nyqst.research.model.evidence import Source
from nyqst.research.model.plan import Plan, PlanSet, PlanTask, Progress
from nyqst.research.model.run import Run, RunKey


def log_of(key: RunKey) -> LogName:
    return LogName(key.tenant_id, f"RUN#{key.run_id}")


def stream_start(run: Run) -> StreamStart:
    return StreamStart(
        chat_id=run.chat_id,
        creator_user_id=run.user_id,
        user_chat_message_id=run.user_message_id,
        workspace_id=run.workspace_id,
    )


@dataclass(frozen=True, slots=True)
class Announcer:
    """Makes the events of one run. `plan_set_id` on the wire is the run's id."""

    run: Run
    clock: Clock

    def planned(self, plan: PlanSet) -> wire.TaskUpdate:
        """The first task update of a run: it alone carries the whole plan."""
        message = f"{len(plan.tasks)} questions to research"
        plan_set = self._plan_set(plan.plans)
        return self._task_update("planning", plan.title, message, Progress.SUCCESS, plan_set)

    def task_update(
        self,
        task: PlanTask,
        status: Progress,
        message: str,
        *,
        metadata: Mapping[str, Any] | None = None,
    ) -> wire.TaskUpdate:
        """About one task: only it stands in the plan set."""
        changed = wire.Plan(
            id=task.plan_id,
            plan_set_id=self.run.id,
            plan_tasks={task.id: _wire_task(task, status)},
            status="loading",
        )
        plan_set = self._wire_plan_set({task.plan_id: changed})
        return self._task_update(task.id, task.title, message, status, plan_set, metadata)

    def pending_sources(self, plan: PlanSet, sources: Iterable[str]) -> wire.PendingSources:
        """What may be read, by title, before anything is."""
        first = plan.tasks[0]
        return wire.PendingSources(
            pending_sources=[
                wire.PendingSource(
                    plan_id=first.plan_id,
                    plan_set_id=self.run.id,
                    plan_task_id=first.id,
                    title=title,
                    type="DOCUMENT",
                )
                for title in sources
            ]
        )

    def fan_out(self, plan: PlanSet) -> NodeToolsExecutionStart:
        return NodeToolsExecutionStart(
            node_id="research",
            plan_id=plan.plans[0].id,
            plan_set_id=self.run.id,
            tool_ids=[task.id for task in plan.tasks],
            total_tools=len(plan.tasks),
            timestamp=self._now(),
        )

    def action(self, node_id: str, plan_id: str, action: str) -> UpdateSubagentCurrentAction:
        return UpdateSubagentCurrentAction(
            current_action=action,
            node_id=node_id,
            plan_id=plan_id,
            plan_set_id=self.run.id,
            timestamp=self._now(),
        )

    def tool(
        self, node_id: str, plan_id: str, event: Any, tool_type: str, metadata: Mapping[str, Any]
    ) -> NodeToolEvent:
        return NodeToolEvent(
            event=event,
            node_id=node_id,
            plan_id=plan_id,
            plan_set_id=self.run.id,
            tool_id=f"{node_id}:{tool_type}",
            tool_type=tool_type,
            metadata=dict(metadata),
            timestamp=self._now(),
        )

    def source_entity(self, source: Source) -> Entity:
        """A source as it was read."""
        return Entity(
            entity_type=EntityType.KNOWLEDGE_BASE,
            identifier=source.sha256,
            title=source.title,
            file_name=source.name,
            mimetype=source.media_type,
            workspace_id=self.run.workspace_id,
            content_artifact_id=source.sha256,
            content_length=source.characters,
            purpose="cited",
        )

    def report_entity(
        self, title: str, file_name: str, media_type: str, sha256: str | None = None
    ) -> Entity:
        """A file of the report; without a hash while it is being written."""
        return Entity(
            entity_type=EntityType.GENERATED_REPORT,
            identifier=f"{self.run.id}/{file_name}",
            title=title,
            file_name=file_name,
            mimetype=media_type,
            workspace_id=self.run.workspace_id,
            content_artifact_id=sha256,
            user_query=self.run.query,
        )

    def _now(self) -> int:
        return epoch_ms(self.clock.now())

    def _task_update(
        self,
        key: str,
        title: str,
        message: str,
        status: Progress,
        plan_set: wire.PlanSet,
        metadata: Mapping[str, Any] | None = None,
    ) -> wire.TaskUpdate:
        return wire.TaskUpdate(
            key=key,
            title=title,
            message=message,
            status=status.value,
            plan_set=plan_set,
            metadata=dict(metadata) if metadata else None,
            timestamp=self._now(),
        )

    def _plan_set(self, plans: Iterable[Plan]) -> wire.PlanSet:
        return self._wire_plan_set(
            {
                plan.id: wire.Plan(
                    id=plan.id,
                    plan_set_id=self.run.id,
                    title=plan.title,
                    summary=plan.summary,
                    plan_tasks={task.id: _wire_task(task, Progress.LOADING) for task in plan.tasks},
                    previous_plan_id=plan.previous_plan_id,
                    status="loading",
                    iteration_number=plan.iteration_number,
                )
                for plan in plans
            }
        )

    def _wire_plan_set(self, plans: dict[str, wire.Plan]) -> wire.PlanSet:
        return wire.PlanSet(
            chat_id=self.run.chat_id,
            creator_user_id=self.run.user_id,
            user_chat_message_id=self.run.user_message_id,
            workspace_id=self.run.workspace_id,
            plans=plans,
        )


def _wire_task(task: PlanTask, status: Progress) -> wire.PlanTask:
    return wire.PlanTask(
        id=task.id,
        plan_id=task.plan_id,
        title=task.title,
        message=task.message,
        previous_task_id=task.previous_task_id,
        status=status.value,
    )
