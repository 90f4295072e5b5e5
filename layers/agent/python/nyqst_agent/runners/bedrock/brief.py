"""Asks for a brief out of note ids. Where none comes, the notes themselves are the findings."""

from collections.abc import Sequence
from dataclasses import dataclass

from nyqst.research.model.brief import (
    Conflict,
    DataBrief,
    Finding,
    Supersession,
    TaskFailure,
    TaskFindings,
)
from nyqst.research.model.evidence import Claim, Source
from nyqst.research.model.plan import PlanSet
from nyqst.research.primary_sources import with_primary_sources
from nyqst_agent.runners.bedrock.calls import ModelCalls
from nyqst_agent.runners.bedrock.exhibits import ids_of_sources, show_notes, show_sources
from nyqst_agent.runners.bedrock.gaps import gaps
from nyqst_agent.runners.bedrock.lines import one_line
from nyqst_agent.runners.bedrock.notebook import Notebook
from nyqst_agent.runners.bedrock.prompting import make_prompt
from nyqst_agent.runners.bedrock.schemas import BriefAnswer, FindingAnswer, Statement

_LONGEST_HEADING = 72
_MOST_QUOTED = 8
_SIDES = 2
"""A conflict has at least so many."""


def synthesize(
    calls: ModelCalls,
    plan: PlanSet,
    findings: Sequence[TaskFindings],
    failures: Sequence[TaskFailure],
    sources: Sequence[Source],
) -> DataBrief:
    notebook = Notebook.of(findings, sources)
    answer = _ask(calls, plan, notebook, sources) if notebook.notes else None
    composed = _Composed(notebook, plan, answer or _quoting(notebook, plan))
    if notebook.notes and not composed.states_anything:
        composed = _Composed(notebook, plan, _quoting(notebook, plan))
    brief = DataBrief(
        question=plan.question,
        title=plan.title,
        answer=composed.claims(composed.answer.answer),
        findings=composed.findings(),
        risks=composed.claims(composed.answer.risks),
        opportunities=composed.claims(composed.answer.opportunities),
        conflicts=composed.conflicts(),
        supersessions=composed.supersessions(),
        gaps=gaps(findings, composed.answer.gaps),
        all_sources=tuple(sorted(sources, key=lambda source: (source.name, source.sha256))),
        failures=tuple(failures),
    )
    return with_primary_sources(brief)


def _ask(
    calls: ModelCalls, plan: PlanSet, notebook: Notebook, sources: Sequence[Source]
) -> BriefAnswer | None:
    source_ids = ids_of_sources(notebook, sources)
    material = {
        "question": plan.question,
        "sources": show_sources({source.sha256: source for source in sources}, source_ids),
        "notes": show_notes(notebook, plan, source_ids),
    }
    return calls.answer(make_prompt("brief", material), BriefAnswer)


def _quoting(notebook: Notebook, plan: PlanSet) -> BriefAnswer:
    """What needs no model: each task's notes, word for word."""
    return BriefAnswer(
        answer=[],
        findings=[
            FindingAnswer(
                task=task.id,
                heading=task.title,
                statements=[
                    Statement(text=notebook.notes[label].text, notes=[label])
                    for label in notebook.tasks.get(task.id, ())[:_MOST_QUOTED]
                ],
            )
            for task in plan.tasks
        ],
    )


@dataclass(frozen=True, slots=True)
class _Composed:
    """An answer's parts as the brief's, as far as they rest on notes."""

    notebook: Notebook
    plan: PlanSet
    answer: BriefAnswer

    @property
    def states_anything(self) -> bool:
        return bool(self.claims(self.answer.answer) or self.findings())

    def claims(self, statements: Sequence[Statement]) -> tuple[Claim, ...]:
        return self.notebook.claims(statements)

    def findings(self) -> tuple[Finding, ...]:
        titles = {task.id: task.title for task in self.plan.tasks}
        return tuple(
            Finding(
                one_line(found.heading, _LONGEST_HEADING) or titles.get(found.task, "Findings"),
                claims,
                found.task if found.task in titles else None,
            )
            for found in self.answer.findings
            if (claims := self.claims(found.statements))
        )

    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(
            Conflict(one_line(conflict.topic, _LONGEST_HEADING), claims)
            for conflict in self.answer.conflicts
            if len(claims := self.claims(conflict.statements)) >= _SIDES
        )

    def supersessions(self) -> tuple[Supersession, ...]:
        return tuple(
            Supersession(one_line(replaced.topic, _LONGEST_HEADING), claims[0], claims[1])
            for replaced in self.answer.supersessions
            if len(claims := self.claims([replaced.current, replaced.former])) == _SIDES
        )
