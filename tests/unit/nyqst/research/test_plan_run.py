"""The first step of a run."""

import pytest

from nyqst.errors import Conflict, ModelFailed, Superseded
from nyqst.identity.model import Caller
from nyqst.research.model.evidence import UnreadableFile
from nyqst.research.model.plan import PlanSet
from nyqst.research.model.run import Mode, Run, RunStatus
from nyqst.research.model_json import load
from tests.builders import a_document
from tests.fakes.platform import MemoryPlatform
from tests.run_log import kinds, of_kind


@pytest.fixture
def run(platform: MemoryPlatform, caller: Caller) -> Run:
    return platform.ask(caller, "How is the company?")


def test_a_plan_is_made_and_kept(platform: MemoryPlatform, run: Run) -> None:
    result = platform.plan_run(run.key)
    plan = load(PlanSet, platform.artifacts("ten_a").read(result["plan"]))
    assert plan.question == "How is the company?"
    assert result["tasks"] == [task.id for task in plan.tasks] == ["t01", "t02", "t03"]


def test_planning_starts_the_run(platform: MemoryPlatform, run: Run) -> None:
    platform.clock.move(seconds=5)
    platform.plan_run(run.key)
    started = platform.stores.runs.get(run.key)
    assert (started.status, started.started_at) == (RunStatus.RUNNING, platform.clock.now())


def test_planning_again_changes_nothing(platform: MemoryPlatform, run: Run) -> None:
    first = platform.plan_run(run.key)
    log = kinds(platform.stores.events, run.key)
    assert platform.plan_run(run.key) == first
    assert kinds(platform.stores.events, run.key) == log
    assert platform.script.asked == ["plan"]


def test_a_watcher_sees_the_whole_plan_once(platform: MemoryPlatform, run: Run) -> None:
    platform.plan_run(run.key)
    (update,) = of_kind(platform.stores.events, run.key, "task_update")
    (plan,) = update["plan_set"]["plans"].values()
    assert list(plan["plan_tasks"]) == ["t01", "t02", "t03"]
    assert {task["status"] for task in plan["plan_tasks"].values()} == {"loading"}


def test_a_watcher_sees_what_may_be_read(platform: MemoryPlatform, run: Run) -> None:
    platform.plan_run(run.key)
    (pending,) = of_kind(platform.stores.events, run.key, "pending_sources")
    assert {source["title"] for source in pending["pending_sources"]} == {"Fleet", "Crew"}


def test_a_new_chat_is_named_after_the_question(
    platform: MemoryPlatform, caller: Caller, run: Run
) -> None:
    platform.plan_run(run.key)
    assert platform.chats(caller).get(run.chat_id).title == "How is the company"
    (named,) = of_kind(platform.stores.events, run.key, "chat_title_generated")
    assert (named["chat_id"], named["title"]) == (run.chat_id, "How is the company")


def test_a_name_that_the_user_gave_stays(platform: MemoryPlatform, caller: Caller) -> None:
    chat = platform.chats(caller).create("Mine", None)
    run = platform.ask(caller, chat_id=chat.id)
    platform.plan_run(run.key)
    assert platform.chats(caller).get(chat.id).title == "Mine"
    assert of_kind(platform.stores.events, run.key, "chat_title_generated") == []


def test_a_chat_that_was_deleted_meanwhile_does_not_stop_the_run(
    platform: MemoryPlatform, caller: Caller, run: Run
) -> None:
    platform.chats(caller).delete(run.chat_id)
    assert platform.work(run).status is RunStatus.SUCCEEDED


def test_the_plan_keeps_to_the_limits_of_its_mode(platform: MemoryPlatform, caller: Caller) -> None:
    platform.script.questions = tuple(f"word{number}" for number in range(100))
    for mode in Mode:
        run = platform.ask(caller, mode=mode)
        assert len(platform.plan_run(run.key)["tasks"]) == run.limits.tasks


def test_a_run_reads_what_it_was_told_to(platform: MemoryPlatform, caller: Caller) -> None:
    crew = next(d for d in platform.stores.documents.all("ten_a") if d.name == "crew.txt")
    run = platform.ask(caller, document_ids=(crew.id,))
    platform.plan_run(run.key)
    (pending,) = of_kind(platform.stores.events, run.key, "pending_sources")
    assert [source["title"] for source in pending["pending_sources"]] == ["Crew"]


def test_a_document_that_is_not_ready_fails_the_run_and_says_so(
    platform: MemoryPlatform, caller: Caller
) -> None:
    document = platform.stores.documents.add(a_document("ten_a"))
    run = platform.ask(caller, document_ids=(document.id,))
    with pytest.raises(Conflict):
        platform.plan_run(run.key)
    assert platform.work(run).error_type == "document_not_ready"


def test_the_plan_names_what_cannot_be_read_once(platform: MemoryPlatform, caller: Caller) -> None:
    for content in (b"\xff", b"\xfe"):
        platform.add_bytes(caller, "scan.pdf", content)
    result = platform.plan_run(platform.ask(caller).key)
    plan = load(PlanSet, platform.artifacts("ten_a").read(result["plan"]))
    assert plan.unreadable == (UnreadableFile("scan.pdf", "Not text"),)


def test_a_run_may_be_told_to_read_what_failed(platform: MemoryPlatform, caller: Caller) -> None:
    failed = platform.add_bytes(caller, "scan.pdf", b"\xff")
    run = platform.work(platform.ask(caller, document_ids=(failed.id,)))
    assert run.status is RunStatus.SUCCEEDED


def test_a_model_that_does_not_plan_fails_the_run(platform: MemoryPlatform, run: Run) -> None:
    platform.script.fail_always("plan", ModelFailed("No answer"))
    ended = platform.work(run)
    assert (ended.status, ended.error_type) == (RunStatus.FAILED, "model_failed")
    assert ended.error_message == "The question could not be planned"


def test_a_run_that_was_cancelled_is_not_planned(
    platform: MemoryPlatform, caller: Caller, run: Run
) -> None:
    platform.cancel_run(caller, run.id)
    with pytest.raises(Superseded) as stop:
        platform.plan_run(run.key)
    assert stop.value.code == "run_ended"
    assert platform.script.asked == []
