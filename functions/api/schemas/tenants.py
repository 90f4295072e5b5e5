"""Tenants and what is theirs, on the wire."""

from datetime import datetime

from pydantic import AwareDatetime, BaseModel, Field, StrictBool, model_validator

from functions.api.schemas.ids import Id
from functions.api.schemas.plans import PlanName
from nyqst.identity.manage_workspaces import Alteration
from nyqst.identity.model import Role
from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.model.tenant import (
    MAX_NAME,
    Allowance,
    Enforcement,
    Tenant,
    TenantName,
    TenantStatus,
)
from nyqst.identity.model.user import User, UserStatus
from nyqst.identity.model.workspace import Project, Workspace
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.catalog import Catalog
from nyqst.metering.model.meter import LIMITLESS
from nyqst.metering.name_plan import plan_named


class Named(BaseModel):
    name: str = Field(min_length=1, max_length=MAX_NAME)


class AllowanceView(BaseModel):
    included: int
    at_most: int | None
    until: AwareDatetime | None


class AllowanceSet(BaseModel):
    included: int = Field(ge=0, le=LIMITLESS, strict=True)
    """In each cycle of the plan's quota, in its place."""
    at_most: int | None = Field(default=None, ge=0, le=LIMITLESS, strict=True)
    """A limit beyond what is included; of use only where the plan has more for money."""
    until: AwareDatetime | None = None
    """When the plan's quota counts again; never, if nothing is said."""

    @model_validator(mode="after")
    def _in_order(self) -> "AllowanceSet":
        if self.at_most is not None and self.at_most < self.included:
            raise ValueError("at_most limits to less than is included")
        return self

    def to_allowance(self) -> Allowance:
        return Allowance(self.included, self.at_most, self.until)


class TenantView(BaseModel):
    id: str
    name: str
    status: TenantStatus
    plan: PlanCode
    """In force: an override goes before a subscription, that before the invitation."""
    override_plan: PlanCode | None
    subscribed_plan: PlanCode | None
    invited_plan: PlanCode | None
    enforcement: Enforcement
    platform_id: str | None
    """Of the customer at the platform that had the tenant provisioned."""
    store_id: str | None
    allowances: dict[str, AllowanceView] | None = None
    """By feature: the operator's word, which goes before the plan's quota."""
    created_at: datetime

    @classmethod
    def of(cls, tenant: Tenant) -> "TenantView":
        return cls.model_validate(tenant, from_attributes=True)


class TenantListed(BaseModel):
    tenant_id: str
    created_at: datetime

    @classmethod
    def of(cls, name: TenantName) -> "TenantListed":
        return cls.model_validate(name, from_attributes=True)


class StandingSet(BaseModel):
    status: TenantStatus


class EnforcementSet(BaseModel):
    enforcement: Enforcement


class PlanOverride(BaseModel):
    plan: PlanName | None
    """Null takes the override away."""

    def to_plan(self, catalog: Catalog) -> PlanCode | None:
        return plan_named(catalog, self.plan) if self.plan is not None else None


class UserChange(BaseModel):
    role: Role | None = None
    status: UserStatus | None = None


class UserView(BaseModel):
    id: str
    email: str
    name: str
    role: Role
    status: UserStatus
    created_at: datetime

    @classmethod
    def of(cls, user: User) -> "UserView":
        return cls.model_validate(user, from_attributes=True)


class PartChange(BaseModel):
    name: str | None = Field(default=None, min_length=1, max_length=MAX_NAME)
    archived: StrictBool | None = None

    def to_alteration(self) -> Alteration:
        return Alteration(self.name, self.archived)


class ProjectLimit(BaseModel):
    concurrent_runs: int | None = Field(ge=1, le=1_000, strict=True)
    """Null leaves it to the plan."""


class WorkspaceView(BaseModel):
    id: str
    name: str
    created_by: str
    created_at: datetime
    archived_at: datetime | None

    @classmethod
    def of(cls, workspace: Workspace) -> "WorkspaceView":
        return cls.model_validate(workspace, from_attributes=True)


class ProjectCreate(Named):
    workspace_id: Id


class ProjectView(BaseModel):
    id: str
    workspace_id: str
    name: str
    created_by: str
    created_at: datetime
    archived_at: datetime | None
    concurrent_runs: int | None
    """How many of its runs work at once; null where only the plan limits them."""

    @classmethod
    def of(cls, project: Project) -> "ProjectView":
        return cls.model_validate(project, from_attributes=True)


class AuditView(BaseModel):
    id: str
    at: datetime
    actor: str
    via: str
    """The API key or the session they did it by; empty where it was neither."""
    action: str
    subject: str
    before: dict[str, str]
    after: dict[str, str]
    correlation_id: str

    @classmethod
    def of(cls, entry: AuditEntry) -> "AuditView":
        return cls.model_validate(entry, from_attributes=True)
