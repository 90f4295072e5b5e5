"""Looks in all texts for what speaks against the notes, or has replaced what they say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nyqst.research.model.brief import TaskFindings
from nyqst.research.model.evidence import Note, Passage, Source
from nyqst.research.search import Search
from nyqst_agent.language.plain import plain
from nyqst_agent.language.sentences import sentences
from nyqst_agent.offline.facts import Fact, gather
from nyqst_agent.offline.quotable import quotables
from nyqst_agent.offline.rivals import rivalries
from nyqst_agent.offline.slots import slots

_PASSAGES = 8
_SENTENCES = 3
_MOST_FACTS = 160
"""The most relevant ones; what comes after them is seldom told."""


def cross_check(findings: Sequence[TaskFindings], search: Search) -> tuple[TaskFindings, ...]:
    sources = {source.sha256: source for source in search.sources()}
    facts = gather(findings, sources)[:_MOST_FACTS]
    found = _Others(search, sources)
    known = {fact.note.span for fact in facts}
    beside = [
        (fact, other) for fact in facts for other in found.of(fact) if other.note.span not in known
    ]
    rivals = _rivals(facts, beside)
    return tuple(_with(each, rivals.get(each.task_id, ())) for each in findings)


class _Others:
    """Statements of the passages that a search for a statement finds."""

    def __init__(self, search: Search, sources: dict[str, Source]) -> None:
        self._search = search
        self._sources = sources
        self._read: dict[Passage, tuple[Fact, ...]] = {}

    def of(self, fact: Fact) -> Iterator[Fact]:
        found = (p for query in _queries(fact) for p in self._search.search(query, _PASSAGES))
        for passage in dict.fromkeys(found):
            if passage.span.sha256 != fact.source.sha256:
                yield from self._statements(passage, fact.tasks)

    def _statements(self, passage: Passage, tasks: tuple[str, ...]) -> tuple[Fact, ...]:
        if passage not in self._read:
            self._read[passage] = tuple(
                Fact(
                    plain(one.text),
                    Note(one.text, one.span, 0.0, one.heading or passage.title),
                    self._sources[one.span.sha256],
                    tasks,
                    0.0,
                )
                for one in quotables(passage, "")
            )
        return self._read[passage]


def _queries(fact: Fact) -> Iterator[str]:
    """Its sentences one by one, and whom it has in which role."""
    for start, end in sentences(fact.text)[:_SENTENCES]:
        yield fact.text[start:end]
    for slot in slots(fact):
        if slot.kind in ("holder", "signatory"):
            role = " ".join(part for phrase in slot.about for part in phrase)
            yield f"{slot.value} {role} appointed"


def _rivals(facts: Sequence[Fact], beside: Sequence[tuple[Fact, Fact]]) -> dict[str, list[Note]]:
    """By the task of the statement that they speak against."""
    others = {other.note.span: other for _, other in beside}
    found: defaultdict[str, dict[Note, None]] = defaultdict(dict)
    for rivalry in rivalries([*facts, *others.values()], beside):
        for fact, rival in ((rivalry.one, rivalry.other), (rivalry.other, rivalry.one)):
            if fact.relevance and not rival.relevance:
                found[fact.tasks[0]][rival.note] = None
    return {task_id: list(notes) for task_id, notes in found.items()}


def _with(found: TaskFindings, notes: Sequence[Note]) -> TaskFindings:
    read = {*found.sources_read, *(note.span.sha256 for note in notes)}
    return replace(found, notes=(*found.notes, *notes), sources_read=tuple(sorted(read)))
