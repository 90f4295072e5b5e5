"""Registering, signing in, staying signed in, signing out."""

from fastapi import APIRouter, Request

from functions.api.schemas.auth import (
    LoginRequest,
    Me,
    PasswordChange,
    RefreshRequest,
    RegisterRequest,
    TokenResponse,
)
from nyqst.http.dependencies import PlatformDep
from nyqst.http.permission import Reader
from nyqst.identity.change_password import ChangePassword
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.model.user import User
from nyqst.identity.records import ref

router = APIRouter(prefix="/auth", tags=["auth"])


@router.post("/register", status_code=201)
def register(request: Request, services: PlatformDep, body: RegisterRequest) -> TokenResponse:
    """A new tenant with its first owner, or with an invitation into a tenant, a user of that."""
    correlation_id = request.state.correlation_id
    return TokenResponse.of(services.identity.register(body.to_registration(), correlation_id))


@router.post("/login")
def login(request: Request, services: PlatformDep, body: LoginRequest) -> TokenResponse:
    """After five wrong passwords there is a wait, and a longer one after each that follows."""
    correlation_id = request.state.correlation_id
    return TokenResponse.of(services.identity.sign_in(body.email, body.password, correlation_id))


@router.post("/refresh")
def refresh(request: Request, services: PlatformDep, body: RefreshRequest) -> TokenResponse:
    """A new pair of tokens. The refresh token that was sent is good no more."""
    sessions = services.identity.sign_in.sessions
    return TokenResponse.of(sessions.refresh(body.refresh_token, request.state.correlation_id))


@router.post("/logout", status_code=204)
def logout(request: Request, services: PlatformDep, body: RefreshRequest) -> None:
    """Ends the session: its access tokens are refused from now on."""
    services.identity.sign_in.sessions.end(body.refresh_token, request.state.correlation_id)


@router.post("/password")
def change_password(services: PlatformDep, caller: Reader, body: PasswordChange) -> TokenResponse:
    """Ends every session of the user, and begins the one that is answered."""
    change = ChangePassword(services.identity.sign_in)
    return TokenResponse.of(change(caller, body.current_password, body.new_password))


@router.get("/me")
def me(services: PlatformDep, caller: Reader) -> Me:
    """Who is calling, and what they may do."""
    tenant, user = services.records.get_together(
        ref(Tenant, id=caller.tenant_id), ref(User, tenant_id=caller.tenant_id, id=caller.user_id)
    )
    return Me.of(caller, user, tenant)
