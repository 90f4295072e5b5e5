"""One request to an address that anybody can reach, and to no other.

A name is resolved once, all its addresses are looked at, and the one that was looked at is the one
that is connected to; the name stands in the handshake and in the request alone. Redirects are
answers like any other. No more is read than is kept, and no longer than the time allows.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from nyqst.errors import InvalidInput, Unavailable
from nyqst.outward.target import Address, Rules, Target, is_public, read_target

_CONNECT_S = 5

Resolve = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


@dataclass(frozen=True, slots=True)
class Request:
    url: str
    method: str
    headers: Mapping[str, str]
    body: bytes | None = None
    most: int = 1_000_000
    """Bytes of the answer that are read."""


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    headers: Mapping[str, str]
    """By their names in lower case."""
    body: bytes
    cut: bool
    """Whether there was, or should have been, more of it."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Raises `InvalidInput` for where it may not go, `Unavailable` where nobody answers well."""

    rules: Rules
    total_s: float
    resolve: Resolve = resolve
    is_public: Callable[[Address], bool] = is_public
    tls: ssl.SSLContext | None = None
    """None for the system's own trust."""

    def __call__(self, request: Request) -> Response:
        target = read_target(request.url, self.rules)
        address = self._address(target)
        try:
            return self._send(target, address, request)
        except ssl.SSLError as error:
            raise _unavailable(target, "tls_failed") from error
        except TimeoutError as error:
            raise _unavailable(target, "timeout") from error
        except OSError as error:
            raise _unavailable(target, "connection_failed") from error
        except (http.client.HTTPException, ValueError) as error:
            raise _unavailable(target, "answer_unreadable") from error

    def _address(self, target: Target) -> str:
        """Refused if any of them is not public: a name that has both is up to something."""
        try:
            found = [ip_address(each) for each in self.resolve(target.host, target.port)]
        except OSError as error:
            raise _unavailable(target, "name_not_resolved") from error
        if not found or not all(self._may_reach(target, each) for each in found):
            raise InvalidInput(f"{target.host} is not public", code="address_not_public")
        return str(found[0])

    def _may_reach(self, target: Target, address: Address) -> bool:
        return address.is_loopback if target.is_local else self.is_public(address)

    def _send(self, target: Target, address: str, request: Request) -> Response:
        tls = None if target.scheme == "http" else self.tls or ssl.create_default_context()
        connection = _Pinned(target, address, tls)
        headers = {**request.headers, "host": target.authority}
        with _within(self.total_s, connection):
            connection.request(request.method, target.path, request.body, headers)
            answer = connection.getresponse()
            body = answer.read(request.most + 1)
            cut = len(body) > request.most or bool(answer.length)
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Response(answer.status, told, body[: request.most], cut)


def _unavailable(target: Target, code: str) -> Unavailable:
    return Unavailable(f"{target.host} did not answer well: {code}", code=code)


class _Pinned(http.client.HTTPConnection):
    """Connects to the address it was given, whatever the host's name says now."""

    def __init__(self, target: Target, address: str, tls: ssl.SSLContext | None) -> None:
        super().__init__(target.host, target.port, timeout=_CONNECT_S)
        self._address = address
        self._tls = tls
        self.sock: Any = None

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), _CONNECT_S)
        if self._tls is not None:
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


@contextmanager
def _within(total_s: float, connection: _Pinned) -> Iterator[None]:
    """A timeout of the socket alone starts anew with every byte. What is cut may look whole."""
    over = threading.Event()

    def cut() -> None:
        over.set()
        connection.cut()

    timer = threading.Timer(total_s, cut)
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        if over.is_set():
            raise TimeoutError from error
        raise
    else:
        if over.is_set():
            raise TimeoutError
    finally:
        timer.cancel()
        connection.close()
