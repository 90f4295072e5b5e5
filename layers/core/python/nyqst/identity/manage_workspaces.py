"""The workspaces and projects of a tenant."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from nyqst.clock import Clock
from nyqst.errors import Conflict, NotFound
from nyqst.idempotency import Once
from nyqst.identity.audit import audited
from nyqst.identity.model.caller import Caller
from nyqst.identity.model.workspace import DEFAULT, Project, Workspace
from nyqst.identity.ports import Answering, Records
from nyqst.identity.records import Added, Changed, ref
from nyqst.ids import new_id
from nyqst.paging import Listed

Part = TypeVar("Part", Workspace, Project)


@dataclass(frozen=True, slots=True)
class Alteration:
    name: str | None = None
    archived: bool | None = None


@dataclass(frozen=True, slots=True)
class Workspaces:
    records: Records
    clock: Clock
    caller: Caller

    def create(self, name: str, once: Once | None) -> Workspace:
        now = self.clock.now()
        workspace_id = new_id("wsp", now)
        made = Workspace(self.caller.tenant_id, workspace_id, name, self.caller.user_id, now)
        return self._create(made, once)

    def create_project(self, workspace_id: str, name: str, once: Once | None) -> Project:
        if self.get(Workspace, workspace_id).archived_at is not None:
            raise Conflict("This workspace is archived", code="workspace_archived")
        now = self.clock.now()
        made = Project(
            self.caller.tenant_id, new_id("prj", now), workspace_id, name, self.caller.user_id, now
        )
        return self._create(made, once)

    def list(self, kind: type[Part], limit: int, cursor: str | None) -> Listed[Part]:
        return self.records.list(kind, limit, cursor, tenant_id=self.caller.tenant_id)

    def get(self, kind: type[Part], part_id: str) -> Part:
        found = self.records.get(ref(kind, tenant_id=self.caller.tenant_id, id=part_id))
        if found is None:
            word = kind.__name__.lower()
            raise NotFound(f"No {word} {part_id}", code=f"{word}_not_found")
        return found

    def alter(self, kind: type[Part], part_id: str, wanted: Alteration) -> Part:
        before, now = self.get(kind, part_id), self.clock.now()
        if wanted.archived and part_id == DEFAULT:
            raise Conflict("The default workspace stays", code="default_workspace")
        after = replace(
            before,
            name=wanted.name or before.name,
            archived_at=_archived(before.archived_at, now, wanted.archived),
        )
        self._change(before, after)
        return after

    def limit(self, project_id: str, concurrent_runs: int | None) -> Project:
        before = self.get(Project, project_id)
        after = replace(before, concurrent_runs=concurrent_runs)
        self._change(before, after)
        return after

    def _change(self, before: Part, after: Part) -> None:
        if before != after:
            changed = Changed(before, after)
            action = f"{type(before).__name__.lower()}.changed"
            entry = audited(self.caller, self.clock.now(), action, before.id, changed)
            self.records.commit(changed, entry)

    def _create(self, made: Part, once: Once | None) -> Part:
        added, tenant_id = Added(made), self.caller.tenant_id
        action = f"{type(made).__name__.lower()}.created"
        entry = audited(self.caller, made.created_at, action, made.id, added)
        answering = Answering(tenant_id, once, made.id, made.created_at) if once else None
        earlier = self.records.commit(added, entry, answering=answering)
        return self.get(type(made), earlier) if earlier else made


def _archived(at: datetime | None, now: datetime, wanted: bool | None) -> datetime | None:  # noqa: FBT001
    if wanted is None:
        return at
    return (at or now) if wanted else None
