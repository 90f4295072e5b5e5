"""What a run may become."""

import pytest

from nyqst.research.model.run import LIMITS, TRANSITIONS, Mode, RunStatus, sources_of
from tests.builders import a_run

ENDED = {RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.CANCELLED}


@pytest.mark.parametrize("status", RunStatus)
def test_a_run_has_ended_when_nothing_can_become_of_it(status: RunStatus) -> None:
    assert a_run("ten_a", status=status).ended is (status in ENDED)
    assert (not TRANSITIONS[status]) is (status in ENDED)


@pytest.mark.parametrize("status", RunStatus)
def test_sources_are_transitions_read_backwards(status: RunStatus) -> None:
    assert all(status in TRANSITIONS[source] for source in sources_of(status))
    others = set(RunStatus) - set(sources_of(status))
    assert not any(status in TRANSITIONS[other] for other in others)


def test_every_living_run_may_fail_and_be_cancelled() -> None:
    for status in set(RunStatus) - ENDED:
        assert {RunStatus.FAILED, RunStatus.CANCELLED} <= TRANSITIONS[status]


def test_only_a_running_run_succeeds() -> None:
    assert sources_of(RunStatus.SUCCEEDED) == (RunStatus.RUNNING,)


def test_a_super_report_may_go_further_in_everything() -> None:
    normal, more = LIMITS[Mode.NORMAL], LIMITS[Mode.SUPER_REPORT]
    for limit in ("tasks", "rounds", "queries_per_round", "passages_per_query", "notes_per_task"):
        assert getattr(more, limit) > getattr(normal, limit)
