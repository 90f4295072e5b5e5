"""What goes out to the web and what comes back of it.

Only words of the user's own are asked, and only addresses that a search gave are read: nothing
that a page says becomes a query or an address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

_MOST_CHARACTERS, _MOST_WORDS = 400, 50
_TRACKING = frozenset("fbclid gclid mc_cid mc_eid msclkid".split())
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_KEPT = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its user's words, as long as every provider takes it."""

    text: str

    @classmethod
    def of(cls, question: str) -> "Asked":
        words = question.split()[:_MOST_WORDS]
        return cls(" ".join(words)[:_MOST_CHARACTERS])


@dataclass(frozen=True, slots=True)
class Found:
    """A page as a provider names it. `url` is canonical: two that differ are two pages."""

    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read, wherever its address led."""

    url: str
    media_type: str
    content: bytes


Fetch = Callable[[str], Page]


def canonical(url: str) -> str:
    """Without what does not change the page; in ASCII. Raises `ValueError`."""
    parts = urlsplit(url.strip())
    scheme = parts.scheme.lower()
    host = parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(scheme, ""))
    if not host.isascii():
        host = host.encode("idna").decode()
    query = parts.query
    asked = parse_qsl(query, keep_blank_values=True)
    if any(_is_tracking(name) for name, _ in asked):
        query = urlencode([(name, value) for name, value in asked if not _is_tracking(name)])
    path = quote(parts.path, safe=_KEPT) or "/"
    return urlunsplit((scheme, host, path, quote(query, safe=_KEPT + "?[]"), ""))


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith("utm_")
