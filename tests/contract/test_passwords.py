"""What whatever hashes passwords must do, the quick one of tests and the real one alike."""

import pytest

from nyqst.identity.passwords import Argon2Passwords
from nyqst.identity.ports import Passwords
from tests.fakes.passwords import QuickPasswords


@pytest.fixture(params=["quick", "argon2"])
def passwords(request: pytest.FixtureRequest) -> Passwords:
    return QuickPasswords() if request.param == "quick" else Argon2Passwords()


@pytest.mark.parametrize("password", ["correct horse battery", "Fähre ⛴", "x" * 200, ""])
def test_a_password_matches_its_own_hash_only(passwords: Passwords, password: str) -> None:
    kept = passwords.hash(password)
    assert passwords.matches(kept, password)
    assert not passwords.matches(kept, password + "x")


def test_the_password_is_not_in_its_hash(passwords: Passwords) -> None:
    assert "horse" not in passwords.hash("horse")


@pytest.mark.parametrize("password", ["", "correct horse battery"])
def test_nothing_matches_where_nothing_is_kept(passwords: Passwords, password: str) -> None:
    assert not passwords.matches(None, password)


def test_nothing_matches_what_is_no_hash(passwords: Passwords) -> None:
    assert not passwords.matches("no hash", "no hash")


def test_the_same_password_is_kept_differently_each_time() -> None:
    passwords = Argon2Passwords()
    assert passwords.hash("x") != passwords.hash("x")
    assert passwords.hash("x").startswith("$argon2id$")
