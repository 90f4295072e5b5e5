"""API keys."""

from dataclasses import replace

import pytest

from nyqst.errors import Unauthenticated
from nyqst.identity.api_keys import authenticate, create_api_key
from nyqst.identity.model import key_sha256
from tests.builders import a_caller
from tests.fakes.api_key_store import MemoryApiKeyStore
from tests.fakes.clock import FixedClock


@pytest.fixture
def store() -> MemoryApiKeyStore:
    return MemoryApiKeyStore()


def refusal_of(store: MemoryApiKeyStore, raw: str | None) -> str:
    with pytest.raises(Unauthenticated) as refusal:
        authenticate(store, raw)
    return refusal.value.code


def test_a_key_tells_who_is_calling(store: MemoryApiKeyStore, clock: FixedClock) -> None:
    raw = create_api_key(store, clock, a_caller("ten_a"), "laptop")
    assert authenticate(store, raw) == a_caller("ten_a")


def test_the_key_itself_is_not_kept(store: MemoryApiKeyStore, clock: FixedClock) -> None:
    raw = create_api_key(store, clock, a_caller("ten_a"), "laptop")
    kept = store.find(key_sha256(raw))
    assert kept is not None
    assert raw not in repr(kept)
    assert raw.startswith(kept.prefix)
    assert (kept.name, kept.created_at) == ("laptop", clock.now())


def test_no_two_keys_are_the_same(store: MemoryApiKeyStore, clock: FixedClock) -> None:
    assert len({create_api_key(store, clock, a_caller(), "x") for _ in range(50)}) == 50


@pytest.mark.parametrize("raw", [None, ""])
def test_without_a_key_nobody_is_let_in(store: MemoryApiKeyStore, raw: str | None) -> None:
    assert refusal_of(store, raw) == "api_key_missing"


@pytest.mark.parametrize("raw", ["nyq_wrong", "x" * 100_000, "Ä"])
def test_a_key_that_nobody_made_lets_nobody_in(store: MemoryApiKeyStore, raw: str) -> None:
    assert refusal_of(store, raw) == "api_key_invalid"


def test_a_revoked_key_is_refused_as_if_it_had_never_been(
    store: MemoryApiKeyStore, clock: FixedClock
) -> None:
    raw = create_api_key(MemoryApiKeyStore(), clock, a_caller(), "laptop")
    made = create_api_key(store, clock, a_caller(), "laptop")
    key = store.find(key_sha256(made))
    assert key is not None
    store.add(replace(key, sha256=key_sha256(raw), revoked_at=clock.now()))
    assert refusal_of(store, raw) == "api_key_invalid"


def test_a_key_with_one_character_more_is_another_key(
    store: MemoryApiKeyStore, clock: FixedClock
) -> None:
    raw = create_api_key(store, clock, a_caller(), "laptop")
    assert refusal_of(store, raw + "x") == "api_key_invalid"
    assert refusal_of(store, raw[:-1]) == "api_key_invalid"
