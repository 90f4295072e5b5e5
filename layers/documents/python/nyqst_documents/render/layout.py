"""A report as it is printed, whatever the format: its words on lines, its places named.

Texts are free of characters that no format can write, and not yet escaped for any.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from nyqst.research.gml.characters import allowed
from nyqst.research.model.report import Reference, Report, ReportSection, Sentence, Text
from nyqst_documents.render import wording
from nyqst_documents.render.excerpts import Excerpt, with_ellipses

_LONG = 5
"""Sections from which on a report has a list of contents."""

_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that order the ones after them to be shown in another order than they stand in."""

_SPACES = re.compile("[ \t\n\r\x85\u2028\u2029]+")
_LINE_END = re.compile("[ \t]*[\n\r\x85\u2028\u2029]\\s*")


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence. `anchor` is empty when nothing leads back to it."""

    text: str
    anchor: str
    cites: tuple[int, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or the items of one list."""

    items: tuple[tuple[Words, ...], ...]
    bullets: bool


@dataclass(frozen=True, slots=True)
class LaidSection:
    anchor: str
    kind: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source is cited."""

    anchor: str
    section: str


@dataclass(frozen=True, slots=True)
class LaidSource:
    number: int
    anchor: str
    title: str
    provenance: tuple[str, ...]
    excerpt: Excerpt
    cited_in: tuple[Place, ...]
    """The first place in each section."""


@dataclass(frozen=True, slots=True)
class Layout:
    language: str
    title: str
    question: str
    """Empty when the title says it."""
    standing: str
    sections: tuple[LaidSection, ...]
    sources: tuple[LaidSource, ...]

    @property
    def has_contents(self) -> bool:
        return len(self.sections) >= _LONG


def lay_out(report: Report) -> Layout:
    title, question = _line(report.title), _line(report.question)
    numbers = count(1)
    sections = tuple(
        _section(f"section-{number}", section, numbers)
        for number, section in enumerate(report.sections, 1)
    )
    places = _places(sections)
    return Layout(
        language=report.language,
        title=title or question or wording.UNTITLED,
        question=question if title and question != title else "",
        standing=wording.standing(report),
        sections=sections,
        sources=tuple(_source(reference, places) for reference in report.references),
    )


def source_anchor(number: int) -> str:
    return f"source-{number}"


def _section(anchor: str, section: ReportSection, numbers: Iterator[int]) -> LaidSection:
    blocks = tuple(_block(texts, numbers) for texts in section.blocks)
    title = _line(section.title) or wording.UNTITLED
    return LaidSection(anchor, section.kind, title, tuple(block for block in blocks if block.items))


def _block(texts: tuple[Text, ...], numbers: Iterator[int]) -> Block:
    items = (
        tuple(_words(sentence, numbers) for sentence in text.sentences if _line(sentence.text))
        for text in texts
    )
    return Block(tuple(filter(None, items)), texts[0].bullet)


def _words(sentence: Sentence, numbers: Iterator[int]) -> Words:
    anchor = f"cited-{next(numbers)}" if sentence.cites else ""
    cites = tuple(dict.fromkeys(sentence.cites))
    return Words(_line(sentence.text), anchor, cites, sentence.verified)


def _places(sections: tuple[LaidSection, ...]) -> Mapping[int, tuple[Place, ...]]:
    places: dict[int, dict[str, Place]] = defaultdict(dict)
    for section in sections:
        for block in section.blocks:
            for words in (words for item in block.items for words in item):
                for number in words.cites:
                    place = Place(words.anchor, section.title)
                    places[number].setdefault(section.anchor, place)
    return {number: tuple(found.values()) for number, found in places.items()}


def _source(reference: Reference, places: Mapping[int, tuple[Place, ...]]) -> LaidSource:
    name = _line(reference.name)
    title = _line(reference.title) or name or wording.UNTITLED
    dated = wording.day(reference.dated) if reference.dated else ""
    return LaidSource(
        number=reference.number,
        anchor=source_anchor(reference.number),
        title=title,
        provenance=tuple(filter(None, (name if name != title else "", dated))),
        excerpt=with_ellipses(*map(_lines, (reference.before, reference.quote, reference.after))),
        cited_in=places.get(reference.number, ()),
    )


def _line(text: str) -> str:
    return _SPACES.sub(" ", _shown(text)).strip()


def _lines(text: str) -> str:
    """Blank lines go; other line ends stay, since they are rows of a table or items of a list."""
    return _LINE_END.sub("\n", _shown(text))


def _shown(text: str) -> str:
    return _OVERRIDES.sub("", allowed(text))
