"""Notes as facts: one statement each, with all that comparing them takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from nyqst.research.model.brief import TaskFindings
from nyqst.research.model.evidence import Claim, Note, Passage, Source, Span
from nyqst_agent.language.dates import DateMention, dates
from nyqst_agent.language.names import names
from nyqst_agent.language.plain import named_first, plain
from nyqst_agent.language.quantities import Quantity, quantities
from nyqst_agent.language.shapes import pairs
from nyqst_agent.language.stems import stem
from nyqst_agent.language.synonyms import Phrase, phrases
from nyqst_agent.language.words import content_stems
from nyqst_agent.offline.asked import asked_in
from nyqst_agent.offline.coverage import speaks_of
from nyqst_agent.offline.quotable import Quotable, quotables
from nyqst_agent.offline.weights import own_terms

_MONTHS = frozenset(
    stem(month)
    for month in "january february march april may june july august september october november"
    " december".split()
)
_CAME_ALONG = 0.85
_UNKNOWN = Source("", "", "", "", "", 0)


@dataclass(frozen=True)
class Fact:
    """A statement that one or several sources make. `text` is ready for the report."""

    text: str
    note: Note
    source: Source
    tasks: tuple[str, ...]
    """Ids of the tasks that noted it, the one it is most relevant to first."""
    relevance: float
    witnesses: tuple[Span, ...] = ()
    """Spans of other sources that say the same."""

    @property
    def claim(self) -> Claim:
        return Claim(self.text, (self.note.span, *self.witnesses))

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        return dates(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities(self.text, self.dates)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(name.key for name in names(self.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(wording(self.text))

    @cached_property
    def phrases(self) -> frozenset[Phrase]:
        return frozenset(phrases(wording(self.text)))

    @property
    def dated(self) -> date | None:
        return self.source.dated


def wording(text: str) -> tuple[str, ...]:
    """Stems of what is said, without the figures and dates that are said of it."""
    found = dates(text)
    spans = [(m.start, m.end) for m in found]
    spans += [(q.start, q.end) for q in quantities(text, found)]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return tuple(s for s in content_stems(text) if not s[0].isdigit() and s not in _MONTHS)


def row_name(fact: Fact) -> str:
    """What a row of a table is about: its first cell that is no number in a register."""
    found = named_first(pairs(" ".join(fact.note.text.split())))
    return found[0][1] if found else ""


def gather(findings: Sequence[TaskFindings], sources: Mapping[str, Source]) -> list[Fact]:
    """Each noted statement once, the most relevant first."""
    by_place: dict[Span, list[tuple[float, str, Note]]] = {}
    for found in findings:
        for note in found.notes:
            for part in _statements(note, found.question):
                by_place.setdefault(part.span, []).append((part.relevance, found.task_id, part))
    facts = []
    for span, noted in by_place.items():
        ordered = sorted(noted, key=lambda entry: (-entry[0], entry[1]))
        relevance, _, note = ordered[0]
        tasks = tuple(dict.fromkeys(task_id for _, task_id, _ in ordered))
        source = sources.get(span.sha256, _UNKNOWN)
        facts.append(Fact(plain(note.text), note, source, tasks, relevance))
    whole = [fact for fact in facts if not any(_lies_within(fact, other) for other in facts)]
    return sorted(whole, key=lambda fact: (-fact.relevance, fact.note.span))


def _statements(note: Note, question: str) -> list[Note]:
    """A note of several sentences taken apart; one that cannot be stays whole."""
    passage = Passage(note.span, note.text, note.heading, note.relevance)
    parts = quotables(passage, question)
    return [_part(note, part, question) for part in parts] or [note]


def _part(note: Note, part: Quotable, question: str) -> Note:
    """What does not itself speak of what is asked came along with what does."""
    direct = any(speaks_of(term, part.text) for term in own_terms(asked_in(question)))
    relevance = note.relevance * (1.0 if direct else _CAME_ALONG)
    return replace(note, text=part.text, span=part.span, relevance=relevance)


def _lies_within(one: Fact, other: Fact) -> bool:
    a, b = one.note.span, other.note.span
    return a != b and a.sha256 == b.sha256 and b.start <= a.start and a.end <= b.end
