"""The address of the service, checked before a key is sent there."""

import ipaddress
import re

import httpx

from nyqst_client.errors import Misconfigured

_HOST = re.compile(rb"[A-Za-z0-9._:-]+")
_PORTS = range(1, 65536)


def checked_address(base_url: str) -> httpx.URL:
    """Raises `Misconfigured`; without TLS only this very machine will do."""
    try:
        url = httpx.URL(base_url)
    except httpx.InvalidURL as error:
        raise Misconfigured(f"{base_url!r} is not an address: {error}") from error
    if not _is_address(url):
        raise Misconfigured(f"{base_url!r} is not an address like https://api.example.com")
    if url.scheme == "http" and not _is_this_machine(url.host):
        raise Misconfigured(f"{base_url} is not https, so your key would be sent in the clear")
    return url


def _is_address(url: httpx.URL) -> bool:
    return (
        url.scheme in ("http", "https")
        and _HOST.fullmatch(url.raw_host) is not None
        and (url.port is None or url.port in _PORTS)
        and not url.userinfo
        and not url.query
        and not url.fragment
    )


def _is_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
