"""Sessions: refreshed turn by turn, ended by many things."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from nyqst.identity.model.session import Session
from nyqst.identity.model.tenant import Tenant, TenantStatus
from nyqst.identity.model.user import User, UserStatus
from nyqst.identity.records import Changed, ref
from nyqst.identity.sessions import SignedIn
from tests.fakes.accounts import EMAIL, PASSWORD, Accounts
from tests.unit.nyqst.identity.conftest import Refusal


@pytest.fixture
def begun(accounts: Accounts) -> SignedIn:
    return accounts.register()


def refreshed(accounts: Accounts, signed_in: SignedIn) -> SignedIn:
    return accounts.sessions.refresh(signed_in.refresh_token, "")


def test_a_refresh_gives_another_pair_for_the_same_user(
    accounts: Accounts, begun: SignedIn
) -> None:
    accounts.clock.move(minutes=20)
    turned = refreshed(accounts, begun)
    assert turned.refresh_token != begun.refresh_token
    assert accounts.caller_by(turned.access_token).role == "owner"


def test_a_session_goes_on_turn_by_turn(accounts: Accounts, begun: SignedIn) -> None:
    signed_in = begun
    for _ in range(5):
        signed_in = refreshed(accounts, signed_in)
    assert accounts.caller_by(signed_in.access_token)


def test_a_refresh_token_used_twice_ends_the_session(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    turned = refreshed(accounts, begun)
    assert refusal(lambda: refreshed(accounts, begun)) == "refresh_token_reused"
    assert refusal(lambda: refreshed(accounts, turned)) == "session_ended"
    assert refusal(lambda: accounts.caller_by(turned.access_token)) == "session_ended"
    assert refusal(lambda: accounts.caller_by(begun.access_token)) == "session_ended"


def test_a_refresh_token_used_twice_at_once_ends_the_session(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    """The second use comes between the first one's read and its write."""
    inner = accounts.records.get_together
    others: list[SignedIn] = []

    def read_and_lose(*wanted: Any) -> tuple[Any, ...]:
        found = inner(*wanted)
        accounts.records.get_together = inner  # type: ignore[method-assign]
        others.append(refreshed(accounts, begun))
        return found

    accounts.records.get_together = read_and_lose  # type: ignore[method-assign]
    assert refusal(lambda: refreshed(accounts, begun)) == "refresh_token_reused"
    assert refusal(lambda: refreshed(accounts, others[0])) == "session_ended"


def test_of_three_who_use_a_refresh_token_at_once_each_loser_is_told_so(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    """The second ends the session between the third one's read and its write."""
    refreshed(accounts, begun)
    inner = accounts.records.get_together

    def read_and_lose(*wanted: Any) -> tuple[Any, ...]:
        found = inner(*wanted)
        accounts.records.get_together = inner  # type: ignore[method-assign]
        assert refusal(lambda: refreshed(accounts, begun)) == "refresh_token_reused"
        return found

    accounts.records.get_together = read_and_lose  # type: ignore[method-assign]
    assert refusal(lambda: refreshed(accounts, begun)) == "refresh_token_reused"


def test_another_session_of_the_user_goes_on(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    other = accounts.sign_in(EMAIL, PASSWORD, "")
    refreshed(accounts, begun)
    assert refusal(lambda: refreshed(accounts, begun)) == "refresh_token_reused"
    assert refreshed(accounts, other)


@pytest.mark.parametrize("spoiled", ["mark", "tenant", "user", "session", "family"])
def test_a_token_that_was_never_given_is_refused_and_ends_nothing(
    accounts: Accounts, begun: SignedIn, refusal: Refusal, spoiled: str
) -> None:
    parts = begun.refresh_token.split(".")
    parts[["mark", "tenant", "user", "session", "family"].index(spoiled)] += "x"
    forged = replace(begun, refresh_token=".".join(parts))
    assert refusal(lambda: refreshed(accounts, forged)) == "refresh_token_invalid"
    assert refreshed(accounts, begun)


@pytest.mark.parametrize("raw", ["", "nyqr", "nyqr.....", "a.b.c.d.e.f", "nyqr." + "x." * 5_000])
def test_what_is_no_refresh_token_is_refused(
    accounts: Accounts, refusal: Refusal, raw: str
) -> None:
    assert refusal(lambda: accounts.sessions.refresh(raw, "")) == "refresh_token_invalid"


def test_a_session_lasts_thirty_days_however_often_it_is_refreshed(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    signed_in = begun
    for _ in range(29):
        accounts.clock.move(days=1)
        signed_in = refreshed(accounts, signed_in)
    accounts.clock.move(days=1)
    assert refusal(lambda: refreshed(accounts, signed_in)) == "session_expired"


def test_after_signing_out_neither_token_is_good(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    accounts.sessions.end(begun.refresh_token, "")
    assert refusal(lambda: refreshed(accounts, begun)) == "session_ended"
    assert refusal(lambda: accounts.caller_by(begun.access_token)) == "session_ended"


def test_to_sign_out_twice_is_to_sign_out_once(accounts: Accounts, begun: SignedIn) -> None:
    accounts.sessions.end(begun.refresh_token, "")
    rows = dict(accounts.records._rows)
    accounts.sessions.end(begun.refresh_token, "")
    assert accounts.records._rows == rows


def change_user(accounts: Accounts, **values: Any) -> None:
    (user,) = [row for row in accounts.records._rows.values() if isinstance(row, User)]
    accounts.records.commit(Changed(user, replace(user, **values)))


def test_a_disabled_user_is_refused(accounts: Accounts, begun: SignedIn, refusal: Refusal) -> None:
    change_user(accounts, status=UserStatus.DISABLED)
    assert refusal(lambda: refreshed(accounts, begun)) == "user_disabled"
    assert refusal(lambda: accounts.caller_by(begun.access_token)) == "user_disabled"
    assert refusal(lambda: accounts.sign_in(EMAIL, PASSWORD, "")) == "user_disabled"


def test_a_suspended_tenant_is_refused(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    tenant_id = accounts.caller_by(begun.access_token).tenant_id
    tenant = accounts.records.get(ref(Tenant, id=tenant_id))
    assert tenant is not None
    accounts.records.commit(Changed(tenant, replace(tenant, status=TenantStatus.SUSPENDED)))
    assert refusal(lambda: refreshed(accounts, begun)) == "tenant_suspended"
    assert refusal(lambda: accounts.caller_by(begun.access_token)) == "tenant_suspended"
    assert refusal(lambda: accounts.sign_in(EMAIL, PASSWORD, "")) == "tenant_suspended"


def test_a_password_is_changed_by_who_knows_the_old_one(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    caller = accounts.caller_by(begun.access_token)
    accounts.clock.move(seconds=1)
    assert accounts.change_password(caller, PASSWORD, "another long password")
    assert refusal(lambda: accounts.sign_in(EMAIL, PASSWORD, "")) == "sign_in_failed"
    assert accounts.sign_in(EMAIL, "another long password", "")


def test_a_password_is_not_changed_by_who_does_not_know_the_old_one(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    caller = accounts.caller_by(begun.access_token)
    attempt = lambda: accounts.change_password(caller, "wrong", "another long password")  # noqa: E731
    assert [refusal(attempt) for _ in range(6)] == ["sign_in_failed"] * 5 + ["sign_in_locked"]


def test_a_weak_password_is_not_taken_in_exchange(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    caller = accounts.caller_by(begun.access_token)
    attempt = lambda: accounts.change_password(caller, PASSWORD, "short")  # noqa: E731
    assert refusal(attempt) == "password_too_weak"


def test_a_change_of_password_ends_every_other_session(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    caller = accounts.caller_by(begun.access_token)
    accounts.clock.move(seconds=1)
    changed = accounts.change_password(caller, PASSWORD, "another long password")
    assert refusal(lambda: refreshed(accounts, begun)) == "session_ended"
    assert refusal(lambda: accounts.caller_by(begun.access_token)) == "session_ended"
    assert accounts.caller_by(changed.access_token)
    assert refreshed(accounts, changed)


def test_who_signs_in_by_a_password_that_changes_meanwhile_is_not_let_in(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    caller = accounts.caller_by(begun.access_token)

    def change() -> None:
        accounts.change_password(caller, PASSWORD, "another long password")

    between_comparing(accounts, change)
    late = accounts.sign_in(EMAIL, PASSWORD, "")
    assert refusal(lambda: accounts.caller_by(late.access_token)) == "session_ended"
    assert refusal(lambda: refreshed(accounts, late)) == "session_ended"


def test_who_signs_in_while_the_password_is_being_changed_is_signed_out(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    caller = accounts.caller_by(begun.access_token)
    others: list[SignedIn] = []
    between_comparing(accounts, lambda: others.append(accounts.sign_in(EMAIL, PASSWORD, "")))
    changed = accounts.change_password(caller, PASSWORD, "another long password")
    assert refusal(lambda: accounts.caller_by(others[0].access_token)) == "session_ended"
    assert accounts.caller_by(changed.access_token)


def between_comparing(accounts: Accounts, act: Callable[[], None]) -> None:
    """The next password is compared for two seconds, in the middle of which this is done."""
    inner = accounts.passwords.matches

    def matches(kept: str | None, password: str) -> bool:
        accounts.passwords.matches = inner  # type: ignore[method-assign]
        accounts.clock.move(seconds=1)
        act()
        accounts.clock.move(seconds=1)
        return inner(kept, password)

    accounts.passwords.matches = matches  # type: ignore[method-assign]


def test_what_is_kept_of_a_session_is_no_token(accounts: Accounts, begun: SignedIn) -> None:
    (session,) = [row for row in accounts.records._rows.values() if isinstance(row, Session)]
    kept = f"{session.family_sha256} {session.turn_sha256}"
    *_, family, turn = begun.refresh_token.split(".")
    assert family not in kept
    assert turn not in kept
