"""The webhook as Lambda calls it, up to what it leaves behind."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from functions.stripe_webhook.handler import handle
from nyqst.billing.model.inbox import EntryState
from nyqst.bootstrap import Platform, platform
from nyqst.clock import SystemClock
from tests.aws import Aws
from tests.stripe_signing import SECRET, an_event, stripe_signature, written
from tests.webhook_calls import calls_before_ack, deliver, request


@pytest.fixture(scope="module", autouse=True)
def secrets(aws: Aws) -> None:
    value = json.dumps({"api_key": "sk_test", "webhook_secrets": [SECRET, "whsec_before"]})
    aws.secretsmanager.create_secret(Name="filled-in", SecretString=value)
    aws.secretsmanager.create_secret(Name="unfilled", SecretString="chance characters")


@pytest.fixture(params=["filled-in"], autouse=True)
def stage(services: Platform, request: pytest.FixtureRequest) -> Iterator[Platform]:
    with pytest.MonkeyPatch.context() as environment:
        for name, value in services.settings.to_environment().items():
            environment.setenv(name, value)
        environment.setenv("NYQST_STRIPE_SECRET", request.param)
        environment.delenv("NYQST_TENANT_ROLE_ARN")
        platform.cache_clear()
        yield platform()
    platform.cache_clear()


def with_secret(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("stage", [name], indirect=True)


def refusal(answer: dict[str, Any]) -> tuple[int, str]:
    assert answer["headers"]["content-type"] == "application/problem+json"
    return answer["statusCode"], json.loads(answer["body"])["code"]


def test_a_signed_event_is_in_the_inbox_and_acknowledged() -> None:
    assert deliver(written(an_event("evt_signed")))["statusCode"] == 200
    entry = platform().billing.inbox.get("evt_signed")
    assert entry is not None
    assert (entry.state, entry.notice.subscription_id) == (EntryState.RECEIVED, "sub_1")


def test_a_body_in_base64_is_the_same_body() -> None:
    body = json.dumps(an_event("evt_encoded", note="é"), ensure_ascii=False).encode()
    assert deliver(body, encoded=True)["statusCode"] == 200
    assert platform().billing.inbox.get("evt_encoded") is not None


def test_an_event_that_comes_again_is_acknowledged_again() -> None:
    body = written(an_event("evt_twice"))
    assert [deliver(body)["statusCode"] for _ in range(3)] == [200, 200, 200]


def test_the_secret_before_is_good_while_it_is_replaced() -> None:
    answer = deliver(written(an_event("evt_rotating")), "whsec_before")
    assert answer["statusCode"] == 200


def test_what_is_not_signed_is_refused_and_not_kept() -> None:
    answer = handle(request(written(an_event("evt_bare")), None), None)
    assert refusal(answer) == (400, "signature_missing")
    assert platform().billing.inbox.get("evt_bare") is None


def test_what_somebody_else_signed_is_refused_and_not_kept() -> None:
    answer = deliver(written(an_event("evt_forged")), "whsec_other")
    assert refusal(answer) == (400, "signature_invalid")
    assert platform().billing.inbox.get("evt_forged") is None


def test_what_was_recorded_and_is_played_later_is_refused() -> None:
    at = SystemClock().now() - timedelta(minutes=6)
    assert refusal(deliver(written(an_event()), at=at)) == (400, "signature_too_old")


def test_what_is_signed_for_the_future_is_refused() -> None:
    at = SystemClock().now() + timedelta(minutes=6)
    assert refusal(deliver(written(an_event()), at=at)) == (400, "signature_in_future")


def test_a_body_that_was_encoded_again_is_refused() -> None:
    body = written(an_event())
    signature = stripe_signature(body, SystemClock().now())
    again = json.dumps(json.loads(body), separators=(",", ":")).encode()
    assert refusal(handle(request(again, signature), None)) == (400, "signature_invalid")


def test_what_is_signed_and_no_event_is_refused() -> None:
    assert refusal(deliver(b"[]")) == (400, "event_malformed")


def test_one_call_is_made_before_it_is_acknowledged(stage: Platform) -> None:
    assert calls_before_ack(stage) == {"PutItem": 1}


@with_secret("")
def test_without_a_secret_nothing_is_taken() -> None:
    answer = deliver(written(an_event("evt_early")))
    assert refusal(answer) == (503, "billing_not_configured")
    assert platform().billing.inbox.get("evt_early") is None


@with_secret("unfilled")
def test_a_secret_that_nobody_has_filled_in_is_none() -> None:
    answer = deliver(written(an_event("evt_early")))
    assert refusal(answer) == (503, "billing_not_configured")
