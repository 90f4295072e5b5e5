"""Tokens of an issuer that the stage trusts."""

import json
from email.message import Message
from typing import Any
from urllib.request import Request

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from nyqst.errors import Unavailable
from nyqst.identity.issuer_keys import KeptIssuerKeys
from nyqst.identity.issuers import read_issuers
from nyqst.identity.jwks_http import OverTls, fetch_jwks
from nyqst.identity.model.token import Issuer
from tests.fakes.accounts import EMAIL, PASSWORD, Accounts
from tests.fakes.clock import FixedClock
from tests.unit.nyqst.identity.conftest import Refusal

URL = "https://clerk.example/jwks"
CLERK = Issuer("https://clerk.example", "nyqst-web", URL)
KEY = ec.generate_private_key(ec.SECP256R1())


def jwks(key: EllipticCurvePrivateKey = KEY, kid: str = "k1") -> bytes:
    public = jwt.algorithms.ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return json.dumps({"keys": [{**public, "kid": kid, "alg": "ES256"}]}).encode()


@pytest.fixture
def accounts() -> Accounts:
    made = Accounts(issuers={CLERK.issuer: CLERK}, published={URL: jwks()})
    made.register()
    return made


def a_token(accounts: Accounts, key: Any = KEY, kid: str = "k1", **spoiled: Any) -> str:
    now = int(accounts.clock.now().timestamp())
    claims = {
        "iss": CLERK.issuer,
        "aud": CLERK.audience,
        "sub": "user_clerk",
        "iat": now,
        "exp": now + 60,
        "email": "Ada@ferries.example",
        "email_verified": True,
        **spoiled,
    }
    return jwt.encode(claims, key, "ES256", headers={"kid": kid})


def test_a_user_is_known_by_their_address(accounts: Accounts) -> None:
    ours = accounts.caller_by(accounts.sign_in(EMAIL, "correct horse battery", "").access_token)
    assert accounts.caller_by(a_token(accounts)) == ours


def test_two_reads_tell_who_is_calling(accounts: Accounts) -> None:
    accounts.records.calls = 0
    accounts.caller_by(a_token(accounts))
    assert accounts.records.calls == 2


@pytest.mark.parametrize(
    ("spoiled", "code"),
    [
        ({"iss": "https://other.example"}, "token_wrong_issuer"),
        ({"aud": "nyqst"}, "token_wrong_audience"),
        ({"exp": 0}, "token_expired"),
        ({"email": "eve@ferries.example"}, "token_unknown_user"),
        ({"email": None}, "token_unknown_user"),
        ({"email_verified": False}, "token_unverified_email"),
        ({"email_verified": "true"}, "token_unverified_email"),
        ({"email_verified": None}, "token_unverified_email"),
    ],
)
def test_a_claim_that_is_spoiled_is_refused(
    accounts: Accounts, refusal: Refusal, spoiled: dict[str, Any], code: str
) -> None:
    token = a_token(accounts, **spoiled)
    assert refusal(lambda: accounts.caller_by(token)) == code


def test_a_forged_signature_is_refused(accounts: Accounts, refusal: Refusal) -> None:
    token = a_token(accounts, ec.generate_private_key(ec.SECP256R1()))
    assert refusal(lambda: accounts.caller_by(token)) == "token_forged"


def test_a_key_that_the_issuer_does_not_publish_is_refused(
    accounts: Accounts, refusal: Refusal
) -> None:
    token = a_token(accounts, kid="k2")
    assert refusal(lambda: accounts.caller_by(token)) == "token_unknown_key"


def test_an_issuer_cannot_speak_for_us(accounts: Accounts, refusal: Refusal) -> None:
    token = a_token(accounts, iss="urn:nyqst:test", aud="nyqst")
    assert refusal(lambda: accounts.caller_by(token)) == "token_unknown_key"


def test_a_published_secret_verifies_nothing(accounts: Accounts, refusal: Refusal) -> None:
    secret = "x" * 40
    key = {"kty": "oct", "kid": "k1", "k": "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eA"}
    accounts.published[URL] = json.dumps({"keys": [key]}).encode()
    claims = jwt.decode(a_token(accounts), options={"verify_signature": False})
    token = jwt.encode(claims, secret, "HS256", headers={"kid": "k1"})
    assert refusal(lambda: accounts.caller_by(token)) == "token_wrong_algorithm"
    assert refusal(lambda: accounts.caller_by(a_token(accounts))) == "token_wrong_algorithm"


def test_an_issuer_that_names_tenants_must_name_the_users(refusal: Refusal) -> None:
    naming = Issuer(CLERK.issuer, CLERK.audience, URL, tenant_claim="org")
    accounts = Accounts(issuers={CLERK.issuer: naming}, published={URL: jwks()})
    tenant_id = accounts.caller_by(accounts.register().access_token).tenant_id
    assert accounts.caller_by(a_token(accounts, org=tenant_id))
    other, none = a_token(accounts, org="ten_x"), a_token(accounts)
    assert refusal(lambda: accounts.caller_by(other)) == "token_wrong_tenant"
    assert refusal(lambda: accounts.caller_by(none)) == "token_wrong_tenant"


def test_keys_are_fetched_once_an_hour_and_for_an_unknown_one_once_a_minute(
    clock: FixedClock,
) -> None:
    fetched: list[str] = []

    def fetch(url: str) -> bytes:
        fetched.append(url)
        return jwks()

    keys = KeptIssuerKeys(fetch, clock)
    for _ in range(50):
        assert keys.find(CLERK, "k1")
        assert keys.find(CLERK, "unknown") is None
    assert len(fetched) == 1
    clock.move(minutes=1)
    assert keys.find(CLERK, "k1")
    assert len(fetched) == 1
    assert keys.find(CLERK, "unknown") is None
    assert len(fetched) == 2
    clock.move(hours=1)
    assert keys.find(CLERK, "k1")
    assert len(fetched) == 3


def test_an_issuer_that_does_not_answer_is_asked_again_after_ten_seconds(
    clock: FixedClock, refusal: Refusal
) -> None:
    asked: list[str] = []
    answers = iter([jwks()])

    def fetch(url: str) -> bytes:
        asked.append(url)
        if len(asked) == 1:
            raise Unavailable("An issuer does not answer", code="issuer_unavailable")
        return next(answers)

    keys = KeptIssuerKeys(fetch, clock)
    for _ in range(50):
        assert refusal(lambda: keys.find(CLERK, "k1")) == "issuer_unavailable"
    assert len(asked) == 1
    clock.move(seconds=10)
    assert keys.find(CLERK, "k1")
    assert len(asked) == 2


def test_a_known_key_is_good_while_its_issuer_does_not_answer(
    accounts: Accounts, refusal: Refusal
) -> None:
    accounts.caller_by(a_token(accounts))
    accounts.published[URL] = b""
    accounts.clock.move(minutes=2)
    unknown = a_token(accounts, kid="k2")
    assert refusal(lambda: accounts.caller_by(unknown)) == "issuer_unavailable"
    assert accounts.caller_by(a_token(accounts))


def test_a_token_from_before_all_sessions_ended_is_refused(
    accounts: Accounts, refusal: Refusal
) -> None:
    before, ageless = a_token(accounts), a_token(accounts, iat=None)
    caller = accounts.caller_by(before)
    accounts.clock.move(seconds=1)
    accounts.change_password(caller, PASSWORD, "another horse entirely")
    assert refusal(lambda: accounts.caller_by(before)) == "session_ended"
    assert refusal(lambda: accounts.caller_by(ageless)) == "session_ended"
    accounts.clock.move(seconds=1)
    assert accounts.caller_by(a_token(accounts)) == caller


def test_a_key_that_the_issuer_begins_to_use_is_fetched(accounts: Accounts) -> None:
    accounts.caller_by(a_token(accounts))
    other = ec.generate_private_key(ec.SECP256R1())
    accounts.published[URL] = jwks(other, "k2")
    accounts.clock.move(minutes=2)
    assert accounts.caller_by(a_token(accounts, other, "k2"))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"keys": 5}', b'{"keys": [5]}', b"\xff"])
def test_keys_that_cannot_be_read_are_an_outage(clock: FixedClock, content: bytes) -> None:
    with pytest.raises(Unavailable) as refused:
        KeptIssuerKeys(lambda _: content, clock).find(CLERK, "k1")
    assert refused.value.code == "issuer_unavailable"


@pytest.mark.parametrize(
    "url", ["http://clerk.example/jwks", "file:///etc/passwd", "https://127.0.0.1:1/jwks"]
)
def test_keys_come_over_tls_or_not_at_all(url: str) -> None:
    with pytest.raises(Unavailable) as refused:
        fetch_jwks(url)
    assert refused.value.code == "issuer_unavailable"


def test_an_issuer_is_followed_elsewhere_but_not_off_tls() -> None:
    asked = (Request(URL), None, 302, "Found", Message())
    moved = OverTls().redirect_request(*asked, "https://clerk.example/keys")
    assert moved is not None
    assert moved.full_url == "https://clerk.example/keys"
    with pytest.raises(Unavailable) as refused:
        OverTls().redirect_request(*asked, "http://clerk.example/jwks")
    assert refused.value.code == "issuer_unavailable"


def test_issuers_are_read_from_the_settings() -> None:
    setting = json.dumps([{"issuer": CLERK.issuer, "audience": CLERK.audience, "jwks_url": URL}])
    assert read_issuers(setting) == {CLERK.issuer: CLERK}
    assert read_issuers("") == {}
