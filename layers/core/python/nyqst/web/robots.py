"""Whether a site lets its pages be read, as RFC 9309 has it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from nyqst.errors import Failed, TooLarge, Unavailable, Unreadable
from nyqst.outward.exchange import Response

AGENT = "NYQSTbot"
_FORBIDS_ALL = ("User-agent: *", "Disallow: /")


@dataclass(frozen=True, slots=True)
class Robots:
    """What was read of a site is kept as long as this is."""

    get: Callable[[str], Response]
    """Follows redirects."""
    _read: dict[str, RobotFileParser] = field(default_factory=dict)

    def check(self, url: str) -> None:
        """Raises `Unreadable`, and what an address that may not be gone to raises."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._read:
            self._read[site] = self._rules(site)
        if not self._read[site].can_fetch(AGENT, url):
            raise Unreadable("Its site does not let it be read", code="robots_forbid")

    def _rules(self, site: str) -> RobotFileParser:
        rules = RobotFileParser()
        rules.parse(self._lines(f"{site}/robots.txt"))
        return rules

    def _lines(self, url: str) -> tuple[str, ...]:
        """A site without the file allows all; one that cannot tell, nothing."""
        try:
            response = self.get(url)
        except (Failed, TooLarge, Unavailable):
            return _FORBIDS_ALL
        if response.status == 200:
            return tuple(response.body.decode("utf-8", "replace").splitlines())
        return () if 400 <= response.status < 500 else _FORBIDS_ALL
