from dataclasses import replace
from typing import Any

import pytest

from nyqst.errors import ModelFailed
from nyqst.research.model.brief import DataBrief, TaskFailure
from nyqst.research.model.evidence import Claim, Standing
from nyqst_agent.runners.bedrock.brief import synthesize
from tests import harbour
from tests.unit.nyqst_agent.runners.bedrock.asking import (
    BEFORE_AUDIT,
    EARNED,
    OTHER,
    PLAN,
    TASK,
    VARGA,
    calls,
    findings,
    said,
)

_FOUND = (findings(TASK, [EARNED, BEFORE_AUDIT]), findings(OTHER, [VARGA]))
# The best note of each task first: n1 is what it earned, n2 is Varga, n3 is before audit.
_EARNED, _VARGA, _AUDIT = "It earned 4.2 million euros.", "Ines Varga runs it.", "It was 3.9 once."


def _says(text: str, *notes: str) -> dict[str, Any]:
    return {"text": text, "notes": list(notes)}


def _answer(**parts: Any) -> dict[str, Any]:
    finding = {"task": "t01", "heading": "Earnings", "statements": [_says(_EARNED, "n1")]}
    return {"answer": [_says(_EARNED, "n1")], "findings": [finding], **parts}


def _brief(answer: dict[str, Any]) -> DataBrief:
    return synthesize(calls(answer)[0], PLAN, _FOUND, (), harbour.sources())


def test_note_ids_become_spans() -> None:
    brief = _brief(_answer())
    assert brief.answer == (Claim(_EARNED, (EARNED.span,)),)
    assert brief.findings[0].claims == brief.answer
    assert (brief.findings[0].heading, brief.findings[0].task_id) == ("Earnings", "t01")


def test_a_statement_may_rest_on_several_notes() -> None:
    brief = _brief(_answer(answer=[_says(_EARNED, "n1", "n3", "n1")]))
    assert brief.answer[0].citations == (EARNED.span, BEFORE_AUDIT.span)


def test_ids_within_the_text_count_and_go_out_of_it() -> None:
    brief = _brief(_answer(answer=[_says("Ines Varga runs it [n2].")]))
    assert brief.answer == (Claim(_VARGA, (VARGA.span,)),)


def test_unknown_ids_are_dropped() -> None:
    brief = _brief(_answer(answer=[_says(_EARNED, "n1", "n77", "s1", "t01")]))
    assert brief.answer[0].citations == (EARNED.span,)


def test_a_statement_of_unknown_ids_only_is_dropped() -> None:
    assert _brief(_answer(answer=[_says("It is safe.", "n77")])).answer == ()


def test_a_statement_that_stands_twice_in_one_place_stands_once() -> None:
    assert len(_brief(_answer(answer=[_says(_EARNED, "n1")] * 2)).answer) == 1


def test_a_finding_without_statements_is_dropped() -> None:
    empty = {"task": "t02", "heading": "Management", "statements": [_says("So it is.", "n9")]}
    brief = _brief(_answer(findings=[empty]))
    assert brief.findings == ()


def test_a_finding_for_an_unknown_task_belongs_to_none() -> None:
    stray = {"task": "t88", "heading": "Management", "statements": [_says(_VARGA, "n2")]}
    assert _brief(_answer(findings=[stray])).findings[0].task_id is None


def test_risks_and_opportunities_are_kept() -> None:
    brief = _brief(_answer(risks=[_says(_AUDIT, "n3")], opportunities=[_says(_EARNED, "n1")]))
    assert brief.risks == (Claim(_AUDIT, (BEFORE_AUDIT.span,)),)
    assert brief.opportunities == (Claim(_EARNED, (EARNED.span,)),)


def test_a_conflict_has_two_sides() -> None:
    both = {"topic": "earnings", "statements": [_says(_EARNED, "n1"), _says(_AUDIT, "n3")]}
    one = {"topic": "Varga", "statements": [_says(_VARGA, "n2"), _says("No.", "n9")]}
    (conflict,) = _brief(_answer(conflicts=[both, one])).conflicts
    assert conflict.topic == "earnings"
    assert len(conflict.claims) == 2


def test_a_supersession_has_both_statements() -> None:
    whole = {"topic": "earnings", "current": _says(_EARNED, "n1"), "former": _says(_AUDIT, "n3")}
    half = {"topic": "Varga", "current": _says(_VARGA, "n2"), "former": _says("No.", "n9")}
    (pair,) = _brief(_answer(supersessions=[whole, half])).supersessions
    assert (pair.current.text, pair.former.text) == (_EARNED, _AUDIT)


def test_primary_sources_are_those_that_are_cited_the_most_cited_first() -> None:
    brief = _brief(_answer(risks=[_says(_AUDIT, "n3")]))
    assert [source.name for source in brief.primary_sources] == ["annual-report.md", "minutes.md"]
    assert [source.name for source in brief.all_sources] == sorted(harbour.TEXTS)


def test_the_model_sees_notes_by_task_and_how_current_their_sources_are() -> None:
    report, minutes, lease = harbour.sources()
    old = replace(minutes, standing=Standing.OUTDATED, replaced_by=report.sha256)
    asked, model = calls(_answer())
    synthesize(asked, PLAN, _FOUND, (), (report, old, lease))
    text = model.history[0].text
    assert f"Task t01: {TASK.message}\n- [n1] (s1) {EARNED.text}" in text
    assert f"Task t02: {OTHER.message}\n- [n2] (s1) {VARGA.text}" in text
    assert "s2 Minutes (minutes.md), outdated, dated 2025-02-01, replaced by s1" in text
    assert "Lease" not in text


def test_what_stands_in_sources_that_were_not_read_is_no_note() -> None:
    asked, model = calls(_answer())
    synthesize(asked, PLAN, _FOUND, (), harbour.sources()[:1])
    assert BEFORE_AUDIT.text not in model.history[0].text


@pytest.mark.parametrize(
    "answer", ["I would rather not.", {"answer": "yes"}, {"answer": [], "findings": []}]
)
def test_where_no_brief_comes_the_notes_speak_for_themselves(answer: Any) -> None:
    asked, _ = calls(answer, answer)
    brief = synthesize(asked, PLAN, _FOUND, (), harbour.sources())
    assert brief.answer == ()
    assert [finding.heading for finding in brief.findings] == ["Earnings", "Management"]
    assert [claim.text for claim in brief.findings[0].claims] == [EARNED.text, BEFORE_AUDIT.text]
    assert brief.findings[1].claims == (Claim(VARGA.text, (VARGA.span,)),)


def test_a_model_that_refuses_makes_no_brief() -> None:
    asked, _ = calls(said("", stop="content_filtered"))
    with pytest.raises(ModelFailed):
        synthesize(asked, PLAN, _FOUND, (), harbour.sources())


def test_without_notes_nobody_is_asked_and_every_question_is_open() -> None:
    asked, model = calls()
    brief = synthesize(asked, PLAN, [findings(TASK, []), findings(OTHER, [])], (), ())
    assert model.history == []
    assert (brief.answer, brief.findings) == ((), ())
    assert [gap.question for gap in brief.gaps] == [TASK.message, OTHER.message]


def test_failures_are_kept() -> None:
    lost = TaskFailure("t02", "Management", OTHER.message, "its worker did not finish in time")
    asked, _ = calls(_answer())
    brief = synthesize(asked, PLAN, _FOUND[:1], (lost,), harbour.sources())
    assert brief.failures == (lost,)


def test_notes_beyond_the_budget_are_left_out_the_least_relevant_of_each_task_first() -> None:
    long = [
        replace(
            EARNED,
            text=f"{number} " + "x" * 20_000,
            relevance=1 - number / 10,
            span=replace(EARNED.span, end=EARNED.span.end + number),
        )
        for number in range(6)
    ]
    asked, model = calls(_answer())
    synthesize(asked, PLAN, [findings(TASK, long), findings(OTHER, [VARGA])], (), harbour.sources())
    text = model.history[0].text
    assert VARGA.text in text
    assert "0 xxx" in text
    assert "5 xxx" not in text
    assert len(text) < 80_000
