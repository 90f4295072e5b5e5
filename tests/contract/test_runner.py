"""What every runner keeps to, whatever mind it has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import pytest

from nyqst.metering.model.model_class import Price
from nyqst.research.model.brief import DataBrief, TaskFailure, TaskFindings
from nyqst.research.model.evidence import Claim, ClaimKind, Note, Span
from nyqst.research.model.plan import PlanSet, PlanTask
from nyqst.research.outline import outline
from nyqst.research.runner import Runner
from nyqst_agent.runners import make_runner
from nyqst_agent.runners.bedrock.runner import BedrockRunner
from tests import bedrock_rules, harbour
from tests.fakes.chat_model import Call, FakeChatModel, Reply
from tests.fakes.models import no_model
from tests.fakes.scripted_runner import ScriptedRunner


def _by_rule(call: Call) -> Reply:
    return bedrock_rules.answer(call.text, call.tool)


_RUNNERS: Mapping[str, Callable[[], Runner]] = {
    "offline": lambda: make_runner("offline", no_model),
    "happy_path": lambda: make_runner("scenario:happy_path", no_model),
    "bedrock": lambda: BedrockRunner(FakeChatModel(rule=_by_rule), Price(0, 0)),
    "scripted": ScriptedRunner,
}


@pytest.fixture(params=_RUNNERS)
def runner(request: pytest.FixtureRequest) -> Runner:
    return _RUNNERS[request.param]()


def test_a_plan_has_as_many_tasks_as_it_may_have_and_one_at_least(runner: Runner) -> None:
    for most in (1, 2, 8):
        limits = replace(harbour.LIMITS, tasks=most)
        tasks = runner.plan(harbour.request(limits=limits)).tasks
        assert 1 <= len(tasks) <= most


def test_tasks_are_numbered_and_each_names_its_plan(runner: Runner) -> None:
    planned = runner.plan(harbour.request())
    assert [task.id for task in planned.tasks] == [
        f"t{number:02}" for number in range(1, len(planned.tasks) + 1)
    ]
    assert all(task.plan_id == plan.id for plan in planned.plans for task in plan.tasks)


def test_a_plan_keeps_the_question_and_names_everything(runner: Runner) -> None:
    planned = runner.plan(harbour.request())
    assert planned.question == harbour.QUESTION
    assert planned.title
    assert all(task.title and task.message for task in planned.tasks)


def test_something_is_searched_for_first(runner: Runner) -> None:
    assert all(runner.choose_queries(task, (), ()) for task in runner.plan(harbour.request()).tasks)


def test_notes_are_what_stands_at_their_span_within_a_given_passage(runner: Runner) -> None:
    given = harbour.passages()
    for task in runner.plan(harbour.request()).tasks:
        for note in runner.take_notes(task, given):
            assert note.text == harbour.read_text(note.span.sha256)[note.span.start : note.span.end]
            assert any(_within(note.span, passage.span) for passage in given)
            assert 0 <= note.relevance <= 1


def test_nothing_is_noted_of_nothing(runner: Runner) -> None:
    assert runner.take_notes(runner.plan(harbour.request()).tasks[0], ()) == ()


def test_a_task_without_notes_lacks_something(runner: Runner) -> None:
    task = runner.plan(harbour.request()).tasks[0]
    assert runner.reflect(task, ()).missing


def test_a_brief_cites_notes_only(runner: Runner) -> None:
    planned, findings = _research(runner)
    brief = runner.synthesize(planned, findings, (), harbour.sources())
    noted = [note.span for found in findings for note in found.notes]
    assert _spans(_claims(brief))
    assert all(any(_within(span, note) for note in noted) for span in _spans(_claims(brief)))


def test_a_brief_names_what_was_read_and_what_it_cites(runner: Runner) -> None:
    planned, findings = _research(runner)
    brief = runner.synthesize(planned, findings, (), harbour.sources())
    cited = {span.sha256 for span in _spans(_claims(brief))}
    assert {source.sha256 for source in brief.all_sources} == set(
        map(harbour.text_hash, harbour.TEXTS)
    )
    assert {source.sha256 for source in brief.primary_sources} == cited


def test_a_brief_keeps_the_failures_it_is_told_of(runner: Runner) -> None:
    planned, findings = _research(runner)
    lost = TaskFailure("t09", "Prices", "What does it charge?", "the model gave no usable answer")
    assert runner.synthesize(planned, findings, (lost,), harbour.sources()).failures == (lost,)


def test_a_brief_of_no_notes_asserts_nothing_and_has_gaps(runner: Runner) -> None:
    planned = runner.plan(harbour.request())
    findings = [_findings(task, ()) for task in planned.tasks]
    brief = runner.synthesize(planned, findings, (), harbour.sources())
    assert _claims(brief) == []
    assert brief.gaps


def test_prose_cites_what_the_brief_cites_and_nothing_else(runner: Runner) -> None:
    planned, findings = _research(runner)
    brief = runner.synthesize(planned, findings, (), harbour.sources())
    written = [
        claim
        for section in outline(brief)
        for p in runner.write(brief, section)
        for claim in p.claims
    ]
    assert _spans(written)
    assert _spans(written) <= _spans(_claims(brief))


def test_prose_asserts_no_fact_without_a_citation(runner: Runner) -> None:
    planned, findings = _research(runner)
    brief = runner.synthesize(planned, findings, (), harbour.sources())
    for section in outline(brief):
        for claim in chain.from_iterable(p.claims for p in runner.write(brief, section)):
            assert claim.citations or claim.kind is not ClaimKind.FACT


def test_usage_never_shrinks(runner: Runner) -> None:
    before = runner.usage
    runner.plan(harbour.request())
    assert runner.usage.input_tokens >= before.input_tokens
    assert runner.usage.cost_micros >= before.cost_micros


def _research(runner: Runner) -> tuple[PlanSet, list[TaskFindings]]:
    planned = runner.plan(harbour.request())
    given = harbour.passages()
    return planned, [_findings(task, runner.take_notes(task, given)) for task in planned.tasks]


def _findings(task: PlanTask, notes: Sequence[Note]) -> TaskFindings:
    read = tuple(sorted(map(harbour.text_hash, harbour.TEXTS)))
    missing = () if notes else (task.message,)
    return TaskFindings(task.id, task.title, task.message, tuple(notes), read, (), missing)


def _claims(brief: DataBrief) -> list[Claim]:
    return [
        *brief.answer,
        *brief.risks,
        *brief.opportunities,
        *(claim for finding in brief.findings for claim in finding.claims),
        *(claim for conflict in brief.conflicts for claim in conflict.claims),
        *(claim for pair in brief.supersessions for claim in (pair.current, pair.former)),
    ]


def _spans(claims: Sequence[Claim]) -> set[Span]:
    return {span for claim in claims for span in claim.citations}


def _within(inner: Span, outer: Span) -> bool:
    return inner.sha256 == outer.sha256 and outer.start <= inner.start and inner.end <= outer.end
