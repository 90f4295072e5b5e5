"""The project that a run is for: it must be there, and it may limit how many work at once."""

from dataclasses import dataclass

from nyqst.errors import Conflict, NotFound
from nyqst.identity.model import Caller
from nyqst.identity.model.workspace import Project
from nyqst.identity.ports import Records
from nyqst.identity.records import ref
from nyqst.research.model.run import Run


@dataclass(frozen=True, slots=True)
class RunProjects:
    records: Records

    def check(self, caller: Caller, project_id: str) -> None:
        """One of the caller's workspace that is in use."""
        project = self._find(caller.tenant_id, project_id)
        if project is None or project.workspace_id != caller.workspace_id:
            raise NotFound(f"No project {project_id}", code="project_not_found")
        if project.archived_at is not None:
            raise Conflict("This project is archived", code="project_archived")

    def limit(self, run: Run) -> int | None:
        """As its admins want it now; None where they said nothing."""
        project = self._find(run.tenant_id, run.project_id) if run.project_id else None
        return project.concurrent_runs if project else None

    def _find(self, tenant_id: str, project_id: str) -> Project | None:
        return self.records.get(ref(Project, tenant_id=tenant_id, id=project_id))
