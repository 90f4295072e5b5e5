"""What every place for signing keys must do, the fake and the real one alike."""

import uuid
from dataclasses import replace

import pytest

from nyqst.identity.dynamodb import DynamoPublicKeys
from nyqst.identity.model.signing import KeySet, rotated
from nyqst.identity.ports import PublicKeys, SigningKeys
from nyqst.identity.secretsmanager import SecretSigningKeys
from nyqst.identity.tokens import new_signing_key
from tests.aws import Aws
from tests.builders import NOW
from tests.fakes.signing_keys import MemoryPublicKeys, MemorySigningKeys


@pytest.fixture(params=["memory", "secretsmanager"])
def source(request: pytest.FixtureRequest) -> SigningKeys:
    if request.param == "memory":
        return MemorySigningKeys()
    aws: Aws = request.getfixturevalue("aws")
    name = uuid.uuid4().hex
    aws.secretsmanager.create_secret(Name=name, SecretString="chance characters")
    return SecretSigningKeys(aws.secretsmanager, name)


@pytest.fixture(params=["memory", "dynamodb"])
def public(request: pytest.FixtureRequest) -> PublicKeys:
    if request.param == "memory":
        return MemoryPublicKeys()
    aws: Aws = request.getfixturevalue("aws")
    aws.app.delete("SIGNING_KEYS", "PUBLIC")
    return DynamoPublicKeys(aws.app)


def a_set() -> KeySet:
    return KeySet(new_signing_key(), new_signing_key())


def version() -> str:
    return str(uuid.uuid4())


def test_there_are_none_before_the_first_rotation(source: SigningKeys) -> None:
    assert source.current() is None


def test_a_set_comes_into_force_when_it_is_accepted(source: SigningKeys) -> None:
    first, second = a_set(), a_set()
    for keys in (first, rotated(first, second.next, NOW)):
        proposed, before = version(), source.current()
        source.propose(proposed, keys)
        assert source.current() == before
        assert source.proposed(proposed) == keys
        source.accept(proposed)
        assert source.current() == source.proposed(proposed) == keys


def test_a_set_that_is_proposed_again_is_the_first_that_was(source: SigningKeys) -> None:
    keys, proposed = a_set(), version()
    source.propose(proposed, keys)
    source.propose(proposed, replace(keys, next=new_signing_key()))
    source.accept(proposed)
    assert source.current() == keys


def test_to_accept_twice_is_to_accept_once(source: SigningKeys) -> None:
    keys, proposed = a_set(), version()
    source.propose(proposed, keys)
    source.accept(proposed)
    source.accept(proposed)
    assert source.current() == keys


def test_nothing_is_published_at_first(public: PublicKeys) -> None:
    assert public.published() == ()


def test_what_is_published_replaces_what_was(public: PublicKeys) -> None:
    first = a_set()
    for keys in (first, rotated(first, new_signing_key(), NOW)):
        public.publish(keys.public)
        assert public.published() == keys.public
