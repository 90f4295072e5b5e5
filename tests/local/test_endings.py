"""Cancelling, trying again, asking on, and what becomes of a run whose workflow died."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from infra.local import deployment
from nyqst_client import ApiError, Event, Run
from tests.local.executions import Execution
from tests.local.place import QUESTION, Finished, Place
from tests.local.wire import live_blocks, path_of

pytestmark = pytest.mark.local


@pytest.fixture(scope="module")
def cancelled(place: Place) -> Finished:
    """When its plan was there."""
    run = place.client.runs.start(QUESTION)
    seen: list[Event] = []
    for event in place.client.runs.follow(run.id):
        seen.append(event)
        if event.type == "task_update" and event.data["key"] == "planning":
            place.client.runs.cancel(run.id)
    return Finished(place.client.runs.get(run.id), seen)


def test_a_run_is_cancelled(place: Place, cancelled: Finished) -> None:
    assert cancelled.run.status == "cancelled"
    assert cancelled.events[-1].type == "ERROR"
    assert cancelled.events[-1].data["error_type"] == "cancelled"
    assert Execution(place, cancelled.run.id).status() == "ABORTED"


def test_workers_that_are_still_at_it_write_nothing_more(place: Place, cancelled: Finished) -> None:
    time.sleep(2)
    page = place.client.runs.events(cancelled.run.id, limit=1_000)
    assert page.ended
    assert len(page.events) == len(cancelled.events)


def test_cancelling_twice_changes_nothing(place: Place, cancelled: Finished) -> None:
    assert place.client.runs.cancel(cancelled.run.id) == cancelled.run


def test_a_finished_run_stays_finished(place: Place, answered: Finished) -> None:
    again = place.client.runs.cancel(answered.run.id)
    assert (again.status, again.ended_at) == ("succeeded", answered.run.ended_at)
    assert place.client.runs.get(answered.run.id) == answered.run


def test_a_cancelled_run_is_tried_again_on_its_plan(
    place: Place, cancelled: Finished, answered: Finished
) -> None:
    retried = place.finish(place.client.runs.retry(cancelled.run.id)).run
    assert (retried.status, retried.attempt) == ("succeeded", 2)
    assert (retried.retry_of, retried.chat_id) == (cancelled.run.id, cancelled.run.chat_id)
    assert retried.delivery == answered.run.delivery


def test_a_run_that_succeeded_is_not_tried_again(place: Place, answered: Finished) -> None:
    with pytest.raises(ApiError) as refused:
        place.client.runs.retry(answered.run.id)
    assert (refused.value.status, refused.value.code) == (409, "run_not_failed")


def test_the_next_question_of_a_chat_builds_on_the_last(place: Place, answered: Finished) -> None:
    asked = place.client.runs.start("Who is its harbour master?", chat_id=answered.run.chat_id)
    assert asked.follows == answered.run.id
    followed = place.finish(asked).run
    assert followed.status == "succeeded"
    assert "Jonas Vik" in place.report(followed)


def test_a_run_whose_execution_was_killed_is_ended_by_the_reaper(place: Place) -> None:
    run = place.client.runs.start(QUESTION)
    Execution(place, run.id).stop()
    coming = live_blocks(place, path_of(run.id), 0)
    assert b": heartbeat" in coming
    assert not place.client.runs.get(run.id).ended
    _pass_deadline(place, run)
    _reap(place)
    *_, last = coming
    assert b'"type":"ERROR"' in last
    dead = place.client.runs.get(run.id)
    assert (dead.status, dead.error_type) == ("failed", "deadline_passed")


def _pass_deadline(place: Place, run: Run) -> None:
    """As half an hour of waiting would."""
    now = {"S": datetime.now(UTC).isoformat()}
    place.aws("dynamodb").update_item(
        TableName=deployment.outputs()["AppTable"],
        Key={"pk": {"S": f"{place.tenant_id}#RUN"}, "sk": {"S": run.id}},
        UpdateExpression="SET deadline = :now, due_sk = :now",
        ExpressionAttributeValues={":now": now},
    )


def _reap(place: Place) -> None:
    """Now, and not when the next minute is full."""
    client = place.aws("lambda")
    pages: Any = client.get_paginator("list_functions").paginate()
    names = [one["FunctionName"] for page in pages for one in page["Functions"]]
    (reaper,) = [name for name in names if "ReapRuns" in name]
    answer = client.invoke(FunctionName=reaper)
    assert "FunctionError" not in answer
