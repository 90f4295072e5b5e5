import httpx
import pytest

from nyqst_client.client import Client, open_http
from nyqst_client.errors import (
    ApiError,
    ConnectionFailed,
    Misconfigured,
    ServiceFailed,
    UnexpectedAnswer,
)
from nyqst_client.http.connection import Connection
from nyqst_client.http.retries import Retries
from tests.unit.nyqst_client.fake_service import KEY, URL, problem

Outcome = httpx.Response | Exception


class Service:
    """Gives these answers in turn."""

    def __init__(self, *outcomes: Outcome, address: str = URL) -> None:
        self._outcomes = list(outcomes)
        self.requests: list[httpx.Request] = []
        self.slept: list[float] = []
        http = open_http(address, httpx.MockTransport(self._handle))
        self.connection = Connection(http, KEY, Retries(), self.slept.append)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        outcome = self._outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def sent(self, header: str) -> list[str | None]:
        return [request.headers.get(header) for request in self.requests]


def fine() -> httpx.Response:
    return httpx.Response(200, json={"fine": True})


MAY_PASS: list[Outcome] = [
    httpx.ConnectError("refused"),
    httpx.ReadTimeout("silence"),
    httpx.RemoteProtocolError("closed"),
    problem(502, "bad_gateway"),
    problem(503, "unavailable"),
    problem(504, "timeout"),
    problem(429, "rate_limited"),
]


@pytest.mark.parametrize("failure", MAY_PASS)
def test_reading_is_tried_again(failure: Outcome) -> None:
    service = Service(failure, failure, fine())
    assert service.connection.call("GET", "/v1/runs") == {"fine": True}
    assert len(service.slept) == 2


@pytest.mark.parametrize("failure", MAY_PASS)
def test_writing_once_is_tried_again_with_the_same_key(failure: Outcome) -> None:
    service = Service(failure, fine())
    service.connection.call("POST", "/v1/runs", body={"query": "?"}, once="key1")
    assert service.sent("idempotency-key") == ["key1", "key1"]


@pytest.mark.parametrize(
    "failure", [httpx.ReadTimeout("silence"), problem(503, "x"), problem(502, "x")]
)
def test_a_write_that_may_have_happened_is_not_tried_again(failure: Outcome) -> None:
    service = Service(failure, fine())
    with pytest.raises((ConnectionFailed, ServiceFailed)):
        service.connection.call("PUT", "/v1/pointers/a/b", body={})


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("x"), httpx.ConnectTimeout("x"), problem(429, "x")]
)
def test_a_write_that_cannot_have_happened_is_tried_again(failure: Outcome) -> None:
    service = Service(failure, fine())
    assert service.connection.call("PUT", "/v1/pointers/a/b", body={}) == {"fine": True}


@pytest.mark.parametrize("status", [400, 401, 404, 409, 422, 500])
def test_what_will_not_pass_is_not_tried_again(status: int) -> None:
    service = Service(problem(status, "no"))
    with pytest.raises(ApiError, match="Because of no"):
        service.connection.call("GET", "/v1/runs")
    assert service.slept == []


def test_it_gives_up_after_four_tries() -> None:
    service = Service(*[httpx.ConnectError("refused")] * 4)
    with pytest.raises(ConnectionFailed, match="refused"):
        service.connection.call("GET", "/v1/runs")
    assert len(service.requests) == 4


def test_it_waits_as_long_as_it_is_asked_to() -> None:
    busy = httpx.Response(429, json={}, headers={"retry-after": "3"})
    service = Service(busy, fine())
    service.connection.call("GET", "/v1/runs")
    assert 3 <= service.slept[0] <= 3.25


def test_all_tries_of_a_call_have_one_correlation_id() -> None:
    service = Service(problem(503, "x"), fine(), fine())
    service.connection.call("GET", "/v1/runs")
    service.connection.call("GET", "/v1/runs")
    first, second, third = service.sent("x-correlation-id")
    assert first == second != third


def test_the_key_is_sent_as_a_header() -> None:
    service = Service(fine())
    service.connection.call("GET", "/v1/runs")
    assert service.sent("x-api-key") == [KEY]


def test_a_redirection_is_not_followed() -> None:
    service = Service(httpx.Response(307, headers={"location": "https://evil.test"}))
    with pytest.raises(UnexpectedAnswer):
        service.connection.call("GET", "/v1/runs")
    assert len(service.requests) == 1


def test_parameters_that_are_not_given_are_left_out() -> None:
    service = Service(fine())
    service.connection.call("GET", "/v1/runs", params={"limit": 3, "cursor": None})
    assert str(service.requests[0].url) == f"{URL}/v1/runs?limit=3"


def test_an_address_with_a_path_is_kept() -> None:
    service = Service(fine(), address="https://api.test/prod/")
    service.connection.call("GET", "/v1/runs")
    assert str(service.requests[0].url) == "https://api.test/prod/v1/runs"


def test_an_answer_that_is_not_json_is_not_the_services() -> None:
    service = Service(httpx.Response(200, text="<html>welcome to the hotel's network</html>"))
    with pytest.raises(UnexpectedAnswer, match="does not answer with JSON"):
        service.connection.call("GET", "/v1/runs")


def test_an_answer_without_content_is_none() -> None:
    assert Service(httpx.Response(204)).connection.call("DELETE", "/v1/chats/c") is None


def test_a_deletion_whose_answer_was_lost_has_happened() -> None:
    service = Service(httpx.ReadTimeout("silence"), problem(404, "chat_not_found"))
    assert service.connection.call("DELETE", "/v1/chats/c") is None


@pytest.mark.parametrize("key", ["", "kéy", "a\nb", "x" * 201])
def test_what_cannot_be_a_key_is_not_sent(key: str) -> None:
    with pytest.raises(Misconfigured):
        Client(URL, key)
