"""What goes wrong between us and a model, sorted here and nowhere else.

A provider tells of trouble by an error code, by a broken connection or by why an answer stopped.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from botocore.eventstream import ParserError
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    IncompleteReadError,
    ResponseStreamingError,
)
from botocore.exceptions import ConnectionError as EndpointError
from langchain_core.exceptions import ContextOverflowError, LangChainException
from urllib3.exceptions import HTTPError

from nyqst.errors import ModelFailed, NyqstError, Throttled, Unavailable


@dataclass(frozen=True, slots=True)
class Failure:
    kind: type[NyqstError]
    code: str
    message: str

    def error(self) -> NyqstError:
        return self.kind(self.message, code=self.code)


THROTTLED = Failure(Throttled, "throttled", "The model's provider asks to slow down")
UNAVAILABLE = Failure(Unavailable, "unavailable", "The model did not answer")
UNUSABLE = Failure(ModelFailed, "model_failed", "The model gave no usable answer")
REFUSED = Failure(ModelFailed, "model_refused", "The model refused to answer")
MISCONFIGURED = Failure(
    ModelFailed, "model_misconfigured", "The model cannot be called the way it is set up"
)
TOO_LONG = Failure(ModelFailed, "context_too_long", "There is more text than the model can take")

_BY_CODE: Mapping[str, Failure] = {
    "throttlingexception": THROTTLED,
    "toomanyrequestsexception": THROTTLED,
    "servicequotaexceededexception": THROTTLED,
    "modelnotreadyexception": UNAVAILABLE,
    "modeltimeoutexception": UNAVAILABLE,
    "modelerrorexception": UNAVAILABLE,
    "modelstreamerrorexception": UNAVAILABLE,
    "internalserverexception": UNAVAILABLE,
    "serviceunavailableexception": UNAVAILABLE,
    "validationexception": MISCONFIGURED,
    "accessdeniedexception": MISCONFIGURED,
    "resourcenotfoundexception": MISCONFIGURED,
    "unrecognizedclientexception": MISCONFIGURED,
    "expiredtokenexception": MISCONFIGURED,
}
"""In lower case: an event within a stream spells the same codes another way."""

_BY_MESSAGE: Mapping[str, Failure] = {
    "content filtering policy": REFUSED,
    "content policy": REFUSED,
}
"""Refusals that come as the error of a malformed request."""

_BY_STOP_REASON: Mapping[str, Failure] = {
    "guardrail_intervened": REFUSED,
    "content_filtered": REFUSED,
    "refusal": REFUSED,
    "model_context_window_exceeded": TOO_LONG,
}

_BY_TYPE: tuple[tuple[type[Exception], Failure], ...] = (
    (ContextOverflowError, TOO_LONG),
    (HTTPClientError, UNAVAILABLE),
    (EndpointError, UNAVAILABLE),
    (ResponseStreamingError, UNAVAILABLE),
    (IncompleteReadError, UNAVAILABLE),
    (BotoCoreError, MISCONFIGURED),
    (HTTPError, UNAVAILABLE),
    (ParserError, UNAVAILABLE),
    (ConnectionError, UNAVAILABLE),
    (TimeoutError, UNAVAILABLE),
    (LangChainException, UNUSABLE),
    (ValueError, UNUSABLE),
)
"""The first that fits. A `ValueError` is how the client says that it cannot read an answer."""

_KNOWN: tuple[type[Exception], ...] = (ClientError, *(kind for kind, _ in _BY_TYPE))


@contextmanager
def model_errors() -> Iterator[None]:
    """The provider's errors become ours; their text goes no further than the log."""
    try:
        yield
    except _KNOWN as error:
        raise classify(error).error() from error


def classify(error: Exception) -> Failure:
    by_type = next((failure for kind, failure in _BY_TYPE if isinstance(error, kind)), None)
    if by_type is None and isinstance(error, ClientError):
        return _of_response(error.response)
    return by_type or UNUSABLE


def refuse_stop_reason(metadata: Mapping[str, Any]) -> None:
    """Raises where the answer stopped because it was not to be given."""
    failure = _BY_STOP_REASON.get(metadata.get("stopReason", ""))
    if failure:
        raise failure.error()


def _of_response(response: Mapping[str, Any]) -> Failure:
    told = response.get("Error", {})
    message = str(told.get("Message", "")).lower()
    for fragment, failure in _BY_MESSAGE.items():
        if fragment in message:
            return failure
    status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return _BY_CODE.get(str(told.get("Code", "")).lower()) or _of_status(status)


def _of_status(status: int) -> Failure:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return THROTTLED
    return UNAVAILABLE if status >= HTTPStatus.INTERNAL_SERVER_ERROR else MISCONFIGURED
