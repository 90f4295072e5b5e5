"""Searching: one entry point to whatever a run may read."""

from typing import Protocol

from nyqst.research.model.evidence import Passage, Source
from nyqst.research.model.plan import SourceOutline


class Search(Protocol):
    def search(self, query: str, limit: int) -> tuple[Passage, ...]:
        """At most `limit` passages, the best first; near-duplicates appear once."""

    def source(self, sha256: str) -> Source:
        """What is known of the text that a passage's span points into."""

    def sources(self) -> tuple[Source, ...]:
        """Everything that can be found, ordered by sha256; near-duplicates are merged."""

    def outlines(self) -> tuple[SourceOutline, ...]:
        """The same as `sources`, as a planner sees it: title and headings."""
