"""Posts to an address that anybody can reach, and to no other.

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

from nyqst.errors import InvalidInput
from nyqst.webhooks.model.delivery import MAX_ANSWER
from nyqst.webhooks.model.target import Address, Target, is_public, read_target
from nyqst.webhooks.ports import Answer

_CONNECT_S = 5
_TOTAL_S = 12

Resolve = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


@dataclass(frozen=True, slots=True)
class PublicPost:
    """`nyqst.webhooks.ports.Post`."""

    loopback: bool = False
    """Whether this machine may be posted to, over http."""
    resolve: Resolve = resolve
    is_public: Callable[[Address], bool] = is_public
    total_s: float = _TOTAL_S
    tls: ssl.SSLContext | None = None
    """None for the system's own trust."""

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        try:
            target = read_target(url, loopback=self.loopback)
            address = self._address(target)
        except InvalidInput as error:
            return Answer(None, error.code)
        except OSError:
            return Answer(None, "name_not_resolved")
        try:
            return self._post(target, address, {**headers, "host": target.authority}, body)
        except ssl.SSLError:
            return Answer(None, "tls_failed")
        except TimeoutError:
            return Answer(None, "timeout")
        except OSError:
            return Answer(None, "connection_failed")
        except (http.client.HTTPException, ValueError):
            return Answer(None, "answer_unreadable")

    def _address(self, target: Target) -> str:
        """Refused if any of them is not public: a name that has both is up to something."""
        found = [ip_address(each) for each in self.resolve(target.host, target.port)]
        if not found or not all(self._may_reach(target, each) for each in found):
            raise InvalidInput(f"{target.host} is not public", code="address_not_public")
        return str(found[0])

    def _may_reach(self, target: Target, address: Address) -> bool:
        if target.scheme == "http":
            return address.is_loopback
        return self.is_public(address)

    def _post(
        self, target: Target, address: str, headers: Mapping[str, str], body: bytes
    ) -> Answer:
        tls = None if target.scheme == "http" else self.tls or ssl.create_default_context()
        connection = _Pinned(target, address, tls)
        with _within(self.total_s, connection):
            connection.request("POST", target.path, body, dict(headers))
            answer = connection.getresponse()
            text = answer.read(MAX_ANSWER * 4).decode("utf-8", "replace")[:MAX_ANSWER]
            return Answer(answer.status, None, text)


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
