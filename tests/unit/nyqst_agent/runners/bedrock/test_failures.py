"""Each way in which a provider says no, as one of our errors."""

from typing import Any

import pytest
from botocore.eventstream import ChecksumMismatch
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    EventStreamError,
    NoCredentialsError,
    ReadTimeoutError,
)
from langchain_aws.chat_models.bedrock_converse import BedrockContextOverflowError
from langchain_core.exceptions import OutputParserException
from urllib3.exceptions import ProtocolError

from nyqst.errors import ModelFailed, NyqstError, Throttled, Unavailable
from nyqst_agent.runners.bedrock.failures import model_errors, refuse_stop_reason


def _response(code: str, status: int, message: str = "") -> ClientError:
    told: Any = {
        "Error": {"Code": code, "Message": message},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(told, "Converse")


def _raised(error: Exception) -> NyqstError:
    with pytest.raises(NyqstError) as raised, model_errors():
        raise error
    return raised.value


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("ThrottlingException", 429),
        ("TooManyRequestsException", 429),
        ("ServiceQuotaExceededException", 400),
        ("SomethingNew", 429),
    ],
)
def test_throttles(code: str, status: int) -> None:
    assert type(_raised(_response(code, status))) is Throttled


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("ModelNotReadyException", 429),
        ("ModelTimeoutException", 408),
        ("ModelErrorException", 424),
        ("InternalServerException", 500),
        ("ServiceUnavailableException", 503),
        ("SomethingNew", 529),
    ],
)
def test_overload(code: str, status: int) -> None:
    assert type(_raised(_response(code, status))) is Unavailable


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("ValidationException", 400),
        ("AccessDeniedException", 403),
        ("ResourceNotFoundException", 404),
        ("UnrecognizedClientException", 403),
        ("ExpiredTokenException", 403),
        ("SomethingNew", 400),
    ],
)
def test_misconfiguration(code: str, status: int) -> None:
    assert _raised(_response(code, status)).code == "model_misconfigured"


def test_a_content_policy_is_a_refusal() -> None:
    message = "Output blocked by content filtering policy"
    assert _raised(_response("ValidationException", 400, message)).code == "model_refused"


def test_a_context_that_is_too_long() -> None:
    told = _response("ValidationException", 400, "prompt is too long: 250000 tokens")
    error = BedrockContextOverflowError(told.response, "Converse")
    failed = _raised(error)
    assert isinstance(failed, ModelFailed)
    assert failed.code == "context_too_long"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("throttlingException", Throttled),
        ("modelStreamErrorException", Unavailable),
        ("internalServerException", Unavailable),
        ("serviceUnavailableException", Unavailable),
        ("validationException", ModelFailed),
    ],
)
def test_events_within_a_stream(code: str, kind: type[NyqstError]) -> None:
    told: Any = {"Error": {"Code": code, "Message": "no"}}
    assert type(_raised(EventStreamError(told, "ConverseStream"))) is kind


@pytest.mark.parametrize(
    "error",
    [
        ReadTimeoutError(endpoint_url="https://bedrock"),
        EndpointConnectionError(endpoint_url="https://bedrock"),
        ConnectionError("Incomplete Bedrock response stream"),
        TimeoutError(),
        ProtocolError("Connection broken"),
        ChecksumMismatch(1, 2),
    ],
    ids=lambda error: type(error).__name__,
)
def test_broken_connections(error: Exception) -> None:
    assert type(_raised(error)) is Unavailable


@pytest.mark.parametrize("error", [NoCredentialsError(), BotoCoreError()])
def test_missing_credentials_are_a_misconfiguration(error: Exception) -> None:
    assert _raised(error).code == "model_misconfigured"


@pytest.mark.parametrize("error", [OutputParserException("?"), ValueError("no 'output' key")])
def test_answers_that_the_client_cannot_read(error: Exception) -> None:
    assert _raised(error).code == "model_failed"


def test_the_providers_words_are_kept_for_the_log_only() -> None:
    failed = _raised(_response("AccessDeniedException", 403, "arn:aws:iam::123:role/secret"))
    assert "secret" not in failed.message
    assert isinstance(failed.__cause__, ClientError)


def test_defects_of_ours_are_not_hidden() -> None:
    with pytest.raises(AttributeError), model_errors():
        raise AttributeError("nobody's fault but ours")


@pytest.mark.parametrize("reason", ["guardrail_intervened", "content_filtered", "refusal"])
def test_answers_that_were_stopped_are_refusals(reason: str) -> None:
    with pytest.raises(ModelFailed) as failed:
        refuse_stop_reason({"stopReason": reason})
    assert failed.value.code == "model_refused"


@pytest.mark.parametrize("reason", ["end_turn", "tool_use", "max_tokens", "stop_sequence"])
def test_answers_that_ended_are_answers(reason: str) -> None:
    refuse_stop_reason({"stopReason": reason})
    refuse_stop_reason({})
