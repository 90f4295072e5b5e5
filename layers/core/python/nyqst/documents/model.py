"""Documents a tenant has uploaded, and the text that was found in them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DocumentStatus(StrEnum):
    AWAITING_UPLOAD = "awaiting_upload"
    QUEUED = "queued"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the extracted text that reads exactly `title`; `level` 1 is the highest."""

    start: int
    level: int
    title: str

    @property
    def end(self) -> int:
        return self.start + len(self.title)


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """The text of a document in reading order: NFC, no control character but "\\n".

    A blank line stands between two blocks. A paragraph is one line however long; each item of a
    list, row of a table and line of code is a line of its block. Offsets into `text` are the
    ones that citations use: once stored it never changes.
    """

    text: str
    title: str
    media_type: str
    headings: tuple[Heading, ...] = ()
    """In the order of the text."""
    dated: date | None = None
    """The date the document gives itself; the first of the month if it gives but a month."""
    language: str = "en"
    """ISO 639-1, `und` when it cannot be told."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of text that is searched as one: `text[start:end]`, never across a heading."""

    start: int
    end: int
    heading: str
    """The headings it stands under, joined by " › "."""


@dataclass(frozen=True, slots=True)
class Failure:
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    tenant_id: str
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    """Of the original bytes, as the client announced it and the store checked it."""
    status: DocumentStatus
    created_at: datetime
    text_sha256: str | None = None
    extract_sha256: str | None = None
    """Of the artifact that holds the extracted text with its headings and chunks."""
    title: str | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """What ingestion keeps of a document: all that searching and citing it takes."""

    name: str
    original_sha256: str
    text: ExtractedText
    chunks: tuple[Chunk, ...]
