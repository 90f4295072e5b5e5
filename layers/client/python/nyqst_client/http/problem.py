"""An HTTP answer that is not a success, as an error."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import httpx

from nyqst_client.errors import (
    ApiError,
    FieldProblem,
    NotAuthorised,
    NotFound,
    Refused,
    ServiceFailed,
    Throttled,
    UnexpectedAnswer,
)

_BY_STATUS: dict[int, type[ApiError]] = {
    HTTPStatus.UNAUTHORIZED: NotAuthorised,
    HTTPStatus.FORBIDDEN: NotAuthorised,
    HTTPStatus.NOT_FOUND: NotFound,
    HTTPStatus.TOO_MANY_REQUESTS: Throttled,
}
_FIRST_SERVER_ERROR = 500


def problem_of(response: httpx.Response) -> ApiError | UnexpectedAnswer:
    """Reads problem+json, and makes do with less where something on the way answered instead."""
    if not response.is_error:
        return UnexpectedAnswer(
            f"{response.request.url} answered {response.status_code}, as NYQST's API never does"
        )
    status = response.status_code
    problem = _body(response)
    server_failed = status >= _FIRST_SERVER_ERROR
    kind = _BY_STATUS.get(status) or (ServiceFailed if server_failed else Refused)
    return kind(
        status,
        str(problem.get("code") or f"http_{status}"),
        str(problem.get("detail") or problem.get("message") or response.reason_phrase),
        debug_id=problem.get("debug_id"),
        correlation_id=problem.get("correlation_id") or response.headers.get("x-correlation-id"),
        fields=tuple(_fields(problem)),
        retry_after_s=_retry_after(response, datetime.now(UTC)),
    )


def _body(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _fields(problem: dict[str, Any]) -> list[FieldProblem]:
    return [
        FieldProblem(str(one.get("field", "")), str(one.get("message", "")))
        for one in problem.get("errors") or ()
        if isinstance(one, dict)
    ]


def _retry_after(response: httpx.Response, now: datetime) -> float | None:
    """Seconds, of either form the header may have."""
    given = response.headers.get("retry-after", "")
    if given.isdigit():
        return float(given)
    try:
        until = parsedate_to_datetime(given)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())
