"""Who is calling, by an API key."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from nyqst.errors import Conflict, NyqstError, Throttled
from nyqst.identity.api_keys import ApiKeys
from nyqst.identity.authenticate import Authenticate
from nyqst.identity.model import Caller, Role, Scope
from nyqst.identity.model.api_key import ApiKey
from nyqst.identity.model.tenant import Tenant, TenantStatus
from nyqst.identity.model.user import User, UserStatus
from nyqst.identity.plan import PlanCode
from nyqst.identity.records import Change, Changed, ref
from tests.builders import a_caller
from tests.fakes.clock import FixedClock
from tests.fakes.records import MemoryRecords
from tests.residents import key_of

Known = Callable[[str], Caller]


@pytest.fixture
def known(records: MemoryRecords, clock: FixedClock) -> Known:
    return lambda raw: Authenticate(records, clock).by_key(raw, "cor")


@pytest.fixture
def raw(records: MemoryRecords, clock: FixedClock) -> str:
    return key_of(records, clock, a_caller("ten_a"))


def change(records: MemoryRecords, kind: type[Any], key: dict[str, str], **values: Any) -> None:
    before = records.get(ref(kind, **key))
    assert before is not None
    records.commit(Changed(before, replace(before, **values)))


def refusal_of(known: Known, raw: str) -> str:
    with pytest.raises(NyqstError) as refusal:
        known(raw)
    return refusal.value.code


def keys_of(records: MemoryRecords, clock: FixedClock) -> ApiKeys:
    return ApiKeys(records, clock, a_caller("ten_a"))


def the_key(records: MemoryRecords) -> ApiKey:
    (key,) = records.list(ApiKey, 10, None, tenant_id="ten_a").items
    return key


def test_a_key_tells_who_is_calling(known: Known, raw: str) -> None:
    caller = known(raw)
    assert caller == a_caller("ten_a")
    assert caller.correlation_id == "cor"
    assert caller.via.startswith("key_")


def test_two_reads_tell_who_is_calling(records: MemoryRecords, known: Known, raw: str) -> None:
    known(raw)
    records.calls = 0
    known(raw)
    assert records.calls == 2


def test_the_plan_is_the_tenants(records: MemoryRecords, known: Known, raw: str) -> None:
    change(records, Tenant, {"id": "ten_a"}, subscribed_plan=PlanCode.TEAM)
    assert known(raw).plan is PlanCode.TEAM


@pytest.mark.parametrize("wrong", ["nyq_wrong", "x" * 100_000, "Ä", ""])
def test_a_key_that_nobody_made_lets_nobody_in(known: Known, wrong: str) -> None:
    assert refusal_of(known, wrong) == "api_key_invalid"


def test_a_key_with_one_character_more_is_another_key(known: Known, raw: str) -> None:
    assert refusal_of(known, raw + "x") == "api_key_invalid"
    assert refusal_of(known, raw[:-1]) == "api_key_invalid"


def test_a_revoked_key_is_refused_as_if_it_had_never_been(
    records: MemoryRecords, clock: FixedClock, known: Known, raw: str
) -> None:
    keys_of(records, clock).revoke(the_key(records).id)
    assert refusal_of(known, raw) == "api_key_invalid"


def test_a_key_past_its_time_is_refused(
    records: MemoryRecords, clock: FixedClock, known: Known, raw: str
) -> None:
    key = {"tenant_id": "ten_a", "id": the_key(records).id}
    change(records, ApiKey, key, expires_at=clock.now())
    assert refusal_of(known, raw) == "api_key_expired"


def test_nobody_of_a_suspended_tenant_is_let_in(
    records: MemoryRecords, known: Known, raw: str
) -> None:
    change(records, Tenant, {"id": "ten_a"}, status=TenantStatus.SUSPENDED)
    assert refusal_of(known, raw) == "tenant_suspended"


def test_a_disabled_user_is_not_let_in(records: MemoryRecords, known: Known, raw: str) -> None:
    change(records, User, {"tenant_id": "ten_a", "id": "usr_a"}, status=UserStatus.DISABLED)
    assert refusal_of(known, raw) == "user_disabled"


def test_a_key_loses_what_its_user_loses(records: MemoryRecords, known: Known, raw: str) -> None:
    change(records, User, {"tenant_id": "ten_a", "id": "usr_a"}, role=Role.VIEWER)
    caller = known(raw)
    assert (caller.role, caller.scopes) == (Role.VIEWER, frozenset({Scope.READ}))


def test_a_use_is_noticed_once_an_hour(
    records: MemoryRecords, clock: FixedClock, known: Known, raw: str
) -> None:
    assert the_key(records).last_used_at is None
    begun = clock.now()
    known(raw)
    clock.move(minutes=59)
    known(raw)
    assert the_key(records).last_used_at == begun
    clock.move(minutes=1)
    known(raw)
    assert the_key(records).last_used_at == clock.now()


def test_a_function_that_only_reads_does_not_notice(
    records: MemoryRecords, clock: FixedClock, raw: str
) -> None:
    Authenticate(records, clock, notices_use=False).by_key(raw, "")
    assert the_key(records).last_used_at is None


class Unwilling(MemoryRecords):
    """Keeps what it has and takes no more."""

    error: NyqstError | None = None

    def commit(self, *changes: Change, answering: Any = None) -> str | None:
        if self.error is not None:
            raise self.error
        return super().commit(*changes, answering=answering)


@pytest.mark.parametrize("error", [Conflict("Another was first"), Throttled("Slow down")])
def test_a_use_that_cannot_be_noticed_is_let_in_all_the_same(
    clock: FixedClock, error: NyqstError
) -> None:
    records = Unwilling()
    raw = key_of(records, clock, a_caller("ten_a"))
    records.error = error
    assert Authenticate(records, clock).by_key(raw, "") == a_caller("ten_a")
