"""What documents need of the world."""

from collections.abc import Sequence
from typing import Protocol

from nyqst.documents.model import Document, Extract, ExtractedText
from nyqst.paging import Listed


class DocumentStore(Protocol):
    def add(self, document: Document) -> Document:
        """The document, or the one that stands under its id."""

    def get(self, tenant_id: str, document_id: str) -> Document:
        """Raises `NotFound`."""

    def update(self, document: Document) -> None:
        """Raises `Conflict` when it was deleted meanwhile."""

    def delete(self, tenant_id: str, document_id: str) -> None:
        """Raises `NotFound`."""

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Document]: ...

    def all(self, tenant_id: str) -> tuple[Document, ...]:
        """By id."""


class IngestQueue(Protocol):
    def send(self, tenant_id: str, document_ids: Sequence[str]) -> None:
        """Each will be ingested at least once, soon."""


class TextExtractor(Protocol):
    def __call__(self, content: bytes, name: str, media_type: str) -> ExtractedText:
        """Raises `Unreadable`."""


class CorpusIndexer(Protocol):
    def __call__(self, extracts: Sequence[Extract]) -> bytes:
        """One file in which all of them can be searched; the same extracts give the same bytes."""


class CorpusStore(Protocol):
    def find(self, tenant_id: str, corpus_id: str) -> str | None:
        """The sha256 of the index of that corpus."""

    def add(self, tenant_id: str, corpus_id: str, index_sha256: str) -> None: ...
