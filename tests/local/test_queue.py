"""More runs of two tenants than the stage has places."""

import pytest

from infra.local import stack
from infra.stage import STAGES
from nyqst_client import Run
from tests.local.place import QUESTION, Place, new_place

pytestmark = pytest.mark.local

EACH = 5
"""As many as one user may have at work."""


def _as_they_are(*runs: tuple[Place, Run]) -> list[tuple[Place, Run]]:
    return [(place, place.client.runs.get(run.id)) for place, run in runs]


def test_what_is_beyond_the_places_of_the_stage_waits_and_then_works(
    local: stack.LocalStack, place: Place
) -> None:
    places = STAGES["local"].concurrent_runs
    assert places is not None
    assert places < 2 * EACH
    with new_place(local) as other:
        other.add_documents()
        begun = [
            (each, each.client.runs.start(QUESTION)) for each in (place, other) for _ in range(EACH)
        ]
        waiting = [(each, run) for each, run in _as_they_are(*begun) if run.status == "queued"]
        assert len(waiting) >= 2 * EACH - places
        assert {each.tenant_id for each, _ in waiting} == {other.tenant_id}
        assert sorted(run.queue_position or 0 for _, run in waiting) == list(
            range(1, len(waiting) + 1)
        )
        for each, run in begun[:EACH]:
            each.client.runs.cancel(run.id)
        assert {other.finish(run).run.status for _, run in waiting} == {"succeeded"}
