"""A run as Step Functions shows it.

The emulator writes no MapIterationStarted entries; the tasks of the iterations are in its history,
and those that are scheduled before others have ended ran beside them.
"""

import pytest

from tests.local.executions import Execution, most_at_once, states_entered
from tests.local.place import Finished, Place

pytestmark = pytest.mark.local


def test_a_run_is_an_execution_with_its_id_as_name(place: Place, answered: Finished) -> None:
    execution = Execution(place, answered.run.id)
    assert execution.status() == "SUCCEEDED"
    assert states_entered(execution.history()) == [
        "PlanRun",
        "HowManyTasks",
        "ResearchTasks",
        "SynthesizeRun",
        "WriteDeliverable",
        "CloseRun",
    ]


def test_its_tasks_run_side_by_side_in_a_map(place: Place, answered: Finished) -> None:
    assert answered.run.delivery is not None
    history = Execution(place, answered.run.id).history()
    assert most_at_once(history) == answered.run.delivery.tasks


def test_more_than_forty_tasks_go_through_a_distributed_map(place: Place) -> None:
    large = place.play("large_plan").run
    assert large.status == "succeeded"
    assert large.delivery is not None
    assert (large.delivery.tasks, large.delivery.tasks_failed) == (45, 0)
    execution = Execution(place, large.id)
    assert "ResearchManyTasks" in states_entered(execution.history())
    assert execution.children_at_once() > 1
