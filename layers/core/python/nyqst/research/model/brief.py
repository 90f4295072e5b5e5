"""What research hands to the writers: the DataBrief, from which every deliverable is made."""

from dataclasses import dataclass

from nyqst.research.model.evidence import Claim, Note, Source, UnreadableFile


@dataclass(frozen=True, slots=True)
class TaskFindings:
    """What one task brought home."""

    task_id: str
    title: str
    question: str
    notes: tuple[Note, ...]
    sources_read: tuple[str, ...]
    """sha256 of every text that was opened, cited or not."""
    queries: tuple[str, ...]
    unanswered: tuple[str, ...] = ()
    """What it looked for and did not find, each as a question or a noun phrase."""


@dataclass(frozen=True, slots=True)
class TaskFailure:
    task_id: str
    title: str
    question: str
    reason: str
    """For people; never an exception's text."""


@dataclass(frozen=True, slots=True)
class Finding:
    heading: str
    claims: tuple[Claim, ...]
    task_id: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements of several sources that cannot all be true, none known to be outdated."""

    topic: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Supersession:
    """A statement that a later source replaced."""

    topic: str
    current: Claim
    former: Claim
    why: str = ""
    """A clause without names and numbers: "a newer version of the document says otherwise"."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the question that the sources do not answer."""

    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class DataBrief:
    question: str
    title: str
    answer: tuple[Claim, ...]
    """The answer in a few sentences, the most direct first; empty if nothing answers."""
    findings: tuple[Finding, ...]
    risks: tuple[Claim, ...] = ()
    opportunities: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    supersessions: tuple[Supersession, ...] = ()
    gaps: tuple[Gap, ...] = ()
    primary_sources: tuple[Source, ...] = ()
    """Those that the brief cites, the most cited first."""
    all_sources: tuple[Source, ...] = ()
    """Every text that was read."""
    failures: tuple[TaskFailure, ...] = ()
    unreadable: tuple[UnreadableFile, ...] = ()
