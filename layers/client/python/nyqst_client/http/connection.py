"""Requests to the service: with the key, tried again where that is safe."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

from nyqst_client.errors import ApiError, ConnectionFailed, Misconfigured, UnexpectedAnswer
from nyqst_client.http.problem import problem_of
from nyqst_client.http.retries import Retries

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_NOT_FOUND = 404
_THROTTLED = 429
_UNAVAILABLE = frozenset({502, 503, 504})
_REPEATABLE = frozenset({"GET", "DELETE"})
_LONGEST_KEY = 200

Sleep = Callable[[float], None]


class Connection:
    """Safe to use from several threads."""

    def __init__(self, http: httpx.Client, api_key: str, retries: Retries, sleep: Sleep) -> None:
        """`http` has the service's address. It is used for other hosts too: it has no key."""
        self.sleep = sleep
        self._retries = retries
        self._http = http
        self._key = {"X-API-Key": _checked_key(api_key)}

    def call(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        params: Mapping[str, Any] | None = None,
        repeatable: bool | None = None,
        once: str | None = None,
        replaces: str | None = None,
    ) -> Any:
        """The answer's JSON; None where it has none. Raises `ApiError` and its like.

        `repeatable` says whether the service may be asked twice; GET and DELETE may if nothing is
        said. `once` is sent as the Idempotency-Key, with which anything may; `replaces` as
        If-Match.
        """
        headers = {"Accept": "application/json", "X-Correlation-ID": uuid.uuid4().hex, **self._key}
        if once is not None:
            headers["Idempotency-Key"] = once
        if replaces is not None:
            headers["If-Match"] = f'"{replaces}"'
        request = self._http.build_request(
            method, path, json=body, params=_given(params), headers=headers
        )
        if repeatable is None:
            repeatable = method in _REPEATABLE or once is not None
        return self._insist(request, repeatable=repeatable)

    def ask(self, path: str) -> httpx.Response:
        """One try, whatever the answer is."""
        return self._send(self._http.build_request("GET", path, headers=self._key))

    @contextmanager
    def stream(self, path: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """The open answer. Raises what HTTPX raises when it breaks off."""
        with self._http.stream("GET", path, headers={**headers, **self._key}) as response:
            if not response.is_success:
                response.read()
                raise problem_of(response)
            yield response

    def _insist(self, request: httpx.Request, *, repeatable: bool) -> Any:
        failures = 0
        while True:
            try:
                return self._try(request, again=failures > 0)
            except (ApiError, ConnectionFailed) as error:
                failures += 1
                wait = None
                if may_pass(error) and (repeatable or _is_undone(error)):
                    wait = self._retries.wait(failures, asked_wait(error))
                if wait is None:
                    raise
            self.sleep(wait)

    def _try(self, request: httpx.Request, *, again: bool) -> Any:
        response = self._send(request)
        if again and request.method == "DELETE" and response.status_code == _NOT_FOUND:
            return None  # the try before this one did it, and its answer was lost
        if not response.is_success:
            raise problem_of(response)
        return _json(response)

    def _send(self, request: httpx.Request) -> httpx.Response:
        try:
            return self._http.send(request)
        except httpx.TransportError as error:
            why = str(error) or type(error).__name__
            raise ConnectionFailed(f"{self._http.base_url} does not answer: {why}") from error


def may_pass(error: Exception) -> bool:
    """Whether the same request may be answered otherwise a moment later."""
    if isinstance(error, ApiError):
        return error.status == _THROTTLED or error.status in _UNAVAILABLE
    return True


def asked_wait(error: Exception) -> float | None:
    return error.retry_after_s if isinstance(error, ApiError) else None


def _is_undone(error: Exception) -> bool:
    """Whether the service has certainly not acted on the request."""
    if isinstance(error, ApiError):
        return error.status == _THROTTLED
    return isinstance(error.__cause__, _NEVER_SENT)


def _checked_key(api_key: str) -> str:
    if not (api_key.isascii() and api_key.isprintable() and 0 < len(api_key) <= _LONGEST_KEY):
        raise Misconfigured("That is not an API key")
    return api_key


def _given(params: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (params or {}).items() if value is not None}


def _json(response: httpx.Response) -> Any:
    if not response.content:
        return None
    try:
        return response.json()
    except ValueError as error:
        raise UnexpectedAnswer(f"{response.request.url} does not answer with JSON") from error
