"""The web beside the tenant's documents: pages are stored as they were read, and read as files are.

It is asked once, before anything is planned, in the words of the run's question: so no text of a
page can choose what is asked or where anybody goes.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from nyqst.documents.keep import keep
from nyqst.documents.ports import TextExtractor
from nyqst.entity import EntityType
from nyqst.errors import Failed, Refused, Unavailable
from nyqst.research.model.evidence import UnreadableFile
from nyqst.research.search_web import SearchWeb
from nyqst.research.step import Bench
from nyqst.web.model.found import Fetch, Found, Page
from nyqst.web.ports import WebSearches

_READERS = 4


@dataclass(frozen=True, slots=True)
class WebRead:
    extracts: tuple[str, ...] = ()
    """sha256 of what was read of each page, as of a document."""
    unread: tuple[UnreadableFile, ...] = ()


WebReader = Callable[[Bench], WebRead]


def no_web(_bench: Bench) -> WebRead:
    return WebRead()


@dataclass(frozen=True, slots=True)
class ReadWeb:
    """`WebReader`. A run that names its documents is answered from these alone."""

    searches: WebSearches
    search: SearchWeb
    fetcher: Callable[[], Fetch]
    """A new one for each run."""
    extract: TextExtractor

    def __call__(self, bench: Bench) -> WebRead:
        if bench.run.document_ids is not None:
            return WebRead()
        try:
            searches = self.searches()
        except Unavailable as error:
            return _nothing(error.message)
        if not searches:
            return WebRead()
        found = self.search(bench, searches)
        if found is None:
            return _nothing("no provider of search answered")
        read = [self._kept(bench, page) for page in _fetched(self.fetcher(), found)]
        extracts = dict.fromkeys(each for each in read if isinstance(each, str))
        unread = tuple(each for each in read if isinstance(each, UnreadableFile))
        return WebRead(tuple(extracts), unread)

    def _kept(self, bench: Bench, page: Page | UnreadableFile) -> str | UnreadableFile:
        if isinstance(page, UnreadableFile):
            return page
        try:
            text = self.extract(page.content, page.url, page.media_type)
        except Failed as error:
            return UnreadableFile(page.url, error.message)
        original = bench.artifacts.store(
            page.content,
            page.media_type,
            entity_type=EntityType.KNOWLEDGE_BASE,
            filename=page.url,
            metadata={"title": text.title, "url": page.url},
        )
        return keep(bench.artifacts, page.url, original.sha256, text).extract_sha256


def _nothing(why: str) -> WebRead:
    """It stands in the report's coverage."""
    return WebRead((), (UnreadableFile("The web", why),))


def _fetched(fetch: Fetch, found: Sequence[Found]) -> list[Page | UnreadableFile]:
    """In the order of what was found."""

    def page(each: Found) -> Page | UnreadableFile:
        try:
            return fetch(each.url)
        except (Failed, Refused, Unavailable) as error:
            return UnreadableFile(each.url, error.message)

    with ThreadPoolExecutor(_READERS) as pool:
        return list(pool.map(page, found))
