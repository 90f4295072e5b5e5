"""Runs, their steps and the tenants that wait to start one, in the `app` table.

    pk                   sk       holds                            index `due`
    <tenant>#RUN         <run>    one run                          DUE#<n>  when to look at it
    <tenant>#QUEUE       <run>    that it waits for a place; gone when it has one or has ended
    <tenant>#STEP#<run>  <step>   attempts, and the result if done
    PLACES   WAITS#<tenant>       that it waits for a place of the platform, with its weight
    PLACES   TURNS                whose turn it is: version, now, marks: {tenant: [weight, served]};
                                  gone when nobody waits

A run is in the index `due` until its log has ended; the reaper looks at those whose time has come.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from boto3.dynamodb.conditions import Attr, ConditionBase

from nyqst.chats.dynamodb import chat_row, message_row
from nyqst.chats.model import Chat, Message
from nyqst.errors import Conflict, NotFound, Superseded
from nyqst.idempotency import Once, replay
from nyqst.paging import Listed, cursor_behind, read_cursor
from nyqst.research.model.run import (
    TRANSITIONS,
    Outcome,
    Run,
    RunKey,
    RunStatus,
    sources_of,
)
from nyqst.research.model.step import Lease
from nyqst.research.model.turns import TenantsWaiting, Turns
from nyqst.research.run_rows import DUE_PARTITIONS, GRACE, queue_row, run_of, run_row
from nyqst.research.turn_rows import PLACES, TURNS, WAITS, turns_of, turns_row, waiting_row
from nyqst.storage.expressions import ABSENT, PRESENT, Delete, Item, Put, Update
from nyqst.storage.idempotency import answered_row, find_answered
from nyqst.storage.table import Table

_LIVING = [status for status, targets in TRANSITIONS.items() if targets]
MAX_WAITING = 100
"""As many of a tenant's waiting runs are looked at together."""


class DynamoRunStore:
    def __init__(self, table: Table) -> None:
        self._table = table

    def create(
        self, run: Run, messages: Sequence[Message], chat: Chat | None, once: Once | None
    ) -> Run:
        writes = [Put(run_row(run), ABSENT), Put(queue_row(run))]
        writes += [Put(message_row(run.tenant_id, message)) for message in messages]
        if chat:
            writes.append(Put(chat_row(chat), ABSENT))
        if once:
            writes.append(answered_row(run.tenant_id, once, run.id, run.created_at))
        try:
            self._table.transact(writes)
        except Conflict:
            earlier = self._replay(run.tenant_id, once, run.created_at)
            if earlier is None:
                raise
            return earlier
        return run

    def made_by(self, tenant_id: str, once: Once, now: datetime) -> Run | None:
        return self._replay(tenant_id, once, now)

    def waiting(self, tenant_id: str) -> tuple[Run, ...]:
        partition = f"{tenant_id}#QUEUE"
        queued = self._table.query(partition, limit=MAX_WAITING).items
        rows = self._table.get_all((f"{tenant_id}#RUN", row["sk"]) for row in queued)
        found = sorted((run_of(tenant_id, row) for row in rows), key=lambda run: run.id)
        return tuple(run for run in found if run.waits)

    def dispatch(self, key: RunKey, deadline: datetime, now: datetime) -> Run:
        changes = {
            "dispatched": True,
            "deadline": deadline.isoformat(),
            "due_sk": (now + GRACE).isoformat(),
        }
        queued = PRESENT & Attr("status").eq(RunStatus.QUEUED)
        update = Update(f"{key.tenant_id}#RUN", key.run_id, changes, queued)
        self._table.transact([update, Delete(f"{key.tenant_id}#QUEUE", key.run_id)])
        return self.get(key)

    def get(self, key: RunKey) -> Run:
        row = self._table.get(f"{key.tenant_id}#RUN", key.run_id)
        if row is None:
            raise NotFound(f"No run {key.run_id}", code="run_not_found")
        return run_of(key.tenant_id, row)

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Run]:
        partition = f"{tenant_id}#RUN"
        page = self._table.query(
            partition, after_sk=read_cursor(partition, cursor), limit=limit, newest_first=True
        )
        runs = tuple(run_of(tenant_id, row) for row in page.items)
        return Listed(runs, cursor_behind(partition, page.last_sk))

    def change(self, key: RunKey, status: RunStatus, now: datetime) -> Run:
        allowed = Attr("status").is_in(list(sources_of(status)))
        if status is not RunStatus.RUNNING:
            return self._update(key, {"status": status}, allowed)
        run = self.get(key)
        started = (run.started_at or now).isoformat()
        changes = {"status": status, "started_at": started, "due_sk": run.deadline.isoformat()}
        return self._update(key, changes, allowed)

    def end(self, key: RunKey, outcome: Outcome, now: datetime) -> Run:
        changes = {
            "status": outcome.status,
            "ended_at": now.isoformat(),
            "error_type": outcome.error_type,
            "error_message": outcome.error_message,
            "due_sk": (now + GRACE).isoformat(),
        }
        try:
            return self._update(
                key, changes, Attr("status").is_in(list(sources_of(outcome.status)))
            )
        except Conflict:
            run = self.get(key)
            if not run.ended:
                raise
            return run

    def mark_closed(self, key: RunKey) -> None:
        self._table.delete(f"{key.tenant_id}#QUEUE", key.run_id)
        self._update(key, {"closed": True, "due_pk": None, "due_sk": None})

    def look_again(self, key: RunKey, at: datetime) -> None:
        try:
            self._update(key, {"due_sk": at.isoformat()}, Attr("status").is_in(_LIVING))
        except Conflict:
            return

    def due(self, now: datetime, limit: int) -> tuple[Run, ...]:
        rows = [
            row
            for number in range(DUE_PARTITIONS)
            for row in self._table.query_index(
                "due", f"DUE#{number}", up_to=now.isoformat(), limit=limit
            )
        ]
        rows.sort(key=lambda row: str(row["due_sk"]))
        return tuple(run_of(row["tenant_id"], row) for row in rows[:limit])

    def _update(
        self, key: RunKey, changes: Mapping[str, Any], where: ConditionBase | None = None
    ) -> Run:
        condition = PRESENT if where is None else PRESENT & where
        update = Update(f"{key.tenant_id}#RUN", key.run_id, changes, condition)
        return run_of(key.tenant_id, self._table.write(update))

    def _replay(self, tenant_id: str, once: Once | None, now: datetime) -> Run | None:
        if once is None:
            return None
        run_id = replay(once, find_answered(self._table, tenant_id, once, now))
        return self.get(RunKey(tenant_id, run_id)) if run_id else None


class DynamoTenantQueue:
    """Whoever has to wait adds a row of its own; the turns go on version by version."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def anyone(self) -> bool:
        return bool(self._table.query(PLACES, begins=WAITS, limit=1).items)

    def join(self, tenant_id: str, weight: int) -> None:
        self._table.write(Put(waiting_row(tenant_id, weight)))

    def read(self) -> TenantsWaiting:
        rows = {row["sk"]: row for row in self._table.query_all(PLACES)}
        turns = turns_of(rows.pop(TURNS, None))
        weights = {sk.removeprefix(WAITS): row["weight"] for sk, row in rows.items()}
        return TenantsWaiting(weights, turns)

    def keep(self, turns: Turns, left: str | None) -> None:
        before = turns.version - 1
        where = Attr("version").eq(before) if before else ABSENT
        writes: list[Put | Delete] = [Put(turns_row(turns), where)]
        if left is not None:
            writes.append(Delete(PLACES, WAITS + left))
        self._table.transact(writes)

    def forget(self) -> None:
        self._table.delete(PLACES, TURNS)


class DynamoStepStore:
    def __init__(self, table: Table) -> None:
        self._table = table

    def acquire(self, key: RunKey, step: str) -> Lease:
        row = self._table.write(Update(_step_pk(key), step, {}, add={"attempt": 1}))
        return Lease(key, step, row["attempt"], _result(row))

    def finish(self, lease: Lease, result: Mapping[str, Any]) -> None:
        packed = zlib.compress(json.dumps(result, separators=(",", ":")).encode())
        update = Update(
            _step_pk(lease.run), lease.step, {"result": packed}, Attr("attempt").eq(lease.attempt)
        )
        try:
            self._table.write(update)
        except Conflict as error:
            raise Superseded(f"A later attempt has taken over {lease.step}") from error

    def fail(self, lease: Lease, code: str) -> None:
        self._table.write(Update(_step_pk(lease.run), lease.step, {"failure": code}))

    def results(self, key: RunKey) -> Mapping[str, Mapping[str, Any]]:
        rows = self._table.query_all(_step_pk(key))
        results = {row["sk"]: _result(row) for row in rows}
        return {step: result for step, result in results.items() if result is not None}

    def failures(self, key: RunKey) -> Mapping[str, str]:
        rows = self._table.query_all(_step_pk(key))
        return {row["sk"]: row.get("failure", "unfinished") for row in rows if "result" not in row}


def _step_pk(key: RunKey) -> str:
    return f"{key.tenant_id}#STEP#{key.run_id}"


def _result(row: Item) -> Mapping[str, Any] | None:
    if "result" not in row:
        return None
    result: Mapping[str, Any] = json.loads(zlib.decompress(bytes(row["result"])))
    return result
