"""Reads one page of the web: each address it leads to is looked at anew, and no more is read than
is stated here."""

import time
import zlib
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from nyqst.errors import InvalidInput, TooLarge, Unavailable, Unreadable
from nyqst.outward.exchange import Exchange, Request, Response
from nyqst.web.model.found import Page, canonical
from nyqst.web.robots import AGENT, Robots

MAX_PAGE = 4_000_000
"""Bytes as they are sent."""
MAX_UNPACKED = 8_000_000
_MAX_REDIRECTS = 3
_ALL_PAGES_S = 40
"""A function that plans lives three minutes, and sites can be slow at every step."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MEDIA_TYPES = frozenset(
    "application/pdf application/xhtml+xml text/html text/markdown text/plain".split()
)
_HEADERS = {
    "accept": ", ".join(sorted(_MEDIA_TYPES)),
    "accept-encoding": "gzip",
    "user-agent": f"{AGENT}/1.0",
}
_GZIP = 31
"""What zlib calls the format."""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """`nyqst.web.model.found.Fetch`.

    Raises `InvalidInput` for an address that may not be gone to, `Unavailable`, `Unreadable` and
    `TooLarge` for a page that cannot be had.
    """

    exchange: Exchange
    total_s: float = _ALL_PAGES_S
    """Of all pages: no request begins later."""
    robots: Robots = field(init=False)
    _begun: float = field(init=False, default_factory=time.monotonic)

    def __post_init__(self) -> None:
        object.__setattr__(self, "robots", Robots(lambda url: self._follow(url, polite=False)[1]))

    def __call__(self, url: str) -> Page:
        reached, response = self._follow(url, polite=True)
        if response.status != 200:
            raise Unreadable(f"It answers {response.status}", code="page_missing")
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type not in _MEDIA_TYPES:
            raise Unreadable("It is of a kind that is not read", code="unsupported_type")
        return Page(reached, media_type, response.body)

    def _follow(self, url: str, *, polite: bool) -> tuple[str, Response]:
        """To where it ends; `polite` asks each site whether it may."""
        for _ in range(_MAX_REDIRECTS + 1):
            if time.monotonic() >= self._begun + self.total_s:
                raise Unavailable("There was no time left to read it", code="timeout")
            if polite:
                self.robots.check(url)
            response = self.exchange(Request(url, "GET", _HEADERS, most=MAX_PAGE))
            location = response.headers.get("location")
            if response.status not in _REDIRECTS or not location:
                return url, _whole(response)
            url = _next(url, location)
        raise Unreadable("It leads on and on", code="too_many_redirects")


def _next(url: str, location: str) -> str:
    try:
        return canonical(urljoin(url, location))
    except ValueError as error:
        raise InvalidInput("It leads to no address", code="url_not_allowed") from error


def _whole(response: Response) -> Response:
    if response.cut:
        raise TooLarge(f"It is longer than {MAX_PAGE} bytes, or broke off")
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        return response
    if encoding not in ("gzip", "x-gzip"):
        raise Unreadable("It is packed in a way that was not asked for", code="unsupported_type")
    return replace(response, body=_unpacked(response.body))


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(_GZIP)
    try:
        content = unpacker.decompress(packed, MAX_UNPACKED)
    except zlib.error as error:
        raise Unreadable("It is packed badly", code="answer_unreadable") from error
    if unpacker.unconsumed_tail:
        raise TooLarge(f"It is longer than {MAX_UNPACKED} bytes")
    if not unpacker.eof:
        raise Unreadable("It broke off", code="answer_unreadable")
    return content
