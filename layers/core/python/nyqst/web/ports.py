"""What research needs of the web."""

from typing import Protocol

from nyqst.web.model.found import Asked, Found


class WebSearch(Protocol):
    @property
    def name(self) -> str:
        """Of the provider."""

    @property
    def micros(self) -> int:
        """What a search costs, in millionths of a dollar."""

    def __call__(self, asked: Asked, limit: int) -> tuple[Found, ...]:
        """The best first, each page once.

        Raises `Throttled` when the provider asks to wait, else `Unavailable` or `InvalidInput`.
        """


class WebSearches(Protocol):
    def __call__(self) -> tuple[WebSearch, ...]:
        """Those that are configured, in the order in which they are asked.

        Raises `Unavailable` where that cannot be told.
        """
