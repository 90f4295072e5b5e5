"""Signing keys follow one another without anybody noticing."""

from collections.abc import Callable
from dataclasses import dataclass

import jwt
import pytest

from nyqst.errors import Unavailable
from nyqst.identity.keys import RotateKeys, Signer, Verifier
from nyqst.identity.model.signing import KeySet, PublicKey
from nyqst.identity.tokens import new_signing_key
from tests.fakes.accounts import Accounts
from tests.fakes.clock import FixedClock
from tests.fakes.signing_keys import MemoryPublicKeys, MemorySigningKeys
from tests.unit.nyqst.identity.conftest import Refusal


def published(accounts: Accounts) -> list[str]:
    fresh = Verifier(accounts.public_keys, accounts.clock)
    return [key.kid for key in fresh.good()]


def test_the_next_key_signs_after_a_rotation(accounts: Accounts) -> None:
    current, following = published(accounts)
    accounts.rotate()
    new_current, new_following, retired = published(accounts)
    assert (new_current, retired) == (following, current)
    assert new_following not in (current, following)
    assert Signer(accounts.signing_keys, accounts.clock).current().kid == new_current


def test_a_token_from_before_a_rotation_is_good_after_it(accounts: Accounts) -> None:
    signed_in = accounts.register()
    accounts.rotate()
    accounts.clock.move(minutes=14)
    assert accounts.caller_by(signed_in.access_token)


def test_a_token_from_after_a_rotation_is_good_for_who_has_not_heard_of_it(
    accounts: Accounts,
) -> None:
    """One function has the new set already, another goes by the set that it keeps."""
    accounts.caller_by(accounts.register().access_token)
    accounts.rotate()
    elsewhere = Accounts(
        accounts.records,
        accounts.clock,
        signing_keys=accounts.signing_keys,
        public_keys=accounts.public_keys,
        rotated=False,
    )
    signed_in = elsewhere.sign_in("ada@ferries.example", "correct horse battery", "")
    accounts.public_keys.reads = 0
    assert accounts.caller_by(signed_in.access_token)
    assert accounts.public_keys.reads == 0


def test_two_rotations_in_a_hurry_are_noticed_within_ten_seconds(accounts: Accounts) -> None:
    accounts.caller_by(accounts.register().access_token)
    accounts.rotate()
    accounts.rotate()
    hurried = Signer(accounts.signing_keys, accounts.clock).current().kid
    assert accounts.verifier.find(hurried) is None
    accounts.clock.move(seconds=10)
    found = accounts.verifier.find(hurried)
    assert found is not None
    assert found.kid == hurried


def test_a_retired_key_is_gone_after_an_hour(accounts: Accounts, refusal: Refusal) -> None:
    signed_in = accounts.register()
    (old, *_) = published(accounts)
    accounts.rotate()
    accounts.clock.move(hours=1)
    assert old not in published(accounts)
    assert refusal(lambda: accounts.caller_by(signed_in.access_token)) == "token_unknown_key"


def test_the_set_does_not_grow(accounts: Accounts) -> None:
    for _ in range(5):
        accounts.clock.move(days=30)
        accounts.rotate()
    keys = accounts.signing_keys.current()
    assert keys is not None
    assert len(keys.retired) == 1
    assert len(accounts.public_keys.published()) == 3


def test_each_half_is_read_once_in_five_minutes(accounts: Accounts) -> None:
    signer = Signer(accounts.signing_keys, accounts.clock)
    verifier = Verifier(accounts.public_keys, accounts.clock)
    accounts.signing_keys.reads = accounts.public_keys.reads = 0
    for _ in range(5):
        signer.current()
        verifier.good()
        accounts.clock.move(minutes=1)
    assert (accounts.signing_keys.reads, accounts.public_keys.reads) == (1, 1)
    signer.current()
    verifier.good()
    assert (accounts.signing_keys.reads, accounts.public_keys.reads) == (2, 2)


def test_strangers_cannot_have_the_set_read_all_the_time(accounts: Accounts) -> None:
    accounts.public_keys.reads = 0
    for _ in range(100):
        assert accounts.verifier.find("x") is None
    assert accounts.public_keys.reads <= 1


def test_who_verifies_does_not_read_the_secret(accounts: Accounts) -> None:
    token = accounts.register().access_token
    accounts.signing_keys.reads = 0
    assert accounts.caller_by(token)
    assert accounts.signing_keys.reads == 0


def test_without_keys_nothing_is_signed(clock: FixedClock) -> None:
    with pytest.raises(Unavailable) as refused:
        Signer(MemorySigningKeys(), clock).current()
    assert refused.value.code == "no_signing_keys"


def test_without_keys_nothing_is_verified(clock: FixedClock) -> None:
    with pytest.raises(Unavailable) as refused:
        Verifier(MemoryPublicKeys(), clock).find("x")
    assert refused.value.code == "no_signing_keys"


def test_what_was_proposed_signs_only_once_it_is_accepted(clock: FixedClock) -> None:
    source, public = MemorySigningKeys(), MemoryPublicKeys()
    rotate = RotateKeys(source, public, clock, new_signing_key)
    rotate.propose("v1")
    assert (source.current(), public.published()) == (None, ())
    rotate.accept("v1")
    accepted = source.current()
    assert accepted is not None
    assert public.published() == accepted.public


class BrokeOff(Exception):
    pass


@dataclass
class Breaking:
    """Both places, until as many writes have been made as are let through."""

    keys: MemorySigningKeys
    public: MemoryPublicKeys
    writes_left: int

    def current(self) -> KeySet | None:
        return self.keys.current()

    def proposed(self, version: str) -> KeySet:
        return self.keys.proposed(version)

    def published(self) -> tuple[PublicKey, ...]:
        return self.public.published()

    def propose(self, version: str, keys: KeySet) -> None:
        self._write(lambda: self.keys.propose(version, keys))

    def accept(self, version: str) -> None:
        self._write(lambda: self.keys.accept(version))

    def publish(self, keys: tuple[PublicKey, ...]) -> None:
        self._write(lambda: self.public.publish(keys))

    def _write(self, write: Callable[[], None]) -> None:
        if not self.writes_left:
            raise BrokeOff
        self.writes_left -= 1
        write()


@pytest.mark.parametrize("writes", range(4))
@pytest.mark.parametrize("hours_later", [0, 2])
def test_wherever_a_rotation_breaks_off_what_signs_is_published(
    accounts: Accounts, writes: int, hours_later: int
) -> None:
    before = Signer(accounts.signing_keys, accounts.clock).current().kid
    place = Breaking(accounts.signing_keys, accounts.public_keys, writes)
    rotate = RotateKeys(place, place, accounts.clock, new_signing_key)

    def both_steps() -> None:
        rotate.propose("late")
        rotate.accept("late")

    with pytest.raises(BrokeOff):
        both_steps()
    assert before in published(accounts)
    accounts.clock.move(hours=hours_later)
    assert Signer(accounts.signing_keys, accounts.clock).current().kid in published(accounts)
    place.writes_left = 9
    both_steps()
    accepted = accounts.signing_keys.current()
    assert accepted is not None
    assert accounts.public_keys.published() == accepted.public


def test_a_private_key_does_not_show(accounts: Accounts) -> None:
    keys = accounts.signing_keys.current()
    assert keys is not None
    assert "PRIVATE" in keys.current.private_pem
    assert "PRIVATE" not in repr(keys)
    assert "d" not in keys.current.public_jwk
    assert "PRIVATE" not in repr(accounts.public_keys)


def test_what_is_published_verifies_what_is_signed(accounts: Accounts) -> None:
    token = accounts.register().access_token
    keys = accounts.verifier.good()
    published = jwt.PyJWKSet.from_dict({"keys": [dict(key.public_jwk) for key in keys]})
    key = published[jwt.get_unverified_header(token)["kid"]]
    options = {"verify_exp": False, "verify_iat": False}
    assert jwt.decode(token, key, ["EdDSA"], audience="nyqst", options=options)  # type: ignore[arg-type]
