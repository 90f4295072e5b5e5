"""The projects in a tenant's workspaces."""

from typing import Annotated

from fastapi import APIRouter, Depends

from functions.api.routers.workspaces import ReadableWorkspaces
from functions.api.schemas.page import Page, page_of
from functions.api.schemas.tenants import PartChange, ProjectCreate, ProjectLimit, ProjectView
from nyqst.http.dependencies import Cursor, Limit, OnceDep, PlatformDep
from nyqst.http.permission import Admin, Writer
from nyqst.identity.manage_workspaces import Workspaces
from nyqst.identity.model.workspace import Project

router = APIRouter(prefix="/projects", tags=["tenant"])


def _writable(services: PlatformDep, caller: Writer) -> Workspaces:
    return Workspaces(services.records, services.clock, caller)


WritableWorkspaces = Annotated[Workspaces, Depends(_writable)]


@router.post("", status_code=201)
def create_project(
    workspaces: WritableWorkspaces, once: OnceDep, body: ProjectCreate
) -> ProjectView:
    return ProjectView.of(workspaces.create_project(body.workspace_id, body.name, once))


@router.get("")
def list_projects(
    workspaces: ReadableWorkspaces, limit: Limit = 50, cursor: Cursor = None
) -> Page[ProjectView]:
    return page_of(workspaces.list(Project, limit, cursor), ProjectView.of)


@router.get("/{project_id}")
def get_project(workspaces: ReadableWorkspaces, project_id: str) -> ProjectView:
    return ProjectView.of(workspaces.get(Project, project_id))


@router.patch("/{project_id}")
def change_project(
    workspaces: WritableWorkspaces, project_id: str, body: PartChange
) -> ProjectView:
    """Renames or archives it."""
    return ProjectView.of(workspaces.alter(Project, project_id, body.to_alteration()))


@router.put("/{project_id}/limit")
def limit_project(
    services: PlatformDep, caller: Admin, project_id: str, body: ProjectLimit
) -> ProjectView:
    """How many of its runs work at once, from the next one on; more of them wait."""
    workspaces = Workspaces(services.records, services.clock, caller)
    return ProjectView.of(workspaces.limit(project_id, body.concurrent_runs))
