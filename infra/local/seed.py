"""The tenant that the local stack begins with."""

import uuid
from contextlib import suppress

from infra.local.platform import platform_at
from nyqst.bootstrap import Platform
from nyqst.errors import Conflict
from nyqst.identity.api_keys import ApiKeys
from nyqst.identity.found_tenant import caller_of, founding, new_owner
from nyqst.identity.model.caller import Scope
from nyqst.identity.model.credential import Credential, CredentialKind, secret_sha256
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.plan import PlanCode
from nyqst.identity.records import ref
from nyqst.settings import Settings


def seed_tenant(port: int, settings: Settings, tenant_id: str) -> str:
    """An API key of its owner."""
    with platform_at(port, settings) as platform:
        return _seed(platform, tenant_id)


def is_known(port: int, settings: Settings, api_key: str) -> bool:
    wanted = ref(Credential, kind=CredentialKind.API_KEY, sha256=secret_sha256(api_key))
    with platform_at(port, settings) as platform:
        return platform.records.get(wanted) is not None


def _seed(platform: Platform, tenant_id: str) -> str:
    _make_signing_keys(platform)
    now = platform.clock.now()
    tenant = Tenant(tenant_id, "Local", now, invited_plan=PlanCode.TEAM)
    owner = new_owner(tenant, "usr_local", f"owner@{tenant_id}.example", "Local owner")
    # The state of an earlier stack may have it, so that only the key was forgotten.
    with suppress(Conflict):
        platform.records.commit(*founding(tenant, owner))
    keys = ApiKeys(platform.records, platform.clock, caller_of(tenant, owner))
    return str(keys.create("local", Scope).raw)


def _make_signing_keys(platform: Platform) -> None:
    """As Secrets Manager has it done on AWS, by itself."""
    if not platform.identity.public_keys.published():
        version = uuid.uuid4().hex
        platform.identity.rotate_keys.propose(version)
        platform.identity.rotate_keys.accept(version)
