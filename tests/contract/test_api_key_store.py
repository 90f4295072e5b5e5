"""What every API key store must do, the fake and the real one alike."""

from dataclasses import replace

import pytest

from nyqst.identity.dynamodb import DynamoApiKeyStore
from nyqst.identity.model import ApiKey, Role, Scope, key_sha256, new_raw_key
from nyqst.identity.ports import ApiKeyStore
from tests.aws import Aws
from tests.builders import NOW, a_caller
from tests.fakes.api_key_store import MemoryApiKeyStore


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> ApiKeyStore:
    if request.param == "memory":
        return MemoryApiKeyStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoApiKeyStore(aws.app)


def a_key(tenant: str) -> ApiKey:
    caller = a_caller(tenant, role=Role.VIEWER, scopes=frozenset({Scope.READ}))
    return ApiKey(key_sha256(new_raw_key()), "nyq_12345678", caller, "laptop", NOW)


def test_a_key_is_read_back_as_it_was(store: ApiKeyStore, tenant: str) -> None:
    key = a_key(tenant)
    store.add(key)
    assert store.find(key.sha256) == key


def test_a_revoked_key_says_since_when(store: ApiKeyStore, tenant: str) -> None:
    key = replace(a_key(tenant), revoked_at=NOW)
    store.add(key)
    assert store.find(key.sha256) == key


def test_a_key_that_nobody_made_is_not_found(store: ApiKeyStore) -> None:
    assert store.find("0" * 64) is None


def test_a_key_never_changes_hands(store: ApiKeyStore, tenant: str) -> None:
    key = a_key(tenant)
    store.add(key)
    store.add(replace(key, caller=a_caller(f"{tenant}x")))
    assert store.find(key.sha256) == key
