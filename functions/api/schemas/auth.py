"""Signing in, on the wire."""

from pydantic import BaseModel, Field

from nyqst.identity.model import Caller, Role, Scope
from nyqst.identity.model.tenant import MAX_NAME, Tenant
from nyqst.identity.model.user import MAX_EMAIL, User
from nyqst.identity.plan import PlanCode
from nyqst.identity.register import Registration
from nyqst.identity.sessions import SignedIn

_MAX_PASSWORD = 500
_MAX_TOKEN = 500


class RegisterRequest(BaseModel):
    email: str = Field(max_length=MAX_EMAIL)
    password: str = Field(max_length=_MAX_PASSWORD)
    name: str = Field(min_length=1, max_length=MAX_NAME)
    tenant_name: str | None = Field(default=None, min_length=1, max_length=MAX_NAME)
    """Of the new tenant; not asked of who was invited into one."""
    invitation: str | None = Field(default=None, max_length=_MAX_TOKEN)

    def to_registration(self) -> Registration:
        return Registration(**self.model_dump())


class LoginRequest(BaseModel):
    email: str = Field(max_length=MAX_EMAIL)
    password: str = Field(max_length=_MAX_PASSWORD)


class RefreshRequest(BaseModel):
    refresh_token: str = Field(max_length=_MAX_TOKEN)


class PasswordChange(BaseModel):
    current_password: str = Field(max_length=_MAX_PASSWORD)
    new_password: str = Field(max_length=_MAX_PASSWORD)


class TokenResponse(BaseModel):
    access_token: str
    refresh_token: str
    """Good for one refresh. Used twice, it ends the session."""
    token_type: str = "Bearer"  # noqa: S105
    expires_in: int
    """Seconds, of the access token."""

    @classmethod
    def of(cls, signed_in: SignedIn) -> "TokenResponse":
        return cls(
            access_token=signed_in.access_token,
            refresh_token=signed_in.refresh_token,
            expires_in=signed_in.expires_in_s,
        )


class Me(BaseModel):
    user_id: str
    email: str
    name: str
    role: Role
    scopes: frozenset[Scope]
    tenant_id: str
    tenant_name: str
    plan: PlanCode

    @classmethod
    def of(cls, caller: Caller, user: User, tenant: Tenant) -> "Me":
        return cls(
            user_id=user.id,
            email=user.email,
            name=user.name,
            role=caller.role,
            scopes=caller.scopes,
            tenant_id=tenant.id,
            tenant_name=tenant.name,
            plan=caller.plan,
        )
