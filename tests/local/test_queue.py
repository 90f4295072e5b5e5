"""Runs while all places of the stage are taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from infra.local import deployment, stack
from infra.local.platform import platform_at
from infra.stage import STAGES
from nyqst.research.platform_places import PLATFORM
from tests.local.place import QUESTION, Place

pytestmark = pytest.mark.local


@contextmanager
def no_place_left(local: stack.LocalStack) -> Iterator[None]:
    limit = STAGES["local"].concurrent_runs
    assert limit is not None
    settings = deployment.settings_of(deployment.outputs())
    with platform_at(local.emulator_port, settings) as platform:
        held = platform.research.run_places.platform.held
        taken = [f"run_elsewhere_{number}" for number in range(limit)]
        try:
            for run_id in taken:
                held.take(PLATFORM, limit, run_id, timedelta(minutes=5))
            yield
        finally:
            for run_id in taken:
                held.free(PLATFORM, run_id)


def test_a_run_waits_for_a_place_of_the_stage_and_then_works(
    local: stack.LocalStack, place: Place
) -> None:
    with no_place_left(local):
        runs = [place.client.runs.start(QUESTION) for _ in range(2)]
        seen = [place.client.runs.get(run.id) for run in runs]
        assert [(run.status, run.queue_position) for run in seen] == [("queued", 1), ("queued", 2)]
    assert [place.finish(run).run.status for run in runs] == ["succeeded", "succeeded"]
