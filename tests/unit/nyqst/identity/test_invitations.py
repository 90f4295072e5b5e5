"""Invitations, and who comes in by them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from nyqst.errors import Conflict
from nyqst.identity.invitations import Invitations, Invited, Terms
from nyqst.identity.model import Caller, Role
from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.model.invitation import Invitation
from nyqst.identity.model.tenant import OPERATOR, Tenant, TenantStatus
from nyqst.identity.model.user import User, UserStatus
from nyqst.identity.plan import PlanCode
from nyqst.identity.records import Change, Changed, ref
from tests.builders import a_caller, once
from tests.fakes.accounts import Accounts
from tests.fakes.records import MemoryRecords
from tests.residents import settle
from tests.unit.nyqst.identity.conftest import Refusal

TEAM = Terms(PlanCode.TEAM, None, 1, timedelta(days=7))
MEMBER = Terms(None, Role.MEMBER, 1, timedelta(days=7))
BOB = "bob@ferries.example"


@pytest.fixture
def accounts() -> Accounts:
    """A stage that takes nobody without an invitation."""
    return Accounts(is_open=False)


def inviting(accounts: Accounts, tenant_id: str, **changes: Any) -> Invitations:
    caller = a_caller(tenant_id, **changes)
    settle(accounts.records, caller)
    return Invitations(accounts.records, accounts.clock, caller)


@pytest.fixture
def operator(accounts: Accounts) -> Invitations:
    return inviting(accounts, OPERATOR)


@pytest.fixture
def ferries(accounts: Accounts) -> Invitations:
    return inviting(accounts, "ten_ferries", plan=PlanCode.PROFESSIONAL)


def raw_of(invited: Invited) -> str:
    assert invited.raw is not None
    return invited.raw


def come(accounts: Accounts, raw: str, email: str = BOB, **changes: Any) -> Caller:
    signed_in = accounts.register(email, invitation=raw, **changes)
    return accounts.caller_by(signed_in.access_token)


def test_a_tenant_that_signs_up_has_the_plan_of_its_invitation(
    accounts: Accounts, operator: Invitations
) -> None:
    caller = come(accounts, raw_of(operator.issue(TEAM, None)))
    assert (caller.role, caller.plan) == (Role.OWNER, PlanCode.TEAM)
    assert caller.tenant_id != OPERATOR


def test_every_user_of_the_tenant_inherits_its_plan(
    accounts: Accounts, operator: Invitations
) -> None:
    owner = come(accounts, raw_of(operator.issue(TEAM, None)))
    theirs = Invitations(accounts.records, accounts.clock, owner)
    joined = come(accounts, raw_of(theirs.issue(MEMBER, None)), "eve@ferries.example")
    assert (joined.tenant_id, joined.plan) == (owner.tenant_id, PlanCode.TEAM)


def test_who_is_invited_into_a_tenant_has_the_role_of_the_invitation(
    accounts: Accounts, ferries: Invitations
) -> None:
    caller = come(accounts, raw_of(ferries.issue(MEMBER, None)), tenant_name=None)
    assert (caller.tenant_id, caller.role) == ("ten_ferries", Role.MEMBER)


def test_a_second_owner_is_counted(accounts: Accounts, ferries: Invitations) -> None:
    come(accounts, raw_of(ferries.issue(replace(MEMBER, role=Role.OWNER), None)))
    tenant = accounts.records.get(ref(Tenant, id="ten_ferries"))
    assert tenant is not None
    assert tenant.owners == 2


def test_a_tenant_cannot_choose_a_plan(ferries: Invitations, refusal: Refusal) -> None:
    assert refusal(lambda: ferries.issue(TEAM, None)) == "operator_only"


@pytest.mark.parametrize("terms", [replace(TEAM, role=Role.MEMBER), replace(TEAM, plan=None)])
def test_an_invitation_is_to_a_plan_or_to_a_role(
    operator: Invitations, refusal: Refusal, terms: Terms
) -> None:
    assert refusal(lambda: operator.issue(terms, None)) == "invalid_invitation"


def test_an_admin_invites_no_owner(accounts: Accounts, refusal: Refusal) -> None:
    admin = inviting(accounts, "ten_a", role=Role.ADMIN)
    terms = replace(MEMBER, role=Role.OWNER)
    assert refusal(lambda: admin.issue(terms, None)) == "role_too_low"


def test_an_invitation_is_used_as_often_as_it_says(
    accounts: Accounts, operator: Invitations, refusal: Refusal
) -> None:
    raw = raw_of(operator.issue(replace(TEAM, uses=2), None))
    for email in ("a@b.example", "c@d.example"):
        come(accounts, raw, email)
    assert refusal(lambda: come(accounts, raw, "e@f.example")) == "invitation_used_up"


def test_an_invitation_ends(accounts: Accounts, operator: Invitations, refusal: Refusal) -> None:
    raw = raw_of(operator.issue(TEAM, None))
    accounts.clock.move(days=7)
    assert refusal(lambda: come(accounts, raw)) == "invitation_expired"


def test_a_revoked_invitation_is_refused_as_if_it_had_never_been(
    accounts: Accounts, operator: Invitations, refusal: Refusal
) -> None:
    invited = operator.issue(TEAM, None)
    operator.revoke(invited.invitation.id)
    assert refusal(lambda: come(accounts, raw_of(invited))) == "invitation_invalid"


@pytest.mark.parametrize("raw", ["", "nyqi_x", "x" * 10_000, "Ä"])
def test_an_invitation_that_nobody_issued_is_refused(
    accounts: Accounts, refusal: Refusal, raw: str
) -> None:
    assert refusal(lambda: come(accounts, raw)) == "invitation_invalid"


def test_an_api_key_is_no_invitation(
    accounts: Accounts, operator: Invitations, refusal: Refusal
) -> None:
    raw = raw_of(operator.issue(TEAM, None))
    assert refusal(lambda: come(accounts, raw.replace("nyqi", "nyq"))) == "invitation_invalid"


def test_a_refused_registration_uses_nothing_up(
    accounts: Accounts, operator: Invitations, refusal: Refusal
) -> None:
    raw = raw_of(operator.issue(TEAM, None))
    other = raw_of(operator.issue(TEAM, None))
    come(accounts, other)
    assert refusal(lambda: come(accounts, raw)) == "email_taken"
    assert refusal(lambda: come(accounts, raw, "x@y.example", password="x")) == "password_too_weak"
    assert come(accounts, raw, "x@y.example")


def test_a_new_tenant_needs_a_name(
    accounts: Accounts, operator: Invitations, refusal: Refusal
) -> None:
    raw = raw_of(operator.issue(TEAM, None))
    assert refusal(lambda: come(accounts, raw, tenant_name=None)) == "tenant_name_missing"


@pytest.mark.parametrize("changed", [{"status": UserStatus.DISABLED}, {"role": Role.VIEWER}])
def test_an_invitation_is_worth_what_who_issued_it_may_do_by_now(
    accounts: Accounts, ferries: Invitations, refusal: Refusal, changed: dict[str, Any]
) -> None:
    raw = raw_of(ferries.issue(MEMBER, None))
    found = ref(User, tenant_id="ten_ferries", id=ferries.caller.user_id)
    user = accounts.records.get(found)
    assert user is not None
    accounts.records.commit(Changed(user, replace(user, **changed)))
    assert refusal(lambda: come(accounts, raw)) == "invitation_invalid"
    accounts.records.commit(Changed(replace(user, **changed), user))
    assert come(accounts, raw).tenant_id == "ten_ferries"


def test_nobody_joins_a_suspended_tenant(
    accounts: Accounts, ferries: Invitations, refusal: Refusal
) -> None:
    raw = raw_of(ferries.issue(MEMBER, None))
    tenant = accounts.records.get(ref(Tenant, id="ten_ferries"))
    assert tenant is not None
    accounts.records.commit(Changed(tenant, replace(tenant, status=TenantStatus.SUSPENDED)))
    assert refusal(lambda: come(accounts, raw)) == "tenant_suspended"


class Crowded(MemoryRecords):
    """Somebody else uses the invitation just before the first commit that would."""

    crowded = False

    def commit(self, *changes: Change, answering: Any = None) -> str | None:
        used = [change for change in changes if isinstance(change, Changed)]
        if self.crowded and used and isinstance(used[0].before, Invitation):
            self.crowded = False
            super().commit(*used)
            raise Conflict("Another was first")
        return super().commit(*changes, answering=answering)


@pytest.mark.parametrize("uses", [1, 2])
def test_the_last_use_goes_to_one_of_two_who_come_at_once(refusal: Refusal, uses: int) -> None:
    records = Crowded()
    accounts = Accounts(records, is_open=False)
    operator = inviting(accounts, OPERATOR)
    raw = raw_of(operator.issue(replace(TEAM, uses=uses), None))
    records.crowded = True
    if uses == 1:
        assert refusal(lambda: come(accounts, raw)) == "invitation_used_up"
    else:
        assert come(accounts, raw).plan is PlanCode.TEAM


def test_an_invitation_is_issued_once_for_the_same_request(operator: Invitations) -> None:
    first, again = (operator.issue(TEAM, once()) for _ in range(2))
    assert (again.invitation, again.raw) == (first.invitation, None)


def test_a_tenant_sees_its_own_invitations(operator: Invitations, ferries: Invitations) -> None:
    invited = ferries.issue(MEMBER, None)
    assert ferries.list(10, None).items == (invited.invitation,)
    assert operator.list(10, None).items == ()


def test_another_tenant_does_not_revoke_it(
    operator: Invitations, ferries: Invitations, refusal: Refusal
) -> None:
    invited = ferries.issue(MEMBER, None)
    assert refusal(lambda: operator.revoke(invited.invitation.id)) == "invitation_not_found"


def test_the_trail_tells_who_was_invited_and_who_came_but_not_by_what(
    accounts: Accounts, ferries: Invitations
) -> None:
    raw = raw_of(ferries.issue(MEMBER, None))
    come(accounts, raw)
    trail = accounts.records.list(AuditEntry, 20, None, tenant_id="ten_ferries").items
    actions = {entry.action for entry in trail}
    assert actions == {"tenant.founded", "invitation.issued", "user.joined", "session.started"}
    assert raw not in repr(accounts.records)
