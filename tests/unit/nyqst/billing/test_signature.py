"""Signatures of webhooks: what is taken, and each way of refusing one."""

from datetime import datetime, timedelta

import pytest
import stripe

from nyqst.billing.model.signature import TOLERANCE, check_signature
from nyqst.clock import SystemClock
from nyqst.errors import Unauthenticated
from tests.builders import NOW
from tests.stripe_signing import SECRET, an_event, stripe_signature, written

BODY = written(an_event())
SECOND = timedelta(seconds=1)


def refusal(
    header: str | None, body: bytes = BODY, *, secret: str = SECRET, now: datetime = NOW
) -> str:
    with pytest.raises(Unauthenticated) as caught:
        check_signature(header, body, [secret], now)
    return caught.value.code


def test_what_stripe_signs_is_taken() -> None:
    check_signature(stripe_signature(BODY, NOW), BODY, [SECRET], NOW)


def test_while_our_secret_is_replaced_either_will_do() -> None:
    for signing in ("whsec_new", "whsec_old"):
        header = stripe_signature(BODY, NOW, signing)
        check_signature(header, BODY, ["whsec_new", "whsec_old"], NOW)


def test_while_stripe_signs_with_two_either_will_do() -> None:
    header = stripe_signature(BODY, NOW, "whsec_new", "whsec_old")
    for known in ("whsec_new", "whsec_old"):
        check_signature(header, BODY, [known], NOW)


def test_what_is_not_signed_is_refused() -> None:
    assert refusal(None) == "signature_missing"
    assert refusal("") == "signature_missing"


def test_what_somebody_else_signed_is_refused() -> None:
    assert refusal(stripe_signature(BODY, NOW, "whsec_other")) == "signature_invalid"


def test_a_body_that_was_read_and_written_again_is_refused() -> None:
    header = stripe_signature(BODY, NOW)
    assert refusal(header, BODY.replace(b": ", b":")) == "signature_invalid"


def test_what_was_signed_too_long_ago_is_refused() -> None:
    header = stripe_signature(BODY, NOW)
    check_signature(header, BODY, [SECRET], NOW + TOLERANCE)
    assert refusal(header, now=NOW + TOLERANCE + SECOND) == "signature_too_old"


def test_what_is_signed_for_the_future_is_refused() -> None:
    header = stripe_signature(BODY, NOW)
    check_signature(header, BODY, [SECRET], NOW - TOLERANCE)
    assert refusal(header, now=NOW - TOLERANCE - SECOND) == "signature_in_future"


def test_a_time_that_was_moved_is_refused() -> None:
    header = stripe_signature(BODY, NOW - SECOND).replace(
        f"t={int(NOW.timestamp()) - 1}", f"t={int(NOW.timestamp())}"
    )
    assert refusal(header) == "signature_invalid"


@pytest.mark.parametrize("time", ["", "t=", "t=soon", "t=-1", "t=1.5", "t=²", "t=" + "9" * 400])
def test_a_header_without_a_time_is_refused(time: str) -> None:
    assert refusal(f"{time},v1=00") == "signature_malformed"


def test_a_signature_of_another_scheme_is_refused() -> None:
    assert refusal(stripe_signature(BODY, NOW, scheme="v0")) == "signature_invalid"


def test_the_stripe_sdk_takes_and_refuses_the_same() -> None:
    now = SystemClock().now()
    good = stripe_signature(BODY, now)
    event = stripe.Webhook.construct_event(BODY, good, SECRET)
    assert event.id == "evt_1"
    check_signature(good, BODY, [SECRET], now)
    old = stripe_signature(BODY, now - TOLERANCE - 2 * SECOND)
    for header in (old, stripe_signature(BODY, now, "whsec_other"), "t=1", ""):
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(BODY, header, SECRET)
        with pytest.raises(Unauthenticated):
            check_signature(header, BODY, [SECRET], now)
