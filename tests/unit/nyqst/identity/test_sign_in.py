"""Signing in by password, and guessing at one."""

from collections.abc import Callable

import pytest

from nyqst.errors import RateLimited
from tests.fakes.accounts import EMAIL, PASSWORD, Accounts
from tests.fakes.passwords import QuickPasswords
from tests.unit.nyqst.identity.conftest import Refusal


def guess(accounts: Accounts, refusal: Refusal, email: str = EMAIL, times: int = 1) -> list[str]:
    attempt = lambda: accounts.sign_in(email, "a wrong guess", "")  # noqa: E731
    return [refusal(attempt) for _ in range(times)]


def wait_of(accounts: Accounts, email: str = EMAIL) -> int | None:
    with pytest.raises(RateLimited) as refused:
        accounts.sign_in(email, PASSWORD, "")
    return refused.value.retry_after_s


def test_who_knows_the_password_is_signed_in(accounts: Accounts) -> None:
    first = accounts.register()
    again = accounts.sign_in(" Ada@Ferries.Example ", PASSWORD, "")
    assert accounts.caller_by(again.access_token) == accounts.caller_by(first.access_token)


def test_a_wrong_password_is_refused(accounts: Accounts, refusal: Refusal) -> None:
    accounts.register()
    assert guess(accounts, refusal) == ["sign_in_failed"]


@pytest.mark.parametrize("email", ["eve@ferries.example", "no address", "", "#@#"])
def test_an_address_that_nobody_has_is_refused_in_the_same_way(
    accounts: Accounts, refusal: Refusal, email: str
) -> None:
    accounts.register()
    assert guess(accounts, refusal, email) == ["sign_in_failed"]


def test_an_unknown_address_costs_as_much_as_a_wrong_password(
    accounts: Accounts, refusal: Refusal
) -> None:
    accounts.register()
    spent = []
    for email in (EMAIL, "eve@ferries.example"):
        accounts.records.calls, accounts.passwords.compared = 0, []
        guess(accounts, refusal, email)
        spent.append((accounts.records.calls, len(accounts.passwords.compared)))
    assert spent[0] == spent[1] == (4, 1)


@pytest.mark.parametrize("email", [EMAIL, "eve@ferries.example"])
def test_after_five_wrong_passwords_there_is_a_wait_for_anybody(
    accounts: Accounts, refusal: Refusal, email: str
) -> None:
    accounts.register()
    assert guess(accounts, refusal, email, 6) == ["sign_in_failed"] * 5 + ["sign_in_locked"]
    assert wait_of(accounts, email) == 30


def test_nothing_is_compared_during_a_wait(accounts: Accounts, refusal: Refusal) -> None:
    accounts.register()
    guess(accounts, refusal, times=5)
    accounts.passwords.compared = []
    wait_of(accounts)
    assert accounts.passwords.compared == []


def test_each_wait_is_twice_as_long_as_the_one_before_up_to_an_hour(
    accounts: Accounts, refusal: Refusal
) -> None:
    accounts.register()
    guess(accounts, refusal, times=4)
    waits = []
    for _ in range(9):
        guess(accounts, refusal)
        wait = wait_of(accounts)
        assert wait is not None
        waits.append(wait)
        accounts.clock.move(seconds=wait)
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_after_the_wait_the_right_password_signs_in(accounts: Accounts, refusal: Refusal) -> None:
    accounts.register()
    guess(accounts, refusal, times=5)
    accounts.clock.move(seconds=29)
    assert wait_of(accounts) == 1
    accounts.clock.move(seconds=1)
    assert accounts.sign_in(EMAIL, PASSWORD, "")


def test_the_right_password_has_wrong_ones_forgotten(accounts: Accounts, refusal: Refusal) -> None:
    accounts.register()
    for _ in range(3):
        guess(accounts, refusal, times=4)
        assert accounts.sign_in(EMAIL, PASSWORD, "")


def test_wrong_passwords_are_forgotten_after_a_day(accounts: Accounts, refusal: Refusal) -> None:
    accounts.register()
    guess(accounts, refusal, times=4)
    accounts.clock.move(days=1)
    assert guess(accounts, refusal, times=4) == ["sign_in_failed"] * 4
    assert accounts.sign_in(EMAIL, PASSWORD, "")


class Crowd(QuickPasswords):
    """Has another guess come while one is compared: as if all came at the same time."""

    another: Callable[[], object]

    def matches(self, kept: str | None, password: str) -> bool:
        self.compared.append(kept)
        self.another()
        return False


def test_guesses_made_at_once_are_all_counted(refusal: Refusal) -> None:
    crowd = Crowd()
    accounts = Accounts(passwords=crowd)
    accounts.register()
    crowd.another = lambda: guess(accounts, refusal)
    guess(accounts, refusal)
    assert len(crowd.compared) == 5


def test_guesses_at_one_address_do_not_lock_another(accounts: Accounts, refusal: Refusal) -> None:
    accounts.register()
    guess(accounts, refusal, "eve@ferries.example", 6)
    assert accounts.sign_in(EMAIL, PASSWORD, "")
