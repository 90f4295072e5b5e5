"""A runner that answers from its script: quotations in order, nothing else."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nyqst.research.model.brief import DataBrief, Finding, Gap, TaskFailure, TaskFindings
from nyqst.research.model.evidence import Claim, ClaimKind, Note, Passage, Source
from nyqst.research.model.plan import Plan, PlanRequest, PlanSet, PlanTask
from nyqst.research.model.usage import Usage
from nyqst.research.runner import Paragraph, Reflection, Section, SectionKind
from nyqst.research.search import Search
from tests.fakes.script import Script


@dataclass
class ScriptedRunner:
    """`nyqst.research.runner.Runner`."""

    script: Script = field(default_factory=Script)
    usage: Usage = field(default_factory=Usage, init=False)

    def plan(self, request: PlanRequest) -> PlanSet:
        self._ask("plan")
        self.script.earlier_questions = request.earlier_questions
        tasks = [
            PlanTask(f"t{number:02}", "p1", word.title(), f"What is said of the {word}?")
            for number, word in enumerate(self.script.questions[: request.limits.tasks], 1)
        ]
        plan = Plan("p1", "Reading", "Reads what there is", tuple(tasks))
        return PlanSet(request.question, request.question.rstrip("?"), (plan,))

    def choose_queries(
        self, task: PlanTask, notes: Sequence[Note], missing: Sequence[str]
    ) -> tuple[str, ...]:
        self._ask(f"choose_queries {task.id}")
        return (task.title.lower(),)

    def take_notes(self, task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
        self._ask(f"take_notes {task.id}")
        return tuple(Note(passage.text, passage.span, 1.0) for passage in passages)

    def reflect(self, task: PlanTask, notes: Sequence[Note]) -> Reflection:
        self._ask(f"reflect {task.id}")
        return Reflection(done=True, missing=() if notes else (task.message,))

    def cross_check(
        self, findings: Sequence[TaskFindings], search: Search
    ) -> tuple[TaskFindings, ...]:
        self._ask("cross_check")
        return tuple(findings)

    def synthesize(
        self,
        plan: PlanSet,
        findings: Sequence[TaskFindings],
        failures: Sequence[TaskFailure],
        sources: Sequence[Source],
    ) -> DataBrief:
        self._ask("synthesize")
        found = [
            Finding(each.title, tuple(_quotation(note) for note in each.notes), each.task_id)
            for each in findings
            if each.notes
        ]
        cited = Counter(span.sha256 for each in found for c in each.claims for span in c.citations)
        return DataBrief(
            question=plan.question,
            title=plan.title,
            answer=tuple(each.claims[0] for each in found),
            findings=tuple(found),
            gaps=tuple(Gap(m, "Nothing is said") for each in findings for m in each.unanswered),
            primary_sources=tuple(source for source in sources if cited[source.sha256]),
            all_sources=tuple(sources),
            failures=tuple(failures),
        )

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        self._ask(f"write {section.id}")
        if section.kind is SectionKind.SUMMARY and brief.answer:
            yield Paragraph(brief.answer)
        elif section.finding is not None:
            yield from (Paragraph((claim,)) for claim in brief.findings[section.finding].claims)
        elif section.kind is SectionKind.GAPS:
            for gap in brief.gaps:
                absent = Claim(f"Nobody says: {gap.question}", kind=ClaimKind.ABSENCE)
                yield Paragraph((absent,), bullet=True)

    def _ask(self, call: str) -> None:
        self.usage += self.script.cost
        self.script.ask(call)


def _quotation(note: Note) -> Claim:
    return Claim(note.text, (note.span,))
