"""Where requests may go: to a name or an address that anybody can reach, by stated rules.

A name is only known when it is resolved, so this is asked twice: of what is written, when it is
written, and of the address that is connected to, each time.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from nyqst.errors import InvalidInput

MAX_URL = 2_000
_VISIBLE = re.compile(r"[\x21-\x7e]+")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_PORTS = {"https": 443, "http": 80}
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

    @property
    def is_local(self) -> bool:
        """Written as this machine; read only where the rules allow it."""
        return self.host in ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Rules:
    """Which ports each scheme may go to."""

    ports: Mapping[str, Callable[[int], bool]]
    said: str
    """The rules on schemes and ports, for people."""
    loopback: bool = False
    """Whether this machine may be reached, over http; for tests."""


def read_target(url: str, rules: Rules) -> Target:
    """Raises `InvalidInput`."""
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
    if not (rules.loopback and scheme == "http" and target.is_local):
        _check(target, rules)
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


def _check(target: Target, rules: Rules) -> None:
    allowed = rules.ports.get(target.scheme)
    if allowed is None or not allowed(target.port):
        raise _refused(rules.said)
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


def _refused(rule: str) -> InvalidInput:
    return InvalidInput(f"A request goes out so: {rule}", code="url_not_allowed", field="url")
