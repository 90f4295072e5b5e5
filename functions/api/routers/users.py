"""The users of the caller's tenant."""

from typing import Annotated

from fastapi import APIRouter, Depends

from functions.api.schemas.page import Page, page_of
from functions.api.schemas.tenants import UserChange, UserView
from nyqst.http.dependencies import Cursor, Limit, PlatformDep
from nyqst.http.permission import Admin, Reader, Writer
from nyqst.identity.manage_users import Users
from nyqst.identity.model.user import UserStatus

router = APIRouter(prefix="/users", tags=["tenant"])


def _readable(services: PlatformDep, caller: Reader) -> Users:
    return Users(services.records, services.clock, caller)


def _manageable(services: PlatformDep, caller: Admin) -> Users:
    return Users(services.records, services.clock, caller)


def _writable(services: PlatformDep, caller: Writer) -> Users:
    return Users(services.records, services.clock, caller)


ReadableUsers = Annotated[Users, Depends(_readable)]
WritableUsers = Annotated[Users, Depends(_writable)]
ManageableUsers = Annotated[Users, Depends(_manageable)]


@router.get("")
def list_users(users: ReadableUsers, limit: Limit = 50, cursor: Cursor = None) -> Page[UserView]:
    """Oldest first."""
    return page_of(users.list(limit, cursor), UserView.of)


@router.post("/me/leave")
def leave(users: WritableUsers) -> UserView:
    """Ends the caller's sessions and keys. The last owner cannot leave."""
    return UserView.of(users.change(users.caller.user_id, None, UserStatus.DISABLED))


@router.get("/{user_id}")
def get_user(users: ReadableUsers, user_id: str) -> UserView:
    return UserView.of(users.get(user_id))


@router.patch("/{user_id}")
def change_user(users: ManageableUsers, user_id: str, body: UserChange) -> UserView:
    """Takes effect with the user's next request. The last owner stays one."""
    return UserView.of(users.change(user_id, body.role, body.status))
