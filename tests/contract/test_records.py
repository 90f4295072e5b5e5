"""What every store of identity's records must do, the fake and the real one alike."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.errors import Conflict, InvalidInput
from nyqst.identity.dynamodb import DynamoRecords
from nyqst.identity.model import Role, Scope
from nyqst.identity.model.api_key import ApiKey
from nyqst.identity.model.attempts import Attempts
from nyqst.identity.model.tenant import Allowance, Tenant, TenantStatus
from nyqst.identity.model.user import User
from nyqst.identity.plan import PlanCode
from nyqst.identity.ports import Answering, Records
from nyqst.identity.records import Added, Changed, Removed, ref
from tests.aws import Aws
from tests.builders import NOW, a_tenant, a_user, once
from tests.fakes.records import MemoryRecords


@pytest.fixture(params=["memory", "dynamodb"])
def records(request: pytest.FixtureRequest) -> Records:
    if request.param == "memory":
        return MemoryRecords()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoRecords(aws.app)


def a_key(tenant: str) -> ApiKey:
    scopes = frozenset({Scope.READ, Scope.WRITE})
    return ApiKey(tenant, "key_1", "usr_a", "default", "laptop", "nyq_12345678", scopes, NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"expires_at": NOW, "last_used_at": NOW + timedelta(microseconds=1)},
        {"scopes": frozenset(Scope), "name": "Ä#{id}", "replaced_by": "key_2"},
    ],
)
def test_a_record_is_read_back_as_it_was(
    records: Records, tenant: str, changes: dict[str, object]
) -> None:
    key = replace(a_key(tenant), **changes)  # type: ignore[arg-type]
    records.commit(Added(key))
    assert records.get(ref(ApiKey, tenant_id=tenant, id="key_1")) == key


def test_a_plan_and_a_status_are_read_back_as_they_were(records: Records, tenant: str) -> None:
    kept = a_tenant(tenant, status=TenantStatus.SUSPENDED, override_plan=PlanCode.TEAM)
    records.commit(Added(kept))
    assert records.get(ref(Tenant, id=tenant)) == kept


def test_what_nobody_added_is_not_there(records: Records, tenant: str) -> None:
    assert records.get(ref(User, tenant_id=tenant, id="usr_x")) is None
    assert records.get(ref(User, tenant_id=tenant, id="x" * 5_000)) is None


def test_another_tenant_does_not_find_it(records: Records, tenant: str) -> None:
    records.commit(Added(a_user(tenant)))
    assert records.get(ref(User, tenant_id=f"{tenant}x", id="usr_a")) is None
    assert records.list(User, 10, None, tenant_id=f"{tenant}x").items == ()


def test_records_are_read_together_in_the_order_asked_for(records: Records, tenant: str) -> None:
    kept, user = a_tenant(tenant), a_user(tenant)
    records.commit(Added(kept), Added(user))
    found = records.get_together(
        ref(User, tenant_id=tenant, id="usr_a"),
        ref(User, tenant_id=tenant, id="usr_x"),
        ref(Tenant, id=tenant),
    )
    assert found == (user, None, kept)


def test_nothing_is_added_where_something_stands(records: Records, tenant: str) -> None:
    records.commit(Added(a_user(tenant)))
    with pytest.raises(Conflict):
        records.commit(Added(a_user(tenant, name="Eve")))
    assert records.get(ref(User, tenant_id=tenant, id="usr_a")) == a_user(tenant)


def test_a_change_changes_what_differs_and_nothing_else(records: Records, tenant: str) -> None:
    user = a_user(tenant)
    records.commit(Added(user))
    records.commit(Changed(user, replace(user, role=Role.ADMIN)))
    records.commit(Changed(user, replace(user, name="Grace")))
    changed = records.get(ref(User, tenant_id=tenant, id="usr_a"))
    assert changed == replace(user, role=Role.ADMIN, name="Grace")


def test_a_change_of_what_has_changed_meanwhile_is_refused(records: Records, tenant: str) -> None:
    user = a_user(tenant)
    records.commit(Added(user))
    records.commit(Changed(user, replace(user, name="Grace")))
    with pytest.raises(Conflict):
        records.commit(Changed(user, replace(user, name="Eve")))


def test_a_field_is_set_and_emptied_again(records: Records, tenant: str) -> None:
    empty = Attempts(tenant, 1, NOW)
    locked = replace(empty, locked_until=NOW, wrong=5)
    records.commit(Added(empty))
    for before, after in ((empty, locked), (locked, empty)):
        records.commit(Changed(before, after))
        assert records.get(ref(Attempts, address_sha256=tenant)) == after
        with pytest.raises(Conflict):
            records.commit(Changed(before, after))


def test_what_is_not_there_is_not_changed(records: Records, tenant: str) -> None:
    user = a_user(tenant)
    with pytest.raises(Conflict):
        records.commit(Changed(user, replace(user, name="Grace")))
    assert records.get(ref(User, tenant_id=tenant, id="usr_a")) is None


def test_changes_come_into_force_together_or_not_at_all(records: Records, tenant: str) -> None:
    user = a_user(tenant)
    with pytest.raises(Conflict):
        records.commit(Added(user), Changed(a_tenant(tenant), a_tenant(tenant, name="Other")))
    assert records.get(ref(User, tenant_id=tenant, id="usr_a")) is None


def answering(tenant: str, made: str, body: str = "body") -> Answering:
    return Answering(tenant, once(body=body), made, NOW)


def test_the_same_request_changes_things_once(records: Records, tenant: str) -> None:
    first = Added(a_user(tenant, id="usr_1"))
    assert records.commit(first, answering=answering(tenant, "usr_1")) is None
    again = Added(a_user(tenant, id="usr_2"))
    assert records.commit(again, answering=answering(tenant, "usr_2")) == "usr_1"
    assert records.earlier(tenant, once(), NOW) == "usr_1"
    assert [user.id for user in records.list(User, 10, None, tenant_id=tenant).items] == ["usr_1"]


def test_another_request_under_the_same_key_is_refused(records: Records, tenant: str) -> None:
    records.commit(Added(a_user(tenant)), answering=answering(tenant, "usr_a"))
    other = Added(a_user(tenant, id="usr_2"))
    with pytest.raises(Conflict) as refusal:
        records.commit(other, answering=answering(tenant, "usr_2", body="other"))
    assert refusal.value.code == "idempotency_key_reused"


def test_a_conflict_leaves_the_key_of_its_request_unused(records: Records, tenant: str) -> None:
    records.commit(Added(a_user(tenant)))
    with pytest.raises(Conflict):
        records.commit(Added(a_user(tenant)), answering=answering(tenant, "usr_a"))
    assert records.earlier(tenant, once(), NOW) is None


def test_what_a_request_made_is_forgotten_after_its_time(records: Records, tenant: str) -> None:
    records.commit(Added(a_user(tenant)), answering=answering(tenant, "usr_a"))
    later = NOW + timedelta(days=40)
    assert records.earlier(tenant, once(), later - timedelta(seconds=1)) == "usr_a"
    assert records.earlier(tenant, once(body="other"), later) is None
    again = replace(answering(tenant, "usr_2"), at=later)
    assert records.commit(Added(a_user(tenant, id="usr_2")), answering=again) is None
    assert records.earlier(tenant, once(), later) == "usr_2"


def test_a_request_without_a_key_was_never_made_before(records: Records, tenant: str) -> None:
    assert records.earlier(tenant, None, NOW) is None


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("limit", [1, 2, 3, 10])
def test_records_are_listed_in_pages(
    records: Records, tenant: str, limit: int, *, newest_first: bool
) -> None:
    ids = [f"usr_{number}" for number in range(5)]
    for id_ in ids:
        records.commit(Added(a_user(tenant, id=id_)))
    found, cursor = [], None
    while True:
        page = records.list(User, limit, cursor, newest_first=newest_first, tenant_id=tenant)
        found += [user.id for user in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == (ids[::-1] if newest_first else ids)


def test_a_cursor_of_another_list_is_refused(records: Records, tenant: str) -> None:
    for id_ in ("usr_1", "usr_2"):
        records.commit(Added(a_user(tenant, id=id_)))
    cursor = records.list(User, 1, None, tenant_id=tenant).next_cursor
    with pytest.raises(InvalidInput) as refusal:
        records.list(ApiKey, 1, cursor, tenant_id=tenant)
    assert refusal.value.code == "cursor_of_another_list"


def test_a_record_that_is_removed_is_gone(records: Records, tenant: str) -> None:
    key = a_key(tenant)
    records.commit(Added(key))
    records.commit(Removed(key))
    assert records.get(ref(ApiKey, tenant_id=tenant, id="key_1")) is None


def test_what_is_not_there_is_not_removed(records: Records, tenant: str) -> None:
    key = a_key(tenant)
    with pytest.raises(Conflict):
        records.commit(Removed(key), Added(a_tenant(tenant)))
    assert records.get(ref(Tenant, id=tenant)) is None


def test_allowances_are_read_back_as_they_were_and_taken_away(
    records: Records, tenant: str
) -> None:
    bare = a_tenant(tenant)
    allowances = {"research_run": Allowance(5, 9, NOW), "llm_tokens": Allowance(0)}
    allowed = replace(bare, allowances=allowances)
    records.commit(Added(bare))
    records.commit(Changed(bare, allowed))
    assert records.get(ref(Tenant, id=tenant)) == allowed
    records.commit(Changed(allowed, bare))
    assert records.get(ref(Tenant, id=tenant)) == bare
