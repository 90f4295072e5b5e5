"""API keys: made, listed, rotated, revoked."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from nyqst.errors import NyqstError
from nyqst.identity.api_keys import ApiKeys, Issued
from nyqst.identity.authenticate import Authenticate
from nyqst.identity.model import Caller, Role, Scope
from nyqst.identity.model.audit import AuditEntry
from tests.builders import a_caller, once
from tests.fakes.clock import FixedClock
from tests.fakes.records import MemoryRecords
from tests.residents import settle

READ = frozenset({Scope.READ})
ADA = a_caller("ten_a")
BOB = a_caller("ten_a", user_id="usr_b", role=Role.MEMBER, scopes=frozenset({"read", "write"}))


@pytest.fixture
def keys(records: MemoryRecords, clock: FixedClock) -> ApiKeys:
    settle(records, ADA)
    return ApiKeys(records, clock, ADA)


@pytest.fixture
def bobs(records: MemoryRecords, clock: FixedClock, keys: ApiKeys) -> ApiKeys:
    assert keys.caller is ADA
    settle(records, BOB)
    return ApiKeys(records, clock, BOB)


def raw_of(issued: Issued) -> str:
    assert issued.raw is not None
    return issued.raw


def caller_by(keys: ApiKeys, raw: str) -> Caller:
    return Authenticate(keys.records, keys.clock).by_key(raw, "")


def refusal_of(action: Callable[[], object]) -> str:
    with pytest.raises(NyqstError) as refusal:
        action()
    return refusal.value.code


def test_the_key_itself_is_not_kept(keys: ApiKeys, records: MemoryRecords) -> None:
    raw = raw_of(keys.create("laptop", READ))
    assert raw not in repr(records)
    assert raw.startswith(keys.list(10, None).items[0].prefix)


def test_no_two_keys_are_the_same(keys: ApiKeys) -> None:
    assert len({raw_of(keys.create("x", READ)) for _ in range(50)}) == 50


def test_a_key_may_do_what_it_was_made_for_only(keys: ApiKeys) -> None:
    assert caller_by(keys, raw_of(keys.create("x", READ))).scopes == READ


def test_nobody_makes_a_key_that_may_do_more_than_they(bobs: ApiKeys) -> None:
    assert refusal_of(lambda: bobs.create("x", {Scope.ADMIN})) == "scope_missing"


def by_key(keys: ApiKeys, issued: Issued) -> ApiKeys:
    """As whoever has only that key."""
    return ApiKeys(keys.records, keys.clock, caller_by(keys, raw_of(issued)))


def test_a_key_without_the_admin_scope_makes_no_other(keys: ApiKeys) -> None:
    writing = {Scope.READ, Scope.WRITE}
    stolen, other = keys.create("x", writing), keys.create("y", writing).key
    thief = by_key(keys, stolen)
    assert refusal_of(lambda: thief.create("z", READ)) == "scope_missing"
    assert refusal_of(lambda: thief.rotate(other.id)) == "scope_missing"


def test_a_key_rotates_itself(keys: ApiKeys) -> None:
    issued = keys.create("x", {Scope.READ, Scope.WRITE})
    renewed = by_key(keys, issued).rotate(issued.key.id)
    assert caller_by(keys, raw_of(renewed)).scopes == issued.key.scopes


def test_a_key_with_the_admin_scope_makes_others(keys: ApiKeys) -> None:
    assert by_key(keys, keys.create("x", Scope)).create("y", READ).raw


def test_the_raw_key_is_given_once(keys: ApiKeys) -> None:
    first = keys.create("x", READ, None, once())
    again = keys.create("x", READ, None, once())
    assert (again.key, again.raw) == (first.key, None)


def test_a_key_ends_when_its_maker_said(keys: ApiKeys, clock: FixedClock) -> None:
    raw = raw_of(keys.create("x", READ, timedelta(days=1)))
    clock.move(hours=23)
    assert caller_by(keys, raw)
    clock.move(hours=1)
    assert refusal_of(lambda: caller_by(keys, raw)) == "api_key_expired"


def test_a_member_sees_their_own_keys_and_an_admin_all(keys: ApiKeys, bobs: ApiKeys) -> None:
    keys.create("ada's", READ)
    bobs.create("bob's", READ)
    assert [key.name for key in bobs.list(10, None).items] == ["bob's"]
    assert {key.name for key in keys.list(10, None).items} == {"ada's", "bob's"}


def test_a_member_does_not_find_the_key_of_another(keys: ApiKeys, bobs: ApiKeys) -> None:
    key = keys.create("ada's", READ).key
    assert refusal_of(lambda: bobs.revoke(key.id)) == "api_key_not_found"
    assert refusal_of(lambda: bobs.rotate(key.id)) == "api_key_not_found"


def test_an_admin_revokes_the_key_of_another(keys: ApiKeys, bobs: ApiKeys) -> None:
    issued = bobs.create("bob's", READ)
    keys.revoke(issued.key.id)
    assert refusal_of(lambda: caller_by(bobs, raw_of(issued))) == "api_key_invalid"


def test_an_admin_does_not_get_the_rights_of_another_by_rotating_their_key(
    keys: ApiKeys, bobs: ApiKeys
) -> None:
    key = bobs.create("bob's", READ).key
    assert refusal_of(lambda: keys.rotate(key.id)) == "not_your_api_key"


def test_a_key_is_not_rotated_into_rights_that_the_caller_has_not(keys: ApiKeys) -> None:
    key = keys.create("all", Scope).key
    writer = ApiKeys(keys.records, keys.clock, a_caller("ten_a", scopes=frozenset({"write"})))
    assert refusal_of(lambda: writer.rotate(key.id)) == "scope_missing"


def test_another_tenant_does_not_find_a_key(keys: ApiKeys) -> None:
    key = keys.create("x", READ).key
    stranger = ApiKeys(keys.records, keys.clock, a_caller("ten_b"))
    assert refusal_of(lambda: stranger.revoke(key.id)) == "api_key_not_found"


def test_a_rotated_key_works_for_another_day(keys: ApiKeys, clock: FixedClock) -> None:
    old = keys.create("x", READ)
    new = keys.rotate(old.key.id)
    clock.move(hours=23, minutes=59)
    assert caller_by(keys, raw_of(old)) == caller_by(keys, raw_of(new))
    clock.move(minutes=1)
    assert refusal_of(lambda: caller_by(keys, raw_of(old))) == "api_key_expired"
    assert caller_by(keys, raw_of(new)).scopes == READ


def test_rotation_gives_no_key_more_time_than_it_had(keys: ApiKeys, clock: FixedClock) -> None:
    old = keys.create("x", READ, timedelta(hours=2))
    new = keys.rotate(old.key.id)
    clock.move(hours=2)
    assert refusal_of(lambda: caller_by(keys, raw_of(old))) == "api_key_expired"
    assert refusal_of(lambda: caller_by(keys, raw_of(new))) == "api_key_expired"


def test_a_rotation_asked_for_twice_is_done_once(keys: ApiKeys) -> None:
    old = keys.create("x", READ).key
    first = keys.rotate(old.id, once())
    again = keys.rotate(old.id, once())
    assert (again.key, again.raw) == (first.key, None)
    assert len(keys.list(10, None).items) == 2


def test_a_key_that_was_rotated_is_not_rotated_again(keys: ApiKeys) -> None:
    old = keys.create("x", READ).key
    keys.rotate(old.id)
    assert refusal_of(lambda: keys.rotate(old.id)) == "api_key_not_active"


def test_a_revoked_key_is_not_rotated(keys: ApiKeys) -> None:
    old = keys.create("x", READ).key
    keys.revoke(old.id)
    assert refusal_of(lambda: keys.rotate(old.id)) == "api_key_not_active"


def test_to_revoke_twice_is_to_revoke_once(keys: ApiKeys, clock: FixedClock) -> None:
    key = keys.create("x", READ).key
    keys.revoke(key.id)
    at = clock.now()
    clock.move(hours=1)
    keys.revoke(key.id)
    assert keys.list(10, None).items[0].revoked_at == at


def test_the_trail_tells_what_was_done_to_keys_and_no_secret(
    keys: ApiKeys, records: MemoryRecords
) -> None:
    old = keys.create("x", READ)
    new = keys.rotate(old.key.id)
    keys.revoke(new.key.id)
    trail = records.list(AuditEntry, 10, None, tenant_id="ten_a").items
    told = {(entry.action, entry.subject, entry.actor) for entry in trail}
    assert told - {("tenant.founded", "ten_a", "usr_a")} == {
        ("api_key.created", old.key.id, "usr_a"),
        ("api_key.created", new.key.id, "usr_a"),
        ("api_key.rotated", old.key.id, "usr_a"),
        ("api_key.revoked", new.key.id, "usr_a"),
    }
    assert raw_of(old) not in repr(trail)
    (rotated,) = [entry for entry in trail if entry.action == "api_key.rotated"]
    assert rotated.before == {}
    assert rotated.after == {
        "expires_at": "2026-11-21 12:00:00+00:00",
        "replaced_by": new.key.id,
    }
