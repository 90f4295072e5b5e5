"""Runs and their steps in memory."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from nyqst.chats.model import Chat, Message
from nyqst.errors import Conflict, NotFound, Superseded
from nyqst.idempotency import Once
from nyqst.paging import Listed
from nyqst.research.model.run import Outcome, Run, RunKey, RunStatus, sources_of
from nyqst.research.model.step import Lease
from tests.fakes.chat_store import MemoryChatStore
from tests.fakes.once import MemoryOnce
from tests.fakes.pages import page_of

_GRACE = timedelta(seconds=60)


@dataclass
class MemoryRunStore:
    chats: MemoryChatStore = field(default_factory=MemoryChatStore)
    _runs: dict[RunKey, Run] = field(default_factory=dict)
    _due: dict[RunKey, datetime] = field(default_factory=dict)

    @property
    def _once(self) -> MemoryOnce:
        return self.chats.once

    def create(
        self, run: Run, messages: Sequence[Message], chat: Chat | None, once: Once | None
    ) -> Run:
        def write() -> None:
            if run.key in self._runs:
                raise Conflict(f"{run.id} is taken")
            if chat:
                self.chats.open(chat)
            for message in messages:
                self.chats.finish_message(run.tenant_id, message)
            self._runs[run.key] = run
            self._due[run.key] = run.created_at + _GRACE

        made = self._once.write(run.tenant_id, once, run.id, run.created_at, write)
        return run if made == run.id else self.get(RunKey(run.tenant_id, made))

    def made_by(self, tenant_id: str, once: Once, now: datetime) -> Run | None:
        made = self._once.earlier(tenant_id, once, now)
        return self.get(RunKey(tenant_id, made)) if made else None

    def waiting(self, tenant_id: str) -> tuple[Run, ...]:
        with self._once.lock:
            runs = sorted(self._runs.values(), key=lambda run: run.id)
            return tuple(run for run in runs if run.tenant_id == tenant_id and run.waits)

    def dispatch(self, key: RunKey, deadline: datetime, now: datetime) -> Run:
        with self._once.lock:
            run = self.get(key)
            if run.status is not RunStatus.QUEUED:
                raise Conflict(f"A run that {run.status} is not dispatched")
            self._runs[key] = replace(run, dispatched=True, deadline=deadline)
            self._due[key] = now + _GRACE
            return self._runs[key]

    def get(self, key: RunKey) -> Run:
        with self._once.lock:
            run = self._runs.get(key)
        if run is None:
            raise NotFound(f"No run {key.run_id}", code="run_not_found")
        return run

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Run]:
        with self._once.lock:
            runs = {
                key.run_id: run for key, run in self._runs.items() if key.tenant_id == tenant_id
            }
        return page_of(f"{tenant_id}#RUN", runs, limit, cursor, newest_first=True)

    def change(self, key: RunKey, status: RunStatus, now: datetime) -> Run:
        with self._once.lock:
            run = self._allowed(key, status)
            if status is RunStatus.RUNNING:
                run = replace(run, started_at=run.started_at or now)
                self._due[key] = run.deadline
            self._runs[key] = replace(run, status=status)
            return self._runs[key]

    def end(self, key: RunKey, outcome: Outcome, now: datetime) -> Run:
        with self._once.lock:
            run = self.get(key)
            if run.ended:
                return run
            self._runs[key] = replace(
                self._allowed(key, outcome.status),
                status=outcome.status,
                ended_at=now,
                error_type=outcome.error_type,
                error_message=outcome.error_message,
            )
            self._due[key] = now + _GRACE
            return self._runs[key]

    def mark_closed(self, key: RunKey) -> None:
        with self._once.lock:
            self._runs[key] = replace(self._runs[key], closed=True)
            self._due.pop(key, None)

    def look_again(self, key: RunKey, at: datetime) -> None:
        with self._once.lock:
            if not self.get(key).ended:
                self._due[key] = at

    def due(self, now: datetime, limit: int) -> tuple[Run, ...]:
        with self._once.lock:
            due = sorted((at, key.run_id, key) for key, at in self._due.items() if at <= now)
            return tuple(self._runs[key] for _, _, key in due[:limit])

    def _allowed(self, key: RunKey, status: RunStatus) -> Run:
        run = self.get(key)
        if run.status not in sources_of(status):
            raise Conflict(f"A run that {run.status} cannot become {status}")
        return run


@dataclass
class _Step:
    attempt: int = 0
    result: str | None = None
    failure: str = "unfinished"


@dataclass
class MemoryStepStore:
    once: MemoryOnce = field(default_factory=MemoryOnce)
    finished: list[tuple[RunKey, str, str]] = field(default_factory=list)
    """Every time a step was finished: run, step and result as JSON."""
    _steps: dict[RunKey, dict[str, _Step]] = field(default_factory=dict)

    def acquire(self, key: RunKey, step: str) -> Lease:
        with self.once.lock:
            row = self._steps.setdefault(key, {}).setdefault(step, _Step())
            row.attempt += 1
            return Lease(key, step, row.attempt, json.loads(row.result) if row.result else None)

    def finish(self, lease: Lease, result: Mapping[str, Any]) -> None:
        with self.once.lock:
            row = self._steps[lease.run][lease.step]
            if row.attempt != lease.attempt:
                raise Superseded(f"A later attempt has taken over {lease.step}")
            row.result = json.dumps(result)
            self.finished.append((lease.run, lease.step, row.result))

    def fail(self, lease: Lease, code: str) -> None:
        with self.once.lock:
            self._steps[lease.run][lease.step].failure = code

    def results(self, key: RunKey) -> Mapping[str, Mapping[str, Any]]:
        with self.once.lock:
            rows = sorted(self._steps.get(key, {}).items())
            return {step: json.loads(row.result) for step, row in rows if row.result}

    def failures(self, key: RunKey) -> Mapping[str, str]:
        with self.once.lock:
            rows = sorted(self._steps.get(key, {}).items())
            return {step: row.failure for step, row in rows if not row.result}
