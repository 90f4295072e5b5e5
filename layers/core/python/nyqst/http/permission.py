"""Who may call a route: a credential's scope and its user's role, in the route's signature.

Both are in the OpenAPI file, as what the route's security asks for.
"""

from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from nyqst.errors import Forbidden, Unauthenticated
from nyqst.http.dependencies import PlatformDep
from nyqst.identity.authenticate import Authenticate
from nyqst.identity.model import Caller, Role, Scope
from nyqst.identity.model.tenant import OPERATOR
from nyqst.isolation.acting import act_for

_api_key = APIKeyHeader(name="X-API-Key", auto_error=False)
_bearer = HTTPBearer(bearerFormat="JWT", auto_error=False)


def _caller(
    request: Request,
    services: PlatformDep,
    key: Annotated[str | None, Security(_api_key)],
    token: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> Caller:
    correlation_id: str = request.state.correlation_id
    if key and token:
        raise Unauthenticated("Send one credential", code="credentials_ambiguous")
    if key:
        notices_use = not services.settings.reads_only
        known = Authenticate(services.records, services.clock, notices_use=notices_use)
        return known.by_key(key, correlation_id)
    if token:
        return services.identity.authenticate_token(token.credentials, correlation_id)
    raise Unauthenticated(
        "Send an API key as X-API-Key or an access token as Authorization: Bearer",
        code="credentials_missing",
    )


def _needs(scope: Scope, role: Role) -> Any:
    # Not in a thread of its own: what it sets, the route and the answer's stream go by.
    async def permitted(
        caller: Annotated[Caller, Security(_caller, scopes=[scope, f"role:{role}"])],
    ) -> Caller:
        act_for(caller.tenant_id)
        return permit(caller, scope, role)

    return Depends(permitted)


def permit(caller: Caller, scope: Scope, role: Role) -> Caller:
    if not caller.role.covers(role):
        raise Forbidden(f"This needs the role {role} or more", code="role_too_low")
    if scope not in caller.scopes:
        raise Forbidden(f"This key may not {scope}", code="scope_missing")
    return caller


Reader = Annotated[Caller, _needs(Scope.READ, Role.VIEWER)]
Writer = Annotated[Caller, _needs(Scope.WRITE, Role.MEMBER)]
Admin = Annotated[Caller, _needs(Scope.ADMIN, Role.ADMIN)]
Owner = Annotated[Caller, _needs(Scope.ADMIN, Role.OWNER)]


def _operator(caller: Admin) -> Caller:
    if caller.tenant_id != OPERATOR:
        raise Forbidden("Only who runs the platform may do this", code="operator_only")
    return caller


Operator = Annotated[Caller, Depends(_operator)]
