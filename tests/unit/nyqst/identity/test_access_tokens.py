"""Our own access tokens, made as they should be with one thing spoiled at a time."""

import base64
import json
from typing import Any

import jwt
import pytest

from nyqst.identity.model.signing import SigningKey
from nyqst.identity.sessions import SignedIn
from nyqst.identity.tokens import new_signing_key
from tests.fakes.accounts import Accounts
from tests.unit.nyqst.identity.conftest import Refusal


@pytest.fixture
def begun(accounts: Accounts) -> SignedIn:
    return accounts.register()


@pytest.fixture
def key(accounts: Accounts) -> SigningKey:
    return accounts.signer.current()


def claims_of(signed_in: SignedIn) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(signed_in.access_token, options={"verify_signature": False})
    return claims


def forged(signed_in: SignedIn, key: SigningKey, **spoiled: Any) -> str:
    """Signed, with another claim or two; None takes a claim out."""
    claims = {**claims_of(signed_in), **spoiled}
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(claims, key.private_pem, "EdDSA", headers={"kid": key.kid})


def put_together(header: dict[str, Any], claims: dict[str, Any], signature: str = "") -> str:
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()) for part in (header, claims)]
    return ".".join([*(part.decode().rstrip("=") for part in parts), signature])


def test_what_forging_leaves_alone_is_good(
    accounts: Accounts, begun: SignedIn, key: SigningKey
) -> None:
    assert accounts.caller_by(forged(begun, key)) == accounts.caller_by(begun.access_token)


def test_a_caller_knows_by_which_session_they_came(accounts: Accounts, begun: SignedIn) -> None:
    assert accounts.caller_by(begun.access_token).via == claims_of(begun)["sid"]


def test_one_read_tells_who_is_calling(accounts: Accounts, begun: SignedIn) -> None:
    accounts.records.calls = 0
    accounts.caller_by(begun.access_token)
    assert accounts.records.calls == 1


def test_a_token_is_good_for_a_quarter_of_an_hour(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    accounts.clock.move(minutes=15, seconds=29)
    assert accounts.caller_by(begun.access_token)
    accounts.clock.move(seconds=1)
    assert refusal(lambda: accounts.caller_by(begun.access_token)) == "token_expired"


def test_a_token_from_a_clock_that_is_a_little_ahead_is_good(
    accounts: Accounts, begun: SignedIn
) -> None:
    accounts.clock.move(seconds=-30)
    assert accounts.caller_by(begun.access_token)


def test_a_token_from_the_future_is_refused(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    accounts.clock.move(seconds=-31)
    assert refusal(lambda: accounts.caller_by(begun.access_token)) == "token_not_yet_valid"


@pytest.mark.parametrize(
    ("spoiled", "code"),
    [
        ({"aud": "somebody"}, "token_wrong_audience"),
        ({"aud": None}, "token_malformed"),
        ({"iss": "urn:nyqst:prod"}, "token_wrong_issuer"),
        ({"iss": None}, "token_wrong_issuer"),
        ({"exp": None}, "token_malformed"),
        ({"exp": 0}, "token_expired"),
        ({"exp": "soon"}, "token_malformed"),
        ({"nbf": 10**11}, "token_not_yet_valid"),
        ({"sid": "ses_x"}, "session_ended"),
        ({"tid": "ten_x"}, "session_ended"),
        ({"sub": "usr_x"}, "session_ended"),
    ],
)
def test_a_claim_that_is_spoiled_is_refused(
    accounts: Accounts,
    begun: SignedIn,
    key: SigningKey,
    refusal: Refusal,
    spoiled: dict[str, Any],
    code: str,
) -> None:
    token = forged(begun, key, **spoiled)
    assert refusal(lambda: accounts.caller_by(token)) == code


def test_a_forged_signature_is_refused(
    accounts: Accounts, begun: SignedIn, key: SigningKey, refusal: Refusal
) -> None:
    thief = new_signing_key()
    pretending = SigningKey(key.kid, thief.public_jwk, thief.private_pem)
    token = forged(begun, pretending)
    assert refusal(lambda: accounts.caller_by(token)) == "token_forged"


def test_claims_under_the_signature_of_others_are_refused(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    header, _, signature = begun.access_token.split(".")
    other = put_together({}, {**claims_of(begun), "sub": "usr_x"}).split(".")[1]
    token = f"{header}.{other}.{signature}"
    assert refusal(lambda: accounts.caller_by(token)) == "token_forged"


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE"])
def test_an_unsigned_token_is_refused(
    accounts: Accounts, begun: SignedIn, key: SigningKey, refusal: Refusal, algorithm: str
) -> None:
    token = put_together({"alg": algorithm, "kid": key.kid}, claims_of(begun))
    assert refusal(lambda: accounts.caller_by(token)) == "token_unsigned"


def test_a_token_signed_with_our_public_key_as_a_secret_is_refused(
    accounts: Accounts, begun: SignedIn, key: SigningKey, refusal: Refusal
) -> None:
    secret = key.public_jwk["x"]
    token = jwt.encode(claims_of(begun), secret, "HS256", headers={"kid": key.kid})
    assert refusal(lambda: accounts.caller_by(token)) == "token_wrong_algorithm"


def test_a_token_that_says_another_algorithm_than_its_key_has_is_refused(
    accounts: Accounts, begun: SignedIn, key: SigningKey, refusal: Refusal
) -> None:
    token = put_together({"alg": "RS256", "kid": key.kid}, claims_of(begun), "AAAA")
    assert refusal(lambda: accounts.caller_by(token)) == "token_wrong_algorithm"


@pytest.mark.parametrize("kid", ["", "x", "../../etc/passwd"])
def test_a_key_that_nobody_here_has_is_refused(
    accounts: Accounts, begun: SignedIn, refusal: Refusal, kid: str
) -> None:
    stranger = new_signing_key()
    token = forged(begun, SigningKey(kid, stranger.public_jwk, stranger.private_pem))
    assert refusal(lambda: accounts.caller_by(token)) == "token_unknown_key"


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "....", "x" * 100_000, "Ä.Ä.Ä"])
def test_what_is_no_token_is_refused(accounts: Accounts, refusal: Refusal, token: str) -> None:
    assert refusal(lambda: accounts.caller_by(token)) == "token_malformed"


def test_a_refresh_token_is_no_access_token(
    accounts: Accounts, begun: SignedIn, refusal: Refusal
) -> None:
    assert refusal(lambda: accounts.caller_by(begun.refresh_token)) == "token_malformed"
