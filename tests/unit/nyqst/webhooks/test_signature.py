"""Signatures that any library of Standard Webhooks accepts."""

import base64
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from nyqst.webhooks.model.signature import new_secret, signature, signed_headers
from tests.receiver import Received

AT = datetime(2026, 11, 20, 12, 0, 0, 900_000, tzinfo=UTC)


def test_the_standards_own_example() -> None:
    made = signature(
        "whsec_plJ3nmyCDGBKInavdOK15jsl",
        "msg_loFOjxBNrRLzqYUf",
        1731705121,
        b'{"event_type":"ping","data":{"success":true}}',
    )
    assert made == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


def test_a_secret_is_256_bits_of_chance() -> None:
    made = {new_secret() for _ in range(100)}
    assert len(made) == 100
    for secret in made:
        kind, _, key = secret.partition("_")
        assert (kind, len(base64.b64decode(key, validate=True))) == ("whsec", 32)


@given(st.binary(), st.text("abc_", min_size=1))
def test_a_receiver_can_check_it(body: bytes, event_id: str) -> None:
    old, new, other = new_secret(), new_secret(), new_secret()
    received = Received("/", signed_headers([new, old], event_id, AT, body), body)
    assert received.is_signed_with(old)
    assert received.is_signed_with(new)
    assert not received.is_signed_with(other)


def test_another_body_id_or_time_is_another_signature() -> None:
    secret = new_secret()
    first = signature(secret, "evt_1", 1, b"a")
    others = {
        signature(secret, "evt_1", 1, b"b"),
        signature(secret, "evt_2", 1, b"a"),
        signature(secret, "evt_1", 2, b"a"),
    }
    assert len(others - {first}) == 3


def test_the_time_is_in_whole_seconds() -> None:
    assert signed_headers([new_secret()], "evt_1", AT, b"")["webhook-timestamp"] == "1795176000"
