"""A report as a tree, which GML writes down and the renderers print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from nyqst.research.model.evidence import ClaimKind, Span

NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")
"""What may stand as a section's id or kind: it is an anchor, a class name and an XML attribute."""

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    cites: tuple[int, ...] = ()
    """Numbers of the references it rests on."""
    kind: ClaimKind = ClaimKind.FACT
    verified: bool = True
    """False marks a sentence that the citation gate let through with a warning."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, or one item of a list when `bullet` is set; neighbouring items form one list."""

    sentences: tuple[Sentence, ...]
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class ReportSection:
    """Raises `ValueError` for an id or a kind that is not a `NAME`."""

    id: str
    kind: str
    title: str
    texts: tuple[Text, ...]

    def __post_init__(self) -> None:
        for name in (self.id, self.kind):
            if not NAME.fullmatch(name):
                raise ValueError(f"a section cannot be called {name!r}")

    @property
    def blocks(self) -> Iterator[tuple[Text, ...]]:
        """Paragraphs and lists in order; a list is a run of neighbouring bullets."""
        for bullet, run in groupby(self.texts, key=lambda text: text.bullet):
            if bullet:
                yield tuple(run)
            else:
                yield from ((paragraph,) for paragraph in run)


@dataclass(frozen=True, slots=True)
class Reference:
    """A footnote: the passage a sentence rests on, with what stands around it in the source."""

    number: int
    span: Span
    title: str
    name: str
    before: str
    quote: str
    after: str
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Raises `ValueError` when it would not hold together.

    References are numbered from 1 without a gap, a sentence cites only those, and no two sections
    share an id.
    """

    title: str
    question: str
    sections: tuple[ReportSection, ...]
    references: tuple[Reference, ...]
    """By number, from 1, in order of first use."""
    language: str = "en"
    """BCP 47, of the report's own sentences; a quotation keeps the language of its source."""

    def __post_init__(self) -> None:
        if not LANGUAGE.fullmatch(self.language):
            raise ValueError(f"{self.language!r} is not a language")
        numbers = [reference.number for reference in self.references]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("references are not numbered 1, 2, 3, …")
        ids = [section.id for section in self.sections]
        if len(set(ids)) < len(ids):
            raise ValueError("two sections have the same id")
        cited = {number for sentence in self.sentences for number in sentence.cites}
        if not cited.issubset(numbers):
            raise ValueError("a sentence cites a reference that the report does not have")

    @property
    def sentences(self) -> Iterator[Sentence]:
        """In reading order."""
        for section in self.sections:
            for text in section.texts:
                yield from text.sentences
