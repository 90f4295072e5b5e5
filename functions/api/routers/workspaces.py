"""The workspaces of the caller's tenant."""

from typing import Annotated

from fastapi import APIRouter, Depends

from functions.api.schemas.page import Page, page_of
from functions.api.schemas.tenants import Named, PartChange, WorkspaceView
from nyqst.http.dependencies import Cursor, Limit, OnceDep, PlatformDep
from nyqst.http.permission import Admin, Reader
from nyqst.identity.manage_workspaces import Workspaces
from nyqst.identity.model.workspace import Workspace

router = APIRouter(prefix="/workspaces", tags=["tenant"])


def _readable(services: PlatformDep, caller: Reader) -> Workspaces:
    return Workspaces(services.records, services.clock, caller)


def _manageable(services: PlatformDep, caller: Admin) -> Workspaces:
    return Workspaces(services.records, services.clock, caller)


ReadableWorkspaces = Annotated[Workspaces, Depends(_readable)]
ManageableWorkspaces = Annotated[Workspaces, Depends(_manageable)]


@router.post("", status_code=201)
def create_workspace(workspaces: ManageableWorkspaces, once: OnceDep, body: Named) -> WorkspaceView:
    return WorkspaceView.of(workspaces.create(body.name, once))


@router.get("")
def list_workspaces(
    workspaces: ReadableWorkspaces, limit: Limit = 50, cursor: Cursor = None
) -> Page[WorkspaceView]:
    return page_of(workspaces.list(Workspace, limit, cursor), WorkspaceView.of)


@router.get("/{workspace_id}")
def get_workspace(workspaces: ReadableWorkspaces, workspace_id: str) -> WorkspaceView:
    return WorkspaceView.of(workspaces.get(Workspace, workspace_id))


@router.patch("/{workspace_id}")
def change_workspace(
    workspaces: ManageableWorkspaces, workspace_id: str, body: PartChange
) -> WorkspaceView:
    """Renames or archives it; the default one is not archived."""
    return WorkspaceView.of(workspaces.alter(Workspace, workspace_id, body.to_alteration()))
