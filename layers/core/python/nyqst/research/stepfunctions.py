"""The workflow on Step Functions. An execution has its run's id as its name."""

import json
from typing import TYPE_CHECKING

from nyqst.errors import Conflict, NotFound
from nyqst.research.model.run import RunKey
from nyqst.storage.sdk_errors import sdk_errors

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient


class StepFunctionsWorkflow:
    def __init__(self, client: "SFNClient", state_machine_arn: str) -> None:
        self._client = client
        self._state_machine_arn = state_machine_arn

    def start(self, key: RunKey) -> None:
        try:
            with sdk_errors():
                self._client.start_execution(
                    stateMachineArn=self._state_machine_arn,
                    name=key.run_id,
                    input=json.dumps({"tenant_id": key.tenant_id, "run_id": key.run_id}),
                )
        except Conflict:
            return

    def stop(self, key: RunKey, reason: str) -> None:
        execution = self._state_machine_arn.replace(":stateMachine:", ":execution:")
        try:
            with sdk_errors():
                self._client.stop_execution(
                    executionArn=f"{execution}:{key.run_id}", error="RunEnded", cause=reason
                )
        except NotFound:
            return

    def probe(self) -> None:
        with sdk_errors():
            self._client.describe_state_machine(stateMachineArn=self._state_machine_arn)
