"""Invitations and provisioning on the wire."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, Field

from functions.api.schemas.plans import PlanName
from nyqst.identity.invitations import Invited, Terms
from nyqst.identity.model import Role
from nyqst.identity.model.invitation import Invitation
from nyqst.identity.model.tenant import MAX_NAME
from nyqst.identity.model.user import MAX_EMAIL
from nyqst.identity.plan import PlanCode
from nyqst.identity.provision import Order, Provisioned
from nyqst.metering.model.catalog import Catalog
from nyqst.metering.name_plan import plan_named

_MAX_USES = 1_000
_MAX_DAYS = 365


ExternalId = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]


class InvitationCreate(BaseModel):
    plan: PlanName | None = None
    """For a tenant of its own; the operator alone gives plans."""
    role: Role | None = None
    """For a user of this tenant."""
    uses: int = Field(default=1, ge=1, le=_MAX_USES)
    expires_in_days: int = Field(default=7, ge=1, le=_MAX_DAYS)

    def to_terms(self, catalog: Catalog) -> Terms:
        plan = plan_named(catalog, self.plan) if self.plan is not None else None
        return Terms(plan, self.role, self.uses, timedelta(days=self.expires_in_days))


class InvitationView(BaseModel):
    id: str
    plan: PlanCode | None
    role: Role | None
    uses: int
    used: int
    created_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None

    @classmethod
    def of(cls, invitation: Invitation) -> "InvitationView":
        return cls.model_validate(invitation, from_attributes=True)


class InvitationIssued(InvitationView):
    token: str | None
    """Shown this once. Null in the answer to a repeated request."""

    @classmethod
    def issued(cls, invited: Invited) -> "InvitationIssued":
        shown = InvitationView.of(invited.invitation)
        return cls(**shown.model_dump(), token=invited.raw)


class ProvisionRequest(BaseModel):
    email: str = Field(max_length=MAX_EMAIL)
    name: str = Field(min_length=1, max_length=MAX_NAME)
    tenant_name: str = Field(min_length=1, max_length=MAX_NAME)
    plan: PlanName = PlanCode.SANDBOX.value
    platform_id: ExternalId | None = None
    """Of the customer at the platform that orders."""
    store_id: ExternalId | None = None
    """Of the store that the customer came through."""

    def to_order(self, catalog: Catalog) -> Order:
        plan = plan_named(catalog, self.plan)
        return Order(self.email, self.name, self.tenant_name, plan, self.platform_id, self.store_id)


class ProvisionResponse(BaseModel):
    tenant_id: str
    user_id: str
    plan: PlanCode
    api_key: str | None
    """Of the new owner, shown this once. Null when the customer was there already."""

    @classmethod
    def of(cls, made: Provisioned) -> "ProvisionResponse":
        return cls(
            tenant_id=made.tenant.id,
            user_id=made.user.id,
            plan=made.tenant.plan,
            api_key=made.api_key,
        )
