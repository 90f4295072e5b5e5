"""Searching one corpus through its index file. Implements `nyqst.research.search.Search`."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from nyqst.errors import Corrupted, NotFound
from nyqst.research.model.evidence import Passage, Source, Span
from nyqst.research.model.plan import SourceOutline
from nyqst_agent.index.query import match_any, terms
from nyqst_agent.index.schema import BODY_WEIGHT, HEADING_WEIGHT, TITLE_WEIGHT
from nyqst_agent.index.source_json import from_json
from nyqst_agent.index.spelling import corrections
from nyqst_agent.index.weight import PRIMARY, asks_for_changes

_SEARCH = f"""
SELECT source.sha256, source.english, source.weight, passage.start, passage.body, passage.heading,
       round(-bm25(found, {BODY_WEIGHT}, {HEADING_WEIGHT}, {TITLE_WEIGHT}) * source.weight, 6)
           AS score
FROM found JOIN passage ON passage.id = found.rowid JOIN source ON source.id = passage.source
WHERE found MATCH ? ORDER BY score DESC, passage.id LIMIT ?
"""  # noqa: S608 - only numbers from the schema are put in
_LOOK_FURTHER = 4
_FADING = 0.9
_ALIKE = 2
"""Passages that read the same and are shown, from several sources."""
_FOREIGN = 1
"""Passages in another language: enough to name their source."""


class _Row(NamedTuple):
    sha256: str
    english: int
    weight: float
    start: int
    body: str
    heading: str
    score: float


class CorpusIndex:
    """Opened anew for every search: that is cheap, and so it may be shared by threads."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def search(self, query: str, limit: int) -> tuple[Passage, ...]:
        words = terms(query)
        if not words or limit < 1:
            return ()
        with self._open() as database:
            meant = [c for word in words for c in corrections(database, word)]
            expression = match_any((*words, *meant))
            rows = database.execute(_SEARCH, (expression, limit * _LOOK_FURTHER)).fetchall()
        found = [_Row(*row) for row in rows]
        if not asks_for_changes(words):
            found = _primary_first(found, limit)
        chosen = _varied(found, limit)
        return tuple(self._passage(row) for row in chosen)

    def source(self, sha256: str) -> Source:
        try:
            return self._sources[sha256]
        except KeyError:
            raise NotFound(f"No source with the hash {sha256} is in this corpus") from None

    def sources(self) -> tuple[Source, ...]:
        return tuple(self._sources.values())

    def outlines(self) -> tuple[SourceOutline, ...]:
        with self._open() as database:
            rows = database.execute("SELECT sha256, headings FROM source ORDER BY sha256")
            return tuple(
                SourceOutline(sha256, self._sources[sha256].title, tuple(json.loads(headings)))
                for sha256, headings in rows
            )

    @cached_property
    def _sources(self) -> dict[str, Source]:
        with self._open() as database:
            rows = database.execute("SELECT sha256, facts FROM source ORDER BY sha256").fetchall()
        return {sha256: from_json(facts) for sha256, facts in rows}

    def _passage(self, row: _Row) -> Passage:
        span = Span(row.sha256, row.start, row.start + len(row.body))
        return Passage(span, row.body, row.heading, row.score, self._sources[row.sha256].title)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            database = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True
            )
            try:
                yield database
            finally:
                database.close()
        except sqlite3.DatabaseError as error:
            raise Corrupted(f"{self._path.name} is not an index of a corpus") from error


def _primary_first(rows: list[_Row], limit: int) -> list[_Row]:
    """Change logs and the like only where there is little else."""
    primary = [row for row in rows if row.weight == PRIMARY]
    return primary if len(primary) * 2 >= limit else rows


def _varied(rows: Iterable[_Row], limit: int) -> list[_Row]:
    """The best rows; each further one from a source counts a little less than the one before."""
    left = list(rows)
    taken: list[_Row] = []
    of_source: Counter[str] = Counter()
    alike: Counter[str] = Counter()
    while left and len(taken) < limit:
        best = max(left, key=lambda row: row.score * _FADING ** of_source[row.sha256])
        left.remove(best)
        words = " ".join(best.body.lower().split())
        if alike[words] < _ALIKE and (best.english or sum(not r.english for r in taken) < _FOREIGN):
            taken.append(best)
            alike[words] += 1
            of_source[best.sha256] += 1
    return sorted(taken, key=lambda row: -row.score)
