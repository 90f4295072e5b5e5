"""One task of the plan."""

import pytest

from nyqst.errors import ModelFailed, Superseded, Throttled
from nyqst.identity.model import Caller
from nyqst.research.model.brief import TaskFindings
from nyqst.research.model.run import Run
from nyqst.research.model_json import load
from tests.fakes.platform import MemoryPlatform
from tests.run_log import Entry, entries, of_kind


@pytest.fixture
def run(platform: MemoryPlatform, caller: Caller) -> Run:
    """Planned, nothing researched."""
    run = platform.ask(caller)
    platform.plan_run(run.key)
    platform.script.asked.clear()
    return run


def findings(platform: MemoryPlatform, result: dict[str, str]) -> TaskFindings:
    return load(TaskFindings, platform.artifacts("ten_a").read(result["findings"]))


def updates(platform: MemoryPlatform, run: Run, task_id: str) -> list[Entry]:
    found = of_kind(platform.stores.events, run.key, "task_update")
    return [entry for entry in found if entry["key"] == task_id]


def test_a_task_brings_home_what_it_found(platform: MemoryPlatform, run: Run) -> None:
    found = findings(platform, dict(platform.research_task(run.key, "t01")))
    assert (found.task_id, found.question) == ("t01", "What is said of the fleet?")
    texts = [note.text for note in found.notes]
    assert texts == ["The fleet has 12 ferries.", "The fleet carries a debt of 40 million."]
    assert len(found.sources_read) == 1


def test_a_note_stands_where_it_says(platform: MemoryPlatform, run: Run) -> None:
    found = findings(platform, dict(platform.research_task(run.key, "t01")))
    for note in found.notes:
        text = platform.artifacts("ten_a").read(note.span.sha256).decode()
        assert text[note.span.start : note.span.end] == note.text


def test_a_task_is_done_once(platform: MemoryPlatform, run: Run) -> None:
    first = platform.research_task(run.key, "t01")
    asked = list(platform.script.asked)
    assert platform.research_task(run.key, "t01") == first
    assert platform.script.asked == asked


def test_a_watcher_sees_a_task_begin_search_and_end(platform: MemoryPlatform, run: Run) -> None:
    before = len(entries(platform.stores.events, run.key))
    platform.research_task(run.key, "t01")
    seen = entries(platform.stores.events, run.key)[before:]
    assert [entry.get("status") or entry.get("event") or entry["type"] for entry in seen] == [
        "loading",
        "update_subagent_current_action",
        "tool_call_started",
        "tool_call_completed",
        "success",
    ]
    assert seen[-1]["message"] == "2 notes from 1 source"
    assert seen[3]["metadata"] == {"input": "fleet", "found": 2}


def test_an_update_carries_nothing_but_its_own_task(platform: MemoryPlatform, run: Run) -> None:
    platform.research_task(run.key, "t02")
    for update in updates(platform, run, "t02"):
        (plan,) = update["plan_set"]["plans"].values()
        assert list(plan["plan_tasks"]) == ["t02"]


def test_a_model_that_fails_is_told_and_the_task_given_up(
    platform: MemoryPlatform, run: Run
) -> None:
    platform.script.fail("take_notes t01", ModelFailed("The answer made no sense"))
    with pytest.raises(ModelFailed):
        platform.research_task(run.key, "t01")
    (notice,) = of_kind(platform.stores.events, run.key, "error")
    assert (notice["code"], notice["recoverable"]) == ("tool_execution_failed", False)
    assert notice["context"] == {"task_id": "t01", "attempt": 1}
    assert updates(platform, run, "t01")[-1]["status"] == "error"
    assert platform.steps.failures(run.key) == {"task:t01": "model_failed"}


def test_a_model_that_is_busy_is_told_and_the_task_goes_on(
    platform: MemoryPlatform, run: Run
) -> None:
    platform.script.fail("take_notes t01", Throttled("Slow down"))
    with pytest.raises(Throttled):
        platform.research_task(run.key, "t01")
    (notice,) = of_kind(platform.stores.events, run.key, "error")
    assert (notice["code"], notice["recoverable"]) == ("rate_limit_exceeded", True)
    platform.research_task(run.key, "t01")
    assert updates(platform, run, "t01")[-1]["status"] == "success"


def test_a_task_counts_what_it_consumed(platform: MemoryPlatform, run: Run) -> None:
    assert platform.research_task(run.key, "t01")["usage"] == [300, 30, 7_500, 0]


def test_a_task_of_a_run_that_has_ended_is_not_begun(
    platform: MemoryPlatform, caller: Caller, run: Run
) -> None:
    platform.cancel_run(caller, run.id)
    with pytest.raises(Superseded):
        platform.research_task(run.key, "t01")
    assert platform.script.asked == []


def test_a_task_that_finds_nothing_says_so(platform: MemoryPlatform, caller: Caller) -> None:
    platform.script.questions = ("submarine",)
    run = platform.ask(caller)
    platform.plan_run(run.key)
    found = findings(platform, dict(platform.research_task(run.key, "t01")))
    assert (found.notes, found.sources_read) == ((), ())
    assert found.unanswered == ("What is said of the submarine?",)


def ferry_notes(platform: MemoryPlatform, run: Run) -> set[str]:
    """What the first task of a worked run noted."""
    results = platform.steps.results(run.key)
    return {note.text for note in findings(platform, dict(results["task:t01"])).notes}


def test_a_follow_up_remembers_what_was_found_before(
    platform: MemoryPlatform, caller: Caller
) -> None:
    before = platform.work(platform.ask(caller))
    platform.script.questions = ("crew",)
    run = platform.work(platform.ask(caller, "And the crew?", chat_id=before.chat_id))
    assert run.follows == before.id
    assert "The fleet has 12 ferries." in ferry_notes(platform, run)


def test_a_follow_up_remembers_nothing_of_what_it_may_not_read(
    platform: MemoryPlatform, caller: Caller
) -> None:
    before = platform.work(platform.ask(caller))
    platform.script.questions = ("crew",)
    crew = next(d for d in platform.stores.documents.all("ten_a") if d.name == "crew.txt")
    run = platform.ask(caller, "And the crew?", chat_id=before.chat_id, document_ids=(crew.id,))
    assert platform.work(run).status == "succeeded"
    assert ferry_notes(platform, run) == {"The crew numbers 240.", "No debt is owed to the crew."}


def test_the_first_run_of_a_chat_follows_none(platform: MemoryPlatform, run: Run) -> None:
    assert run.follows is None
    assert platform.stores.runs.get(run.key).follows is None


def test_a_run_that_failed_is_not_followed(platform: MemoryPlatform, caller: Caller) -> None:
    platform.script.fail("synthesize", ModelFailed("No answer"))
    failed = platform.work(platform.ask(caller))
    assert platform.ask(caller, "Again?", chat_id=failed.chat_id).follows is None


def test_the_questions_before_it_are_known_to_a_follow_up(
    platform: MemoryPlatform, caller: Caller
) -> None:
    first = platform.work(platform.ask(caller, "First?"))
    platform.clock.move(seconds=1)
    second = platform.work(platform.ask(caller, "Second?", chat_id=first.chat_id))
    third = platform.ask(caller, "Third?", chat_id=first.chat_id)
    assert (second.follows, third.follows) == (first.id, second.id)
    platform.plan_run(third.key)
    assert platform.script.earlier_questions == ("First?", "Second?")
