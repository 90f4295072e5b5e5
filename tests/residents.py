"""Tenants and users that are really there, for callers that tests make up."""

from nyqst.clock import Clock
from nyqst.errors import Conflict
from nyqst.identity.api_keys import ApiKeys
from nyqst.identity.found_tenant import founding, joining
from nyqst.identity.model import Caller
from nyqst.identity.model.user import User
from nyqst.identity.ports import Records
from tests.builders import a_tenant, a_user


def settle(records: Records, caller: Caller) -> User:
    """Founds the caller's tenant with them as its owner, or has them join it."""
    user = a_user(
        caller.tenant_id,
        id=caller.user_id,
        email=f"{caller.user_id}@{caller.tenant_id}.example",
        role=caller.role,
    )
    tenant = a_tenant(caller.tenant_id, invited_plan=caller.plan)
    for changes in (founding(tenant, user), joining(user)):
        try:
            records.commit(*changes)
        except Conflict:
            continue
        break
    return user


def key_of(records: Records, clock: Clock, caller: Caller, name: str = "test") -> str:
    """A raw API key of a caller who is settled."""
    settle(records, caller)
    raw = ApiKeys(records, clock, caller).create(name, caller.scopes).raw
    assert raw is not None
    return raw
