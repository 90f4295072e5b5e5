"""Errors as HTTP answers: RFC 9457 problem+json, from one table."""

import uuid
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from nyqst import errors
from nyqst.http.problem_names import MEDIA_TYPE, PROBLEM_TYPE
from nyqst.telemetry import logger

STATUS: Sequence[tuple[type[errors.NyqstError], HTTPStatus]] = (
    (errors.InvalidInput, HTTPStatus.UNPROCESSABLE_ENTITY),
    (errors.Unauthenticated, HTTPStatus.UNAUTHORIZED),
    (errors.QuotaExceeded, HTTPStatus.PAYMENT_REQUIRED),
    (errors.NotInPlan, HTTPStatus.FORBIDDEN),
    (errors.RateLimited, HTTPStatus.TOO_MANY_REQUESTS),
    (errors.Forbidden, HTTPStatus.FORBIDDEN),
    (errors.NotFound, HTTPStatus.NOT_FOUND),
    (errors.Conflict, HTTPStatus.CONFLICT),
    (errors.TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (errors.Superseded, HTTPStatus.CONFLICT),
    (errors.Unavailable, HTTPStatus.SERVICE_UNAVAILABLE),
)
"""The first that fits counts; what fits none is a defect of ours and answers 500."""

HTTP_CODES: Mapping[int, str] = {
    HTTPStatus.NOT_FOUND: "route_not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "request_too_large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
}
"""Codes for what the framework itself refuses."""


class FieldProblem(BaseModel):
    field: str
    message: str


class Problem(BaseModel):
    type: str
    title: str
    status: int
    detail: str
    code: str
    debug_id: str
    correlation_id: str
    errors: list[FieldProblem] | None = None
    facts: dict[str, str | int] | None = None
    """Of a denial: the meter, its limit, what is used, held and left."""


def status_of(error: errors.NyqstError) -> HTTPStatus:
    fits = (status for kind, status in STATUS if isinstance(error, kind))
    return next(fits, HTTPStatus.INTERNAL_SERVER_ERROR)


def answer(
    request: Request,
    status: int,
    code: str,
    detail: str,
    fields: list[FieldProblem] | None = None,
    *,
    facts: Mapping[str, str | int] | None = None,
    headers: Mapping[str, str] | None = None,
    cause: Exception | None = None,
) -> JSONResponse:
    """Logs the refusal, and what caused it, under the `debug_id` that the client is given."""
    debug_id = uuid.uuid4().hex[:12]
    known = {"code": code, "status": status, "debug_id": debug_id}
    if features := getattr(request.state, "features", None):
        known["features"] = " ".join(features)
    if cause is None:
        logger().info(detail, extra=known)
    else:
        logger().error(detail, exc_info=cause, extra=known)
    problem = Problem(
        type=PROBLEM_TYPE + code,
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        code=code,
        debug_id=debug_id,
        correlation_id=request.state.correlation_id,
        errors=fields,
        facts=dict(facts) if facts else None,
    )
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers = {"Retry-After": "1"}
    return JSONResponse(
        problem.model_dump(exclude_none=True), status, headers=headers, media_type=MEDIA_TYPE
    )


def defect(request: Request, error: Exception) -> JSONResponse:
    """Tells the client nothing but the id under which the log tells us everything."""
    status, detail = HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here"
    return answer(request, status, "internal_error", detail, cause=error)
