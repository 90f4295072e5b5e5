"""Roles and the standing of users."""

from typing import Any

import pytest

from nyqst.errors import Conflict
from nyqst.identity.manage_users import Users
from nyqst.identity.model import Role
from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.model.user import UserStatus
from nyqst.identity.records import ref
from tests.builders import a_caller
from tests.fakes.clock import FixedClock
from tests.fakes.records import MemoryRecords
from tests.residents import settle
from tests.unit.nyqst.identity.conftest import Refusal

DISABLED = UserStatus.DISABLED


class House:
    """A tenant with an owner, an admin, a member and a viewer, each named after their role."""

    def __init__(self, records: MemoryRecords, clock: FixedClock) -> None:
        self.records, self.clock = records, clock
        for role in (Role.OWNER, Role.ADMIN, Role.MEMBER, Role.VIEWER):
            settle(records, a_caller("ten_a", user_id=role, role=role))

    def users(self, role: Role, user_id: str | None = None) -> Users:
        caller = a_caller("ten_a", user_id=user_id or role, role=role)
        return Users(self.records, self.clock, caller)

    def owners(self) -> int:
        tenant = self.records.get(ref(Tenant, id="ten_a"))
        assert tenant is not None
        return tenant.owners


@pytest.fixture
def house(records: MemoryRecords, clock: FixedClock) -> House:
    return House(records, clock)


def test_an_admin_gives_another_role(house: House) -> None:
    admin = house.users(Role.ADMIN)
    assert admin.change("viewer", Role.MEMBER, None).role is Role.MEMBER
    assert admin.get("viewer").role is Role.MEMBER


@pytest.mark.parametrize(
    ("who", "whom", "role"),
    [("admin", "owner", Role.MEMBER), ("admin", "member", Role.OWNER),
     ("admin", "admin", Role.OWNER), ("member", "viewer", Role.MEMBER),
     ("member", "member", Role.ADMIN), ("viewer", "viewer", Role.MEMBER)],
)  # fmt: skip
def test_nobody_reaches_above_themselves(
    house: House, refusal: Refusal, who: str, whom: str, role: Role
) -> None:
    users = house.users(Role(who))
    assert refusal(lambda: users.change(whom, role, None)) == "role_too_low"


def test_an_admin_does_not_shut_out_an_owner(house: House, refusal: Refusal) -> None:
    assert refusal(lambda: house.users(Role.ADMIN).change("owner", None, DISABLED)) == (
        "role_too_low"
    )


def test_the_last_owner_is_not_demoted(house: House, refusal: Refusal) -> None:
    owner = house.users(Role.OWNER)
    assert refusal(lambda: owner.change("owner", Role.ADMIN, None)) == "last_owner"


def test_the_last_owner_does_not_leave(house: House, refusal: Refusal) -> None:
    owner = house.users(Role.OWNER)
    assert refusal(lambda: owner.change("owner", None, DISABLED)) == "last_owner"


def test_one_of_two_owners_may_go_and_then_no_more(house: House, refusal: Refusal) -> None:
    owner = house.users(Role.OWNER)
    owner.change("admin", Role.OWNER, None)
    assert house.owners() == 2
    owner.change("owner", None, DISABLED)
    assert house.owners() == 1
    other = house.users(Role.OWNER, "admin")
    assert refusal(lambda: other.change("admin", Role.MEMBER, None)) == "last_owner"


def test_an_owner_who_comes_back_counts_again(house: House) -> None:
    owner = house.users(Role.OWNER)
    owner.change("admin", Role.OWNER, None)
    owner.change("admin", None, DISABLED)
    assert house.owners() == 1
    owner.change("admin", None, UserStatus.ACTIVE)
    assert house.owners() == 2


def test_two_owners_who_demote_each_other_at_once_do_not_both_succeed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.users(Role.OWNER).change("admin", Role.OWNER, None)
    inner = house.records.commit

    def after_the_other(*changes: Any, answering: Any = None) -> str | None:
        monkeypatch.setattr(house.records, "commit", inner)
        house.users(Role.OWNER, "admin").change("owner", Role.ADMIN, None)
        return inner(*changes, answering=answering)

    monkeypatch.setattr(house.records, "commit", after_the_other)
    with pytest.raises(Conflict):
        house.users(Role.OWNER).change("admin", Role.ADMIN, None)
    assert house.owners() == 1


def test_a_member_leaves(house: House) -> None:
    left = house.users(Role.MEMBER).change("member", None, DISABLED)
    assert (left.status, left.signed_out_at) == (DISABLED, house.clock.now())


def test_another_tenant_does_not_find_a_user(house: House, refusal: Refusal) -> None:
    stranger = Users(house.records, house.clock, a_caller("ten_b"))
    assert refusal(lambda: stranger.get("member")) == "user_not_found"
    assert refusal(lambda: stranger.change("member", Role.ADMIN, None)) == "user_not_found"
    assert stranger.list(10, None).items == ()


def test_a_change_that_changes_nothing_is_not_told(house: House, records: MemoryRecords) -> None:
    rows = dict(records._rows)
    house.users(Role.OWNER).change("member", Role.MEMBER, None)
    assert records._rows == rows


def test_the_trail_tells_the_role_before_and_after(house: House, records: MemoryRecords) -> None:
    house.users(Role.OWNER).change("member", Role.ADMIN, None)
    trail = records.list(AuditEntry, 10, None, tenant_id="ten_a").items
    (entry,) = [entry for entry in trail if entry.action == "user.changed"]
    assert (entry.actor, entry.subject) == ("owner", "member")
    assert (entry.before, entry.after) == ({"role": "member"}, {"role": "admin"})
