"""API keys: making one, and knowing the caller by one."""

from nyqst.clock import Clock
from nyqst.errors import Unauthenticated
from nyqst.identity.model import ApiKey, Caller, key_prefix, key_sha256, new_raw_key
from nyqst.identity.ports import ApiKeyStore

_LONGEST = 200


def create_api_key(store: ApiKeyStore, clock: Clock, caller: Caller, name: str) -> str:
    """The raw key, which is not kept and cannot be shown again."""
    raw = new_raw_key()
    store.add(ApiKey(key_sha256(raw), key_prefix(raw), caller, name, clock.now()))
    return raw


def authenticate(store: ApiKeyStore, raw: str | None) -> Caller:
    """Says the same of a key that never was and of one that was revoked."""
    if not raw:
        raise Unauthenticated("Send your API key as X-API-Key", code="api_key_missing")
    key = store.find(key_sha256(raw)) if len(raw) <= _LONGEST else None
    if key is None or key.revoked_at is not None:
        raise Unauthenticated("This API key is not valid", code="api_key_invalid")
    return key.caller
