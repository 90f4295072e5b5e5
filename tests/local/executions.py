"""A run's execution, as Step Functions shows it."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from infra.local import deployment
from tests.local.place import Place

Entry = dict[str, Any]
_ENDED = ("TaskSucceeded", "TaskFailed")


@dataclass(frozen=True)
class Execution:
    place: Place
    run_id: str

    @property
    def arn(self) -> str:
        machine = deployment.outputs()["StateMachineArn"]
        return f"{machine.replace(':stateMachine:', ':execution:')}:{self.run_id}"

    def status(self) -> str:
        shown = self.place.aws("stepfunctions").describe_execution(executionArn=self.arn)
        status: str = shown["status"]
        return status

    def stop(self) -> None:
        self.place.aws("stepfunctions").stop_execution(executionArn=self.arn)

    def history(self) -> list[Entry]:
        pages = self.place.aws("stepfunctions").get_paginator("get_execution_history")
        return [entry for page in pages.paginate(executionArn=self.arn) for entry in page["events"]]

    def children_at_once(self) -> int:
        """Of a distributed map, whose iterations are executions of their own."""
        client = self.place.aws("stepfunctions")
        (map_run,) = client.list_map_runs(executionArn=self.arn)["mapRuns"]
        pages = client.get_paginator("list_executions").paginate(mapRunArn=map_run["mapRunArn"])
        children = [child for page in pages for child in page["executions"]]
        steps = [(child["startDate"], 1) for child in children]
        steps += [(child["stopDate"], -1) for child in children]
        most: int = max(accumulate(step for _, step in sorted(steps)))
        return most


def states_entered(history: list[Entry]) -> list[str]:
    return [
        entry["stateEnteredEventDetails"]["name"]
        for entry in history
        if "stateEnteredEventDetails" in entry
    ]


def most_at_once(history: list[Entry]) -> int:
    """Tasks that run side by side within the first map of the history."""
    kinds: list[str] = [entry["type"] for entry in history]
    within = kinds[kinds.index("MapStateEntered") : kinds.index("MapStateExited")]
    steps = ((kind == "TaskScheduled") - (kind in _ENDED) for kind in within)
    return max(accumulate(steps))
