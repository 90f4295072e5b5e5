"""Where a webhook may be sent: over https, to a name or an address that anybody can reach.

A name is only known when it is resolved, so this is asked twice: of what is written, when it is
written, and of the address that is connected to, each time.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from nyqst.errors import InvalidInput

MAX_URL = 2_000
_VISIBLE = re.compile(r"[\x21-\x7e]+")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_PORTS = {"https": 443, "http": 80}
_FIRST_FREE_PORT = 1024
_LOCAL_NAMES = frozenset(
    "arpa corp home internal intranet invalid lan local localhost onion".split()
)
_UNICAST = IPv6Network("2000::/3")
Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    scheme: str
    host: str
    port: int
    path: str
    """With the query, as it goes out."""

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def read_target(url: str, *, loopback: bool = False) -> Target:
    """Raises `InvalidInput`. `loopback` allows this machine, over http, and is for tests."""
    if len(url) > MAX_URL or not _VISIBLE.fullmatch(url) or "\\" in url:
        raise _refused(f"Up to {MAX_URL} characters of ASCII, without spaces")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise _refused("This is not a URL") from error
    if "@" in parts.netloc or "%" in parts.netloc or parts.fragment:
        raise _refused("Without user, password and fragment")
    scheme = parts.scheme
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    target = Target(scheme, host, _PORTS.get(scheme, 0) if port is None else port, path)
    if not (loopback and scheme == "http" and _is_loopback(host)):
        _check(target)
    return target


def is_public(address: Address) -> bool:
    """Reached by anybody, and no cover for an address that is not.

    Of IPv6, the unicast that is handed out, without the parts that carry an IPv4 address in them.
    """
    if isinstance(address, IPv6Address):
        carries = address.sixtofour is not None or address.teredo is not None
        return address in _UNICAST and address.is_global and not carries
    relays = address in _RELAYS
    return address.is_global and not address.is_multicast and not relays


_RELAYS = frozenset(IPv4Address(f"192.88.99.{last}") for last in range(256))


def _check(target: Target) -> None:
    if target.scheme != "https":
        raise _refused("Over https")
    if target.port != _PORTS["https"] and target.port < _FIRST_FREE_PORT:
        raise _refused(f"To port 443, or one from {_FIRST_FREE_PORT} on")
    try:
        address = ip_address(target.host)
    except ValueError:
        _check_name(target.host)
        return
    if not is_public(address):
        raise _refused("To an address that is public")


def _check_name(name: str) -> None:
    """What ends in a number is an address in disguise to those who connect."""
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        raise _refused("An address is written as four numbers")
    if not all(map(_LABEL.fullmatch, labels)):
        raise _refused("To a name in ASCII")
    if len(labels) == 1 or labels[-1] in _LOCAL_NAMES:
        raise _refused("To a name that everybody knows")


def _is_loopback(host: str) -> bool:
    return host in ("127.0.0.1", "::1", "localhost")


def _refused(rule: str) -> InvalidInput:
    return InvalidInput(f"A webhook is sent so: {rule}", code="url_not_allowed", field="url")
