"""Bytes from and to the store, by the signed requests that the service hands out.

The store is not the service: it never sees the key.
"""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

import httpx

from nyqst_client.errors import TransferFailed
from nyqst_client.http.connection import Sleep
from nyqst_client.http.retries import Retries
from nyqst_client.model.artifact import SignedRequest

_FIRST_SERVER_ERROR = 500
_CODE = re.compile(rb"<Code>([A-Za-z0-9.]{1,60})</Code>")

OpenContent = Callable[[], BinaryIO]
Take = Callable[[Iterator[bytes]], None]


class Transfers:
    """Safe to use from several threads."""

    def __init__(self, http: httpx.Client, retries: Retries, sleep: Sleep) -> None:
        self._http = http
        self._retries = retries
        self._sleep = sleep

    def send(self, signed: SignedRequest, open_content: OpenContent) -> None:
        """`open_content` is called anew for each try."""

        def once() -> None:
            with open_content() as content:
                answer = self._http.request(
                    signed.method, signed.url, headers=dict(signed.headers), content=content
                )
            _check(answer)

        self._insist(once)

    def fetch(self, signed: SignedRequest, take: Take) -> None:
        """`take` is called anew for each try, with the bytes from the first one on."""

        def once() -> None:
            headers = {"Accept-Encoding": "identity", **signed.headers}
            with self._http.stream(signed.method, signed.url, headers=headers) as answer:
                if not answer.is_success:
                    answer.read()
                _check(answer)
                take(answer.iter_raw())

        self._insist(once)

    def _insist(self, once: Callable[[], None]) -> None:
        failures = 0
        while True:
            try:
                return once()
            except (httpx.TransportError, _StoreFailed) as error:
                failures += 1
                wait = self._retries.wait(failures)
                if wait is None:
                    why = str(error) or type(error).__name__
                    raise TransferFailed(f"The store cannot be reached: {why}") from error
            self._sleep(wait)


class _StoreFailed(Exception):
    """In a way that may pass."""


def _check(answer: httpx.Response) -> None:
    if answer.is_success:
        return
    found = _CODE.search(answer.content)
    code = found[1].decode() if found else answer.reason_phrase
    if answer.status_code >= _FIRST_SERVER_ERROR:
        raise _StoreFailed(code)
    raise TransferFailed(f"The store refused the bytes: {code} ({answer.status_code})")
