"""What it answers when it does not do what was asked, in the words and codes of Stripe."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

_NO_RETRY = {"Stripe-Should-Retry": "false"}


class Refusal(Exception):
    def __init__(
        self,
        message: str,
        *,
        status: int = HTTPStatus.BAD_REQUEST,
        type_: str = "invalid_request_error",
        headers: Mapping[str, str] | None = None,
        **details: str | None,
    ) -> None:
        super().__init__(message)
        self.status = int(status)
        self.headers = dict(headers or {})
        given = {name: value for name, value in details.items() if value is not None}
        self.error: dict[str, Any] = {"type": type_, "message": message, **given}


def no_such(kind: str, id_: str, param: str = "id") -> Refusal:
    """In a path it is a 404, in a parameter a 400."""
    status = HTTPStatus.NOT_FOUND if param == "id" else HTTPStatus.BAD_REQUEST
    return Refusal(f"No such {kind}: '{id_}'", status=status, code="resource_missing", param=param)


def missing(param: str) -> Refusal:
    return Refusal(f"Missing required param: {param}.", code="parameter_missing", param=param)


def unknown(param: str) -> Refusal:
    message = f"Received unknown parameter: {param}"
    return Refusal(message, code="parameter_unknown", param=param)


def not_integer(param: str, value: object) -> Refusal:
    message = f"Invalid integer: {value}"
    return Refusal(message, code="parameter_invalid_integer", param=param)


def unrecognized_url(method: str, path: str) -> Refusal:
    message = f"Unrecognized request URL ({method}: {path})."
    return Refusal(message, status=HTTPStatus.NOT_FOUND)


def unauthenticated(message: str) -> Refusal:
    return Refusal(message, status=HTTPStatus.UNAUTHORIZED)


def declined(code: str) -> Refusal:
    return Refusal(
        "Your card was declined.",
        status=HTTPStatus.PAYMENT_REQUIRED,
        type_="card_error",
        code="card_declined",
        decline_code=code,
    )


def other_parameters(key: str) -> Refusal:
    return Refusal(
        "Keys for idempotent requests can only be used with the same parameters they were first "
        f"used with. Try using a key other than '{key}' if you meant to execute a different "
        "request.",
        type_="idempotency_error",
        headers=_NO_RETRY,
    )


def key_in_use() -> Refusal:
    return Refusal(
        "There is currently another in-progress request using this Idempotent Key.",
        status=HTTPStatus.CONFLICT,
        type_="idempotency_error",
        code="idempotency_key_in_use",
    )


def rate_limited() -> Refusal:
    return Refusal(
        "Request rate limit exceeded.", status=HTTPStatus.TOO_MANY_REQUESTS, code="rate_limit"
    )


def broken() -> Refusal:
    return Refusal(
        "An unknown error occurred.",
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        type_="api_error",
    )


def known_identifier(identifier: str) -> Refusal:
    message = f"An event already exists with identifier {identifier}."
    return Refusal(message, headers=_NO_RETRY, code="duplicate_meter_event")
