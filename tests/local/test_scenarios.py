"""Runs that are hindered on purpose."""

import pytest

from tests.local.place import QUESTION, Finished, Place

pytestmark = pytest.mark.local


@pytest.fixture(scope="module")
def partial(place: Place) -> Finished:
    return place.play("partial_build")


@pytest.fixture(scope="module")
def failed(place: Place) -> Finished:
    return place.play("llm_failure")


def test_a_run_that_loses_two_of_six_tasks_still_reports(partial: Finished) -> None:
    assert partial.run.status == "succeeded"
    assert partial.run.delivery is not None
    assert (partial.run.delivery.tasks, partial.run.delivery.tasks_failed) == (6, 2)
    assert partial.run.delivery.citations_verified == partial.run.delivery.citations > 0


def test_its_report_names_the_gap(place: Place, partial: Finished) -> None:
    lost = {
        event.data["title"]
        for event in partial.of_type("task_update")
        if event.data["status"] == "error"
    }
    assert len(lost) == 2
    report = place.report(partial.run)
    assert "2 of the questions could not be researched" in report
    for title in lost:
        assert f"{title}: the model gave no usable answer" in report


def test_it_loses_nothing_of_the_other_tasks(place: Place, partial: Finished) -> None:
    done = {
        event.data["key"]
        for event in partial.of_type("task_update")
        if event.data["status"] == "success" and event.data["key"] != "planning"
    }
    assert done == {"t01", "t03", "t04", "t06"}
    assert partial.run.delivery is not None
    tree = place.client.manifests.get(partial.run.delivery.manifest_sha256).tree
    assert {f"findings/{task}.json" for task in done} == {
        path for path in tree if path.startswith("findings/")
    }


def test_a_run_whose_model_fails_ends_in_one_error(failed: Finished) -> None:
    terminal = [event for event in failed.events if event.is_terminal]
    assert [event.type for event in terminal] == ["ERROR"]
    assert terminal == [failed.events[-1]]
    assert terminal[0].data["error_type"] == "model_failed"


def test_it_says_so_itself_and_delivers_nothing(place: Place, failed: Finished) -> None:
    assert (failed.run.status, failed.run.error_type) == ("failed", "model_failed")
    assert failed.run.delivery is None
    message = place.client.chats.message(failed.run.chat_id, failed.run.message_id)
    assert not message.is_answer
    assert message.error_type == "INVALID_RESPONSE"


def test_a_run_that_is_refused_for_a_while_makes_the_same_report(
    place: Place, answered: Finished
) -> None:
    limited = place.play("rate_limited").run
    assert (limited.status, limited.query) == ("succeeded", QUESTION)
    assert limited.delivery == answered.run.delivery
