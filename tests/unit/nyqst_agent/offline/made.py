"""A small world for tests of the offline runner: documents, their index and a run over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nyqst.documents.model import Extract
from nyqst.research.model.brief import DataBrief, TaskFindings
from nyqst.research.model.evidence import Claim, ClaimKind, Note, Passage, Source, Span
from nyqst.research.model.plan import Limits, Plan, PlanRequest, PlanSet, PlanTask
from nyqst.research.runner import Section, SectionKind
from nyqst_agent.index.build import build
from nyqst_agent.index.search import CorpusIndex
from nyqst_agent.offline.runner import OfflineRunner

LIMITS = Limits(tasks=8, rounds=2, queries_per_round=4, passages_per_query=8, notes_per_task=12)


def task(message: str, title: str = "A task", number: int = 1) -> PlanTask:
    return PlanTask(f"t{number:02}", "p1", title, message)


def plan_of(question: str, *tasks: PlanTask) -> PlanSet:
    return PlanSet(question, "A title", (Plan("p1", "A title", "A summary", tasks),))


def passage(text: str, *, sha256: str = "a", heading: str = "", title: str = "") -> Passage:
    return Passage(Span(sha256, 0, len(text)), text, heading, 1.0, title)


def source(sha256: str, **facts: object) -> Source:
    name = str(facts.pop("name", f"{sha256}.txt"))
    title = str(facts.pop("title", "Papers of Kestrel"))
    return Source(sha256, f"original {sha256}", name, title, "text/plain", 1000, **facts)  # type: ignore[arg-type]


def note(text: str, sha256: str, *, start: int = 0, heading: str = "") -> Note:
    return Note(text, Span(sha256, start, start + len(text)), 0.8, heading)


def findings(of: PlanTask, *notes: Note) -> TaskFindings:
    read = tuple(sorted({n.span.sha256 for n in notes}))
    return TaskFindings(of.id, of.title, of.message, notes, read, ())


def brief_of(question: str, notes: Sequence[Note], sources: Sequence[Source]) -> DataBrief:
    """What becomes of notes that one task took for the question itself."""
    only = task(question)
    return OfflineRunner().synthesize(
        plan_of(question, only), [findings(only, *notes)], (), sources
    )


def current(brief: DataBrief) -> str:
    """All that the brief gives as true today."""
    claims = [*brief.answer, *brief.risks, *brief.opportunities]
    claims += [claim for finding in brief.findings for claim in finding.claims]
    return " ".join(claim.text for claim in claims)


@dataclass(frozen=True)
class Researched:
    plan: PlanSet
    findings: tuple[TaskFindings, ...]
    brief: DataBrief
    report: dict[str, list[Claim]]
    """Claims by section id."""

    @property
    def facts(self) -> list[Claim]:
        return [
            claim
            for claims in self.report.values()
            for claim in claims
            if claim.kind is ClaimKind.FACT
        ]

    @property
    def text(self) -> str:
        return " ".join(claim.text for claims in self.report.values() for claim in claims)


def research(
    folder: Path, question: str, documents: Sequence[Extract], earlier: Sequence[str] = ()
) -> Researched:
    """A whole run, as the graph does it."""
    path = folder / "corpus.sqlite"
    path.write_bytes(build(documents))
    corpus, runner = CorpusIndex(path), OfflineRunner()
    plan = runner.plan(PlanRequest(question, LIMITS, corpus.outlines(), tuple(earlier)))
    noted = [_task(runner, corpus, each) for each in plan.tasks]
    found = runner.cross_check(noted, corpus)
    read = sorted({sha256 for each in found for sha256 in each.sources_read})
    brief = runner.synthesize(plan, found, (), [corpus.source(sha256) for sha256 in read])
    report = {
        section.id: [c for paragraph in runner.write(brief, section) for c in paragraph.claims]
        for section in _sections(brief)
    }
    return Researched(plan, found, brief, report)


def _task(runner: OfflineRunner, corpus: CorpusIndex, of: PlanTask) -> TaskFindings:
    notes: tuple[Note, ...] = ()
    missing: tuple[str, ...] = ()
    tried: list[str] = []
    seen: dict[Span, Passage] = {}
    for _ in range(LIMITS.rounds):
        queries = [q for q in runner.choose_queries(of, notes, missing) if q not in tried]
        fresh = {
            p.span: p
            for query in queries
            for p in corpus.search(query, LIMITS.passages_per_query)
            if p.span not in seen
        }
        tried += queries
        seen |= fresh
        merged = {n.span: n for n in (*notes, *runner.take_notes(of, tuple(fresh.values())))}
        ranked = sorted(merged.values(), key=lambda n: (-n.relevance, n.span))
        notes = tuple(ranked[: LIMITS.notes_per_task])
        reflection = runner.reflect(of, notes)
        missing = reflection.missing
        if reflection.done:
            break
    read = tuple(sorted({span.sha256 for span in seen}))
    return TaskFindings(of.id, of.title, of.message, notes, read, tuple(tried), missing)


def _sections(brief: DataBrief) -> list[Section]:
    made = [Section("summary", SectionKind.SUMMARY, "Summary")]
    made += [
        Section(f"finding-{n}", SectionKind.FINDING, finding.heading, n)
        for n, finding in enumerate(brief.findings)
    ]
    made += [
        Section(kind.value, kind, kind.value)
        for kind in SectionKind
        if kind not in (SectionKind.SUMMARY, SectionKind.FINDING)
    ]
    return made
