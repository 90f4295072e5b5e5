"""A library that is searched by counting words: extracts, an index over them, and its search."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from nyqst.artifacts.model import canonical_json, sha256_of
from nyqst.artifacts.store import Artifacts
from nyqst.documents.extract_json import from_json, to_json
from nyqst.documents.model import Extract, ExtractedText
from nyqst.documents.sentences import sentence_spans
from nyqst.errors import NotFound, Unreadable
from nyqst.research.model.evidence import Passage, Source, Span
from nyqst.research.model.plan import SourceOutline

_WORD = re.compile(r"\w+")


def extract(content: bytes, name: str, media_type: str) -> ExtractedText:
    """`nyqst.documents.ports.TextExtractor`, for text that is text already."""
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise Unreadable("Not text", code="not_text") from error
    return ExtractedText(text, name.partition(".")[0].title(), media_type)


def index(extracts: Sequence[Extract]) -> bytes:
    """`nyqst.documents.ports.CorpusIndexer`."""
    return canonical_json([to_json(extract).decode() for extract in extracts])


def open_library(artifacts: Artifacts, index_sha256: str) -> "Library":
    """`nyqst.research.ports.CorpusOpener`."""
    rows = json.loads(artifacts.read(index_sha256))
    return Library(tuple(from_json(row.encode()) for row in rows))


@dataclass(frozen=True)
class Library:
    """`nyqst.research.search.Search`; every sentence is a passage."""

    extracts: tuple[Extract, ...]

    @cached_property
    def _by_sha256(self) -> dict[str, Extract]:
        by_sha256 = {sha256_of(each.text.text.encode()): each for each in self.extracts}
        return dict(sorted(by_sha256.items()))

    def search(self, query: str, limit: int) -> tuple[Passage, ...]:
        words = set(_WORD.findall(query.lower()))
        scored = (
            (len(words & set(_WORD.findall(passage.text.lower()))), passage)
            for passage in self._passages()
        )
        found = [Passage(p.span, p.text, p.heading, float(score)) for score, p in scored if score]
        return tuple(sorted(found, key=lambda p: (-p.score, p.span))[:limit])

    def source(self, sha256: str) -> Source:
        if sha256 not in self._by_sha256:
            raise NotFound(f"No source {sha256}", code="source_not_found")
        extract = self._by_sha256[sha256]
        return Source(
            sha256=sha256,
            original_sha256=extract.original_sha256,
            name=extract.name,
            title=extract.text.title,
            media_type=extract.text.media_type,
            characters=len(extract.text.text),
            dated=extract.text.dated,
        )

    def sources(self) -> tuple[Source, ...]:
        return tuple(map(self.source, self._by_sha256))

    def outlines(self) -> tuple[SourceOutline, ...]:
        return tuple(SourceOutline(each.sha256, each.title, ()) for each in self.sources())

    def _passages(self) -> Iterator[Passage]:
        for sha256, extract in self._by_sha256.items():
            text = extract.text.text
            for chunk in extract.chunks:
                for start, end in sentence_spans(text, chunk.start, chunk.end):
                    yield Passage(Span(sha256, start, end), text[start:end], chunk.heading, 0)
