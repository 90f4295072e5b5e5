"""The tenant that the local stack begins with."""

import os

from infra.local.emulator import credentials
from nyqst.bootstrap import Platform
from nyqst.clock import SystemClock
from nyqst.identity.api_keys import create_api_key
from nyqst.identity.model import Caller, Role, Scope, key_sha256
from nyqst.settings import Settings


def seed_tenant(port: int, settings: Settings, tenant_id: str) -> str:
    """An API key of its owner."""
    platform = _platform(port, settings)
    owner = Caller(tenant_id, "user_local", "default", Role.OWNER, frozenset(Scope))
    return create_api_key(platform.api_keys, platform.clock, owner, "local")


def is_known(port: int, settings: Settings, api_key: str) -> bool:
    return _platform(port, settings).api_keys.find(key_sha256(api_key)) is not None


def _platform(port: int, settings: Settings) -> Platform:
    os.environ.update(credentials(port))
    return Platform(settings, SystemClock())
