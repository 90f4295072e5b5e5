"""Every refusal that may leave a route, caught and answered; the envelope answers defects."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from nyqst.errors import Denied, InvalidDocument, NyqstError
from nyqst.http.problem import HTTP_CODES, FieldProblem, answer, defect, status_of

FieldCodes = Mapping[tuple[str, str], str]
"""(field, kind of pydantic error) to the code that says what is wrong."""


def answer_errors(app: FastAPI, field_codes: FieldCodes) -> None:
    @app.exception_handler(NyqstError)
    def refused(request: Request, error: NyqstError) -> JSONResponse:
        status = status_of(error)
        if status is HTTPStatus.INTERNAL_SERVER_ERROR:
            return defect(request, error)
        if isinstance(error, Denied):
            return _denied(request, status, error)
        return answer(request, status, error.code, error.message, _fields(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return _invalid(request, error.errors(), field_codes)

    @app.exception_handler(HTTPException)
    def refused_by_framework(request: Request, error: HTTPException) -> JSONResponse:
        code = HTTP_CODES.get(error.status_code, "refused")
        return answer(request, error.status_code, code, str(error.detail), headers=error.headers)


def _fields(error: NyqstError) -> list[FieldProblem] | None:
    if isinstance(error, InvalidDocument):
        return [FieldProblem(field=fault.path, message=fault.message) for fault in error.faults]
    return [FieldProblem(field=error.field, message=error.message)] if error.field else None


def _denied(request: Request, status: HTTPStatus, error: Denied) -> JSONResponse:
    wait = error.retry_after_s
    headers = {"Retry-After": str(wait)} if wait is not None else None
    return answer(request, status, error.code, error.message, facts=error.facts, headers=headers)


def _invalid(request: Request, found: Any, field_codes: FieldCodes) -> JSONResponse:
    if found[0]["type"] == "json_invalid":
        return answer(request, HTTPStatus.BAD_REQUEST, "malformed_json", "The body is not JSON")
    fields = [
        FieldProblem(field=".".join(map(str, one["loc"][1:])) or "body", message=one["msg"])
        for one in found
    ]
    known = (field_codes.get((str(one["loc"][-1]), one["type"])) for one in found)
    code = next(filter(None, known), "invalid_request")
    return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, code, fields[0].message, fields)
