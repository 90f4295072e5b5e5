"""Signing keys follow one another without anybody noticing."""

import jwt
import pytest

from nyqst.errors import Unavailable
from nyqst.identity.keys import KeptKeys, RotateKeys
from nyqst.identity.tokens import new_signing_key
from tests.fakes.accounts import Accounts
from tests.fakes.clock import FixedClock
from tests.fakes.signing_keys import MemorySigningKeys
from tests.unit.nyqst.identity.conftest import Refusal


def kids(accounts: Accounts) -> list[str]:
    keys = accounts.signing_keys.current()
    assert keys is not None
    return [key.kid for key in keys.good(accounts.clock.now())]


def test_the_next_key_signs_after_a_rotation(accounts: Accounts) -> None:
    current, following = kids(accounts)
    accounts.rotate()
    new_current, new_following, retired = kids(accounts)
    assert (new_current, retired) == (following, current)
    assert new_following not in (current, following)


def test_a_token_from_before_a_rotation_is_good_after_it(accounts: Accounts) -> None:
    signed_in = accounts.register()
    accounts.rotate()
    accounts.clock.move(minutes=14)
    assert accounts.caller_by(signed_in.access_token)


def test_a_token_from_after_a_rotation_is_good_for_who_has_not_heard_of_it(
    accounts: Accounts,
) -> None:
    """One function has the new set already, another goes by the set that it keeps."""
    accounts.register()
    accounts.rotate()
    elsewhere = Accounts(accounts.records, accounts.clock, signing_keys=accounts.signing_keys)
    stale = KeptKeys(accounts.signing_keys, accounts.clock)
    stale._keys, stale._read_at = accounts.access.keys._keys, accounts.access.keys._read_at
    signed_in = elsewhere.sign_in("ada@ferries.example", "correct horse battery", "")
    assert accounts.caller_by(signed_in.access_token)


def test_two_rotations_in_a_hurry_are_noticed_within_ten_seconds(accounts: Accounts) -> None:
    accounts.register()
    accounts.rotate()
    accounts.rotate()
    hurried = KeptKeys(accounts.signing_keys, accounts.clock).all().current.kid
    assert accounts.access.keys.find(hurried) is None
    accounts.clock.move(seconds=10)
    found = accounts.access.keys.find(hurried)
    assert found is not None
    assert found.kid == hurried


def test_a_retired_key_is_gone_after_an_hour(accounts: Accounts, refusal: Refusal) -> None:
    signed_in = accounts.register()
    (old, *_) = kids(accounts)
    accounts.rotate()
    accounts.clock.move(hours=1)
    assert old not in kids(accounts)
    assert refusal(lambda: accounts.caller_by(signed_in.access_token)) == "token_unknown_key"


def test_the_set_does_not_grow(accounts: Accounts) -> None:
    for _ in range(5):
        accounts.clock.move(days=30)
        accounts.rotate()
    keys = accounts.signing_keys.current()
    assert keys is not None
    assert len(keys.retired) == 1


def test_the_set_is_read_once_in_five_minutes(accounts: Accounts) -> None:
    accounts.signing_keys.reads = 0
    keys = KeptKeys(accounts.signing_keys, accounts.clock)
    for _ in range(5):
        keys.all()
        accounts.clock.move(minutes=1)
    assert accounts.signing_keys.reads == 1
    keys.all()
    assert accounts.signing_keys.reads == 2


def test_strangers_cannot_have_the_set_read_all_the_time(accounts: Accounts) -> None:
    accounts.signing_keys.reads = 0
    for _ in range(100):
        assert accounts.access.keys.find("x") is None
    assert accounts.signing_keys.reads <= 1


def test_without_keys_nothing_is_signed(clock: FixedClock) -> None:
    with pytest.raises(Unavailable) as refused:
        KeptKeys(MemorySigningKeys(), clock).all()
    assert refused.value.code == "no_signing_keys"


def test_what_was_proposed_signs_only_once_it_is_accepted(clock: FixedClock) -> None:
    source = MemorySigningKeys()
    rotate = RotateKeys(source, clock, new_signing_key)
    rotate.propose("v1")
    assert source.current() is None
    rotate.accept("v1")
    assert source.current() is not None


def test_a_private_key_does_not_show(accounts: Accounts) -> None:
    keys = accounts.signing_keys.current()
    assert keys is not None
    assert "PRIVATE" in keys.current.private_pem
    assert "PRIVATE" not in repr(keys)
    assert "d" not in keys.current.public_jwk


def test_what_is_published_verifies_what_is_signed(accounts: Accounts) -> None:
    token = accounts.register().access_token
    keys = accounts.access.keys.all().good(accounts.clock.now())
    published = jwt.PyJWKSet.from_dict({"keys": [dict(key.public_jwk) for key in keys]})
    key = published[jwt.get_unverified_header(token)["kid"]]
    options = {"verify_exp": False, "verify_iat": False}
    assert jwt.decode(token, key, ["EdDSA"], audience="nyqst", options=options)  # type: ignore[arg-type]
