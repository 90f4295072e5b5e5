from collections.abc import Iterator
from io import BytesIO

import httpx
import pytest

from nyqst_client.client import open_http
from nyqst_client.errors import TransferFailed
from nyqst_client.http.retries import Retries
from nyqst_client.http.transfers import Transfers
from nyqst_client.model.artifact import SignedRequest
from tests.unit.nyqst_client.fake_service import URL, Drip

PUT = SignedRequest(
    "PUT",
    "https://store.test/a?Signature=s%2Fx",
    {"Content-Type": "text/plain", "Content-Length": "5", "x-amz-checksum-sha256": "abc="},
)
GET = SignedRequest("GET", "https://store.test/a?Signature=s")


class Store:
    def __init__(self, *outcomes: httpx.Response | Exception) -> None:
        self._outcomes = list(outcomes)
        self.requests: list[httpx.Request] = []
        http = open_http(URL, httpx.MockTransport(self._handle))
        self.transfers = Transfers(http, Retries(), lambda _: None)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        outcome = self._outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def test_the_signed_request_is_made_as_it_stands() -> None:
    store = Store(httpx.Response(200))
    store.transfers.send(PUT, lambda: BytesIO(b"hello"))
    request = store.requests[0]
    assert (request.method, str(request.url)) == (PUT.method, PUT.url)
    assert request.content == b"hello"
    assert {name: request.headers[name] for name in PUT.headers} == PUT.headers
    assert "transfer-encoding" not in request.headers


@pytest.mark.parametrize("failure", [httpx.WriteError("reset"), httpx.Response(503)])
def test_each_try_sends_all_of_it(failure: httpx.Response | Exception) -> None:
    store = Store(failure, httpx.Response(200))
    store.transfers.send(PUT, lambda: BytesIO(b"hello"))
    assert [request.content for request in store.requests] == [b"hello", b"hello"]


def test_a_refusal_names_the_stores_reason() -> None:
    store = Store(httpx.Response(400, text="<Error><Code>BadDigest</Code></Error>"))
    with pytest.raises(TransferFailed, match=r"BadDigest \(400\)"):
        store.transfers.send(PUT, lambda: BytesIO(b"hello"))


def test_a_store_that_stays_away_is_given_up() -> None:
    store = Store(*[httpx.ConnectError("refused")] * 4)
    with pytest.raises(TransferFailed, match="refused"):
        store.transfers.send(PUT, lambda: BytesIO(b"hello"))


def test_a_download_that_breaks_off_begins_anew() -> None:
    broken = httpx.Response(200, stream=Drip([b"he"], httpx.ReadError("reset")))
    store = Store(broken, httpx.Response(200, stream=Drip([b"hel", b"lo"])))
    tries: list[list[bytes]] = []

    def take(chunks: Iterator[bytes]) -> None:
        tries.append([])
        tries[-1].extend(chunks)

    store.transfers.fetch(GET, take)
    assert tries == [[b"he"], [b"hel", b"lo"]]
