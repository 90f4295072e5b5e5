"""What the tasks brought home becomes one brief."""

from typing import Any

import pytest

from nyqst.errors import ModelFailed, QuorumNotMet, Throttled
from nyqst.identity.model import Caller
from nyqst.research.model.brief import DataBrief
from nyqst.research.model.evidence import UnreadableFile
from nyqst.research.model.run import Run
from nyqst.research.model_json import load
from tests.fakes.platform import MemoryPlatform
from tests.run_log import of_kind


@pytest.fixture
def run(platform: MemoryPlatform, caller: Caller) -> Run:
    """Planned as four tasks."""
    platform.script.questions = ("fleet", "debt", "crew", "ferries")
    run = platform.ask(caller)
    platform.plan_run(run.key)
    return run


def research(platform: MemoryPlatform, run: Run, *tasks: str) -> None:
    for task in tasks:
        platform.research_task(run.key, task)


def lose(platform: MemoryPlatform, run: Run, task: str, error: Exception) -> None:
    platform.script.fail(f"take_notes {task}", error)
    with pytest.raises(type(error)):
        platform.research_task(run.key, task)


def brief_of(platform: MemoryPlatform, result: Any) -> DataBrief:
    return load(DataBrief, platform.artifacts("ten_a").read(result["brief"]))


def test_all_findings_go_into_one_brief(platform: MemoryPlatform, run: Run) -> None:
    research(platform, run, "t01", "t02", "t03", "t04")
    result = platform.synthesize_run(run.key)
    brief = brief_of(platform, result)
    assert [finding.task_id for finding in brief.findings] == ["t01", "t02", "t03", "t04"]
    assert {source.name for source in brief.all_sources} == {"fleet.txt", "crew.txt"}
    assert (brief.failures, result["failed"]) == ((), 0)


def test_the_order_in_which_tasks_finish_does_not_matter(
    platform: MemoryPlatform, caller: Caller, run: Run
) -> None:
    other = platform.ask(caller)
    platform.plan_run(other.key)
    research(platform, run, "t01", "t02", "t03", "t04")
    research(platform, other, "t04", "t02", "t03", "t01")
    assert platform.synthesize_run(run.key)["brief"] == platform.synthesize_run(other.key)["brief"]


def test_half_of_the_tasks_are_enough(platform: MemoryPlatform, run: Run) -> None:
    research(platform, run, "t01", "t03")
    brief = brief_of(platform, platform.synthesize_run(run.key))
    assert [finding.task_id for finding in brief.findings] == ["t01", "t03"]
    assert [failure.task_id for failure in brief.failures] == ["t02", "t04"]


def test_less_than_half_are_not(platform: MemoryPlatform, run: Run) -> None:
    research(platform, run, "t01")
    with pytest.raises(QuorumNotMet) as failure:
        platform.synthesize_run(run.key)
    assert failure.value.code == "quorum_not_met"
    assert "1 of 4" in failure.value.message
    assert "synthesize" not in platform.script.asked
    assert platform.steps.failures(run.key)["synthesize"] == "quorum_not_met"


def test_a_failure_is_named_with_its_question_and_reason(
    platform: MemoryPlatform, run: Run
) -> None:
    research(platform, run, "t01", "t03", "t04")
    lose(platform, run, "t02", ModelFailed("No answer"))
    (failure,) = brief_of(platform, platform.synthesize_run(run.key)).failures
    assert (failure.title, failure.question) == ("Debt", "What is said of the debt?")
    assert failure.reason == "the model gave no usable answer"


def test_a_worker_that_never_came_back_has_not_finished(platform: MemoryPlatform, run: Run) -> None:
    research(platform, run, "t01", "t02", "t03")
    (failure,) = brief_of(platform, platform.synthesize_run(run.key)).failures
    assert failure.reason == "its worker did not finish in time"


def test_a_provider_that_kept_refusing_is_the_reason(platform: MemoryPlatform, run: Run) -> None:
    research(platform, run, "t01", "t02", "t03")
    lose(platform, run, "t04", Throttled("Slow down"))
    (failure,) = brief_of(platform, platform.synthesize_run(run.key)).failures
    assert failure.reason == "the model's provider kept refusing calls"


def test_a_reason_without_words_for_people_is_in_the_logs(
    platform: MemoryPlatform, run: Run
) -> None:
    research(platform, run, "t01", "t02", "t03")
    lose(platform, run, "t04", ModelFailed("x", code="something_odd"))
    (failure,) = brief_of(platform, platform.synthesize_run(run.key)).failures
    assert failure.reason == "it failed for a reason that is in the logs"


def test_a_watcher_is_told_which_tasks_were_given_up(platform: MemoryPlatform, run: Run) -> None:
    research(platform, run, "t01", "t02", "t03")
    platform.synthesize_run(run.key)
    last = of_kind(platform.stores.events, run.key, "task_update")[-1]
    assert (last["key"], last["status"]) == ("t04", "error")
    assert last["message"].startswith("Given up: ")


def test_the_brief_names_what_could_not_be_read(platform: MemoryPlatform, caller: Caller) -> None:
    platform.add_bytes(caller, "scan.pdf", b"\xff")
    run = platform.ask(caller)
    planned = platform.plan_run(run.key)
    research(platform, run, *planned["tasks"])
    brief = brief_of(platform, platform.synthesize_run(run.key))
    assert brief.unreadable == (UnreadableFile("scan.pdf", "Not text"),)


def test_synthesis_is_done_once(platform: MemoryPlatform, run: Run) -> None:
    research(platform, run, "t01", "t02")
    first = platform.synthesize_run(run.key)
    research(platform, run, "t03")
    assert platform.synthesize_run(run.key) == first
    assert platform.script.asked.count("synthesize") == 1


def test_a_model_that_does_not_synthesize_fails_the_run(
    platform: MemoryPlatform, caller: Caller
) -> None:
    platform.script.fail("synthesize", ModelFailed("No answer"))
    ended = platform.work(platform.ask(caller))
    assert ended.error_type == "model_failed"
    assert ended.error_message == "What was found could not be brought together"
