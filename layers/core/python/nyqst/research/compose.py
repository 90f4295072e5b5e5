"""A brief becomes a report, sentence by sentence through the citation gate, and GML on the way.

Nothing leaves here unchecked: a paragraph is handed out when all its sentences have passed, so
what a reader sees streaming in is what the report says in the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from nyqst.research.citations import Gate, ReadText, Verdict
from nyqst.research.coverage import coverage_section
from nyqst.research.gml.writer import GmlWriter
from nyqst.research.model.brief import DataBrief
from nyqst.research.model.evidence import Claim, ClaimKind, Source
from nyqst.research.model.report import Report, ReportSection, Sentence, Text
from nyqst.research.outline import outline
from nyqst.research.references import References
from nyqst.research.runner import Paragraph, Runner, Section


@dataclass(frozen=True, slots=True)
class Dropped:
    text: str
    reasons: tuple[str, ...]


@dataclass
class SectionCheck:
    """What the gate said of one section."""

    section_id: str
    kept: int = 0
    marked: int = 0
    citations: int = 0
    citations_verified: int = 0
    dropped: list[Dropped] = field(default_factory=list)

    def count(self, verdict: Verdict) -> None:
        """Of a sentence that is in the report."""
        self.kept += 1
        self.marked += not verdict.verified
        self.citations += len(verdict.citations)
        self.citations_verified += len(verdict.citations) if verdict.verified else 0


@dataclass(frozen=True, slots=True)
class Fragment:
    """The next piece of GML; `checked` comes with the last piece of a section."""

    gml: str
    section_id: str | None = None
    checked: SectionCheck | None = None


@dataclass
class Composer:
    """Take `fragments` to its end; then `report` is the report they spell."""

    brief: DataBrief
    runner: Runner
    read_text: ReadText
    gate: Gate
    denied_calls: int = 0
    """Calls that the budget did not allow to the steps before."""
    checks: list[SectionCheck] = field(default_factory=list, init=False)
    _sections: list[ReportSection] = field(default_factory=list, init=False)
    _gml: GmlWriter = field(default_factory=GmlWriter, init=False)

    def __post_init__(self) -> None:
        sources = {source.sha256: source for source in self.brief.all_sources}
        self._references = References(sources, self.read_text)

    @property
    def report(self) -> Report:
        brief = self.brief
        return Report(brief.title, brief.question, tuple(self._sections), self._references.all())

    @property
    def cited(self) -> tuple[Source, ...]:
        return self._references.cited()

    def fragments(self) -> Iterator[Fragment]:
        yield Fragment(self._gml.open(self.brief.title, self.brief.question))
        for section in outline(self.brief):
            yield from self._section(section)
        yield self._coverage()
        yield Fragment(self._gml.references(self._references.all()) + self._gml.close())

    def _section(self, section: Section) -> Iterator[Fragment]:
        checked = SectionCheck(section.id)
        start = self._gml.start_section(section.id, section.kind, section.title)
        texts: list[Text] = []
        for paragraph in self.runner.write(self.brief, section):
            text = self._through_gate(paragraph, checked)
            if text is not None:
                yield Fragment(("" if texts else start) + self._gml.text(text), section.id)
                texts.append(text)
        if texts:
            made = ReportSection(section.id, section.kind, section.title, tuple(texts))
            self._sections.append(made)
        self.checks.append(checked)
        yield Fragment(self._gml.end_section() if texts else "", section.id, checked)

    def _through_gate(self, paragraph: Paragraph, checked: SectionCheck) -> Text | None:
        """None when nothing of the paragraph is left but phrases that lead to something."""
        judged = [(claim, self.gate(claim, self.read_text)) for claim in paragraph.claims]
        kept = [(claim, verdict) for claim, verdict in judged if verdict.kept]
        checked.dropped += [
            Dropped(claim.text, verdict.reasons) for claim, verdict in judged if not verdict.kept
        ]
        if all(claim.kind is ClaimKind.CONNECTIVE for claim, _ in kept):
            return None
        for _, verdict in kept:
            checked.count(verdict)
        return Text(tuple(self._sentence(*each) for each in kept), paragraph.bullet)

    def _sentence(self, claim: Claim, verdict: Verdict) -> Sentence:
        numbers = dict.fromkeys(self._references.number(span) for span in verdict.citations)
        return Sentence(claim.text, tuple(numbers), claim.kind, verdict.verified)

    def _coverage(self) -> Fragment:
        denied = self.denied_calls + self.runner.usage.denied_calls
        section = coverage_section(self.brief, len(self.cited), denied)
        self._sections.append(section)
        start = self._gml.start_section(section.id, section.kind, section.title)
        texts = "".join(map(self._gml.text, section.texts))
        return Fragment(start + texts + self._gml.end_section(), section.id)
