import httpx
import pytest

from nyqst_client import errors
from nyqst_client.errors import ApiError, FieldProblem, UnexpectedAnswer
from nyqst_client.http.problem import problem_of

REQUEST = httpx.Request("GET", "https://api.test/v1/runs")


def problem(response: httpx.Response) -> ApiError:
    response.request = REQUEST
    found = problem_of(response)
    assert isinstance(found, ApiError)
    return found


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.Refused),
        (401, errors.NotAuthorised),
        (403, errors.NotAuthorised),
        (404, errors.NotFound),
        (409, errors.Refused),
        (413, errors.Refused),
        (422, errors.Refused),
        (429, errors.Throttled),
        (500, errors.ServiceFailed),
        (503, errors.ServiceFailed),
    ],
)
def test_each_status_has_its_error(status: int, kind: type[ApiError]) -> None:
    assert type(problem(httpx.Response(status, json={}))) is kind


def test_a_problem_is_told_in_full() -> None:
    body = {
        "detail": "A question has up to 4000 characters",
        "code": "query_too_long",
        "debug_id": "d1",
        "correlation_id": "c1",
        "errors": [{"field": "query", "message": "too long"}],
    }
    found = problem(httpx.Response(422, json=body))
    assert (found.status, found.code, found.detail) == (
        422,
        "query_too_long",
        "A question has up to 4000 characters",
    )
    assert (found.debug_id, found.correlation_id) == ("d1", "c1")
    assert found.fields == (FieldProblem("query", "too long"),)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b'{"message": null}'])
def test_an_answer_from_something_on_the_way_is_made_do_with(body: bytes) -> None:
    found = problem(httpx.Response(502, content=body, headers={"x-correlation-id": "c9"}))
    assert (found.code, found.detail, found.correlation_id) == ("http_502", "Bad Gateway", "c9")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("", None), ("soon", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)],
)
def test_both_forms_of_retry_after_are_read(header: str, seconds: float | None) -> None:
    answer = httpx.Response(503, json={}, headers={"retry-after": header})
    assert problem(answer).retry_after_s == seconds


def test_a_redirection_is_not_what_the_service_does() -> None:
    answer = httpx.Response(302, headers={"location": "https://evil.test"}, request=REQUEST)
    assert isinstance(problem_of(answer), UnexpectedAnswer)
