"""Makes one brief out of what all tasks found."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from nyqst.research.model.brief import DataBrief, Finding, TaskFailure, TaskFindings
from nyqst.research.model.evidence import Claim, Source
from nyqst.research.model.plan import PlanSet, PlanTask
from nyqst.research.primary_sources import with_primary_sources
from nyqst_agent.offline.answer import choose_answer
from nyqst_agent.offline.asked import asked_in
from nyqst_agent.offline.aspects import Field
from nyqst_agent.offline.breadth import evaluates, field_of
from nyqst_agent.offline.coverage import speaks_of
from nyqst_agent.offline.facts import Fact, gather
from nyqst_agent.offline.gaps import foreign, gaps, is_left_open
from nyqst_agent.offline.outlook import opportunity, risk
from nyqst_agent.offline.overlaps import without_overlaps
from nyqst_agent.offline.rows import row_told
from nyqst_agent.offline.sameness import merged
from nyqst_agent.offline.settle import settle
from nyqst_agent.offline.subject import subjects_of, unscaffolded
from nyqst_agent.offline.terms import name_terms, terms_of
from nyqst_agent.offline.weights import own_terms

_LEFT = 2
"""A section gives statements away to another one only as long as it keeps so many."""
_MOST_OUTLOOKS = 7
_NEAR_MISSES = 5
"""Of what comes near a question that is left open."""
_ASIDE = 0.3
_FEWEST_FACTS, _MOST_FACTS, _MOST_OF_ALL = 16, 36, 84
_WEIGHED = frozenset({Field.DEAL, Field.PROJECT})


def synthesize(
    plan: PlanSet,
    findings: Sequence[TaskFindings],
    failures: Sequence[TaskFailure],
    sources: Sequence[Source],
) -> DataBrief:
    facts = gather(findings, {source.sha256: source for source in sources})
    settled = settle(merged(facts if _is_heard_of(plan.question, facts) else []))
    facts_of = _by_task(plan.tasks, without_overlaps(settled.current))
    for task in plan.tasks:
        if is_left_open(task, (*settled.current, *settled.disputed)):
            del facts_of[task.id][_NEAR_MISSES:]
    _tell_rows(plan, facts_of)
    answer = choose_answer(plan.question, plan.tasks, facts_of)
    _take(facts_of, answer)
    weighs = evaluates(plan.question) or field_of(plan.question, ()) in _WEIGHED
    risks = _outlook(facts_of, risk) if weighs else ()
    opportunities = _outlook(facts_of, opportunity) if weighs else ()
    failed = {failure.task_id for failure in failures}
    tasks = [task for task in plan.tasks if task.id not in failed]
    known = (*settled.current, *settled.disputed)
    found_gaps = gaps(tasks, facts_of, known, settled.outdated, len(sources))
    brief = DataBrief(
        question=plan.question,
        title=plan.title,
        answer=_claims(answer),
        findings=tuple(
            Finding(task.title, _claims(facts_of[task.id]), task.id)
            for task in plan.tasks
            if facts_of[task.id]
        ),
        risks=_claims(risks),
        opportunities=_claims(opportunities),
        conflicts=settled.conflicts,
        supersessions=settled.supersessions,
        gaps=(*found_gaps, *foreign(sources)),
        all_sources=tuple(sorted(sources, key=lambda source: (source.name, source.sha256))),
        failures=tuple(failures),
    )
    return with_primary_sources(brief)


def _is_heard_of(question: str, facts: Sequence[Fact]) -> bool:
    """Whether anything found speaks of what the question names, if it names something."""
    terms = name_terms(subjects_of(question))
    told = [f"{f.text} . {f.note.heading} . {f.source.title} . {f.source.name}" for f in facts]
    return not terms or any(speaks_of(term, text) for term in terms for text in told)


def _by_task(tasks: Sequence[PlanTask], facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Each fact with the task it serves best; a question that has its answer needs no asides."""
    facts_of = {
        task.id: [fact for fact in facts if fact.tasks[0] == task.id][: _most(len(tasks))]
        for task in tasks
    }
    for task in tasks:
        best = max((fact.relevance for fact in facts_of[task.id]), default=0.0)
        facts_of[task.id] = [f for f in facts_of[task.id] if f.relevance >= best * _ASIDE]
    return facts_of


def _tell_rows(plan: PlanSet, facts_of: dict[str, list[Fact]]) -> None:
    """Of a row only the columns that its section or the whole question asks for."""
    whole = terms_of(unscaffolded(plan.question))
    for task in plan.tasks:
        needs = asked_in(task.message).needs
        terms = [*(t for need in needs for t in own_terms(need)), *whole]
        facts_of[task.id] = [
            replace(fact, text=told) if (told := row_told(fact, terms)) else fact
            for fact in facts_of[task.id]
        ]


def _most(tasks: int) -> int:
    """A report has a length that can be read: the fewer its sections, the longer each."""
    return max(_FEWEST_FACTS, min(_MOST_FACTS, _MOST_OF_ALL // tasks))


def _take(facts_of: dict[str, list[Fact]], taken: Sequence[Fact]) -> None:
    for facts in facts_of.values():
        facts[:] = [fact for fact in facts if fact not in taken]


def _outlook(facts_of: dict[str, list[Fact]], measure: Callable[[str], int]) -> tuple[Fact, ...]:
    """The most telling ones, out of sections that can spare them."""
    ranked = sorted(
        (fact for facts in facts_of.values() for fact in facts if measure(fact.text)),
        key=lambda fact: (-measure(fact.text), -fact.relevance, fact.note.span),
    )
    chosen: list[Fact] = []
    for fact in ranked:
        home = facts_of[fact.tasks[0]]
        if len(chosen) < _MOST_OUTLOOKS and len(home) > _LEFT:
            home.remove(fact)
            chosen.append(fact)
    return tuple(chosen)


def _claims(facts: Sequence[Fact]) -> tuple[Claim, ...]:
    return tuple(fact.claim for fact in facts)
