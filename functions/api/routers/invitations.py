"""Invitations: the operator's to plans, everybody else's to their own tenant."""

from typing import Annotated

from fastapi import APIRouter, Depends

from functions.api.schemas.invitations import (
    InvitationCreate,
    InvitationIssued,
    InvitationView,
)
from functions.api.schemas.page import Page, page_of
from nyqst.http.dependencies import Cursor, Limit, OnceDep, PlatformDep
from nyqst.http.permission import Admin
from nyqst.identity.invitations import Invitations

router = APIRouter(prefix="/invitations", tags=["invitations"])


def _invitations(services: PlatformDep, caller: Admin) -> Invitations:
    return Invitations(services.records, services.clock, caller)


InvitationsDep = Annotated[Invitations, Depends(_invitations)]


@router.post("", status_code=201)
def issue_invitation(
    services: PlatformDep, invitations: InvitationsDep, once: OnceDep, body: InvitationCreate
) -> InvitationIssued:
    """The token itself is in this answer and in no other. It is used by registering with it."""
    return InvitationIssued.issued(
        invitations.issue(body.to_terms(services.metering.catalogs()), once)
    )


@router.get("")
def list_invitations(
    invitations: InvitationsDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[InvitationView]:
    """Newest first."""
    return page_of(invitations.list(limit, cursor), InvitationView.of)


@router.delete("/{invitation_id}", status_code=204)
def revoke_invitation(invitations: InvitationsDep, invitation_id: str) -> None:
    """Who has used it already stays."""
    invitations.revoke(invitation_id)
