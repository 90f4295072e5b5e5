"""What a run has read and what it may say: sources, spans, passages, notes and claims."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of the stored text with this hash (of its UTF-8)."""

    sha256: str
    start: int
    end: int


class Standing(StrEnum):
    """Whether a source may be taken to speak for the present, as far as it or another one says."""

    CURRENT = "current"
    DRAFT = "draft"
    OUTDATED = "outdated"
    """It was replaced, withdrawn or archived."""


@dataclass(frozen=True, slots=True)
class Source:
    """One text as it was read. `sha256` is that of the stored text and is its identity in a run."""

    sha256: str
    original_sha256: str
    name: str
    """The file's name or the page's address, as the reader knows it."""
    title: str
    media_type: str
    characters: int
    language: str = "en"
    dated: date | None = None
    """The date the text gives itself, not when it was stored."""
    duplicates: tuple[str, ...] = ()
    """Names of near-identical documents that this one stands for."""
    standing: Standing = Standing.CURRENT
    replaced_by: str | None = None
    """sha256 of the source that is its newer version."""


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that a run was to read and that gave no text."""

    name: str
    reason: str
    """A sentence for people, without its full stop."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source that search found. `text` is exactly what stands at `span`."""

    span: Span
    text: str
    heading: str
    score: float
    """Higher is better; comparable within one search only."""
    title: str = ""
    """Of its source."""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence worth keeping, as it stands in its source at `span`."""

    text: str
    span: Span
    relevance: float
    """0 to 1: how much it answers the task it was taken for."""
    heading: str = ""
    """What its passage stood under in its source."""


class ClaimKind(StrEnum):
    FACT = "fact"
    """Asserts something about the world; needs a citation that supports it."""
    ABSENCE = "absence"
    """Says what the sources do not say; needs none."""
    CONNECTIVE = "connective"
    """Leads from one thing to the next; may carry no number, date, name or quote."""
    COVERAGE = "coverage"
    """Says how the report came about. The service writes these; from a runner none is taken."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a report and the spans it rests on."""

    text: str
    citations: tuple[Span, ...] = ()
    kind: ClaimKind = ClaimKind.FACT
