"""The workflow of a run: plan -> research every task at once -> synthesize -> write -> close.

Its state carries ids only. Whatever a worker makes it stores, whatever it needs it reads.
"""

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra.constructs.retention import LogGroup
from infra.stage import Stage
from nyqst.research.model.run import RunStatus
from nyqst.research.workflow_state import INLINE_TASKS

_TENANT, _RUN = "$$.Execution.Input.tenant_id", "$$.Execution.Input.run_id"
_FOR_GOOD = [
    "Failed",
    "ModelFailed",
    "BudgetExhausted",
    "QuorumNotMet",
    "Corrupted",
    "Superseded",
    "Forbidden",
]
"""Errors of `nyqst.errors` that another try cannot mend."""
_TASK_TIMEOUT = Duration.minutes(11)
"""Longer than the function's own, so that a second worker never starts beside a living first."""
_AT_ONCE_INLINE = 40


class Workflow(Construct):
    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: Stage,
        plan_run: lambda_.IFunction,
        research_task: lambda_.IFunction,
        synthesize_run: lambda_.IFunction,
        write_deliverable: lambda_.IFunction,
        close_run: lambda_.IFunction,
        artifact_bucket: s3.IBucket,
    ) -> None:
        super().__init__(scope, id_)
        self._tasks_at_once = stage.tasks_at_once
        close_failed = self._close("CloseFailedRun", close_run, RunStatus.FAILED)
        plan = self._step("PlanRun", plan_run)
        fan_out = self._inline_map(research_task)
        fan_out_large = self._distributed_map(research_task, artifact_bucket)
        synthesize = self._step("SynthesizeRun", synthesize_run)
        write = self._step("WriteDeliverable", write_deliverable)
        for step in (plan, fan_out, fan_out_large, synthesize, write):
            step.add_catch(close_failed, result_path=sfn.JsonPath.DISCARD)
        synthesize.next(write).next(self._close("CloseRun", close_run, RunStatus.SUCCEEDED))
        is_large = sfn.Condition.number_greater_than("$.task_count", INLINE_TASKS)
        choice = sfn.Choice(self, "HowManyTasks")
        choice.when(is_large, fan_out_large).otherwise(fan_out)
        fan_out.next(synthesize)
        fan_out_large.next(synthesize)
        self.state_machine = sfn.StateMachine(
            self,
            "StateMachine",
            definition_body=sfn.DefinitionBody.from_chainable(plan.next(choice)),
            timeout=Duration.minutes(40),
            tracing_enabled=True,
            logs=sfn.LogOptions(
                destination=LogGroup(self, "Logs", stage=stage), level=sfn.LogLevel.ALL
            ),
        )

    def _step(self, name: str, function: lambda_.IFunction) -> tasks.LambdaInvoke:
        state = {"tenant_id": _TENANT, "run_id": _RUN}
        return self._invoke(name, function, state, result_path="$")

    def _close(
        self, name: str, function: lambda_.IFunction, status: RunStatus
    ) -> tasks.LambdaInvoke:
        state = {"tenant_id": _TENANT, "run_id": _RUN}
        return self._invoke(name, function, state, constants={"status": status.value})

    def _inline_map(self, function: lambda_.IFunction) -> sfn.Map:
        each = sfn.Map(
            self,
            "ResearchTasks",
            items_path="$.tasks",
            max_concurrency=min(_AT_ONCE_INLINE, self._tasks_at_once),
            result_path=sfn.JsonPath.DISCARD,
        )
        return each.item_processor(self._research("ResearchTask", function))

    def _distributed_map(
        self, function: lambda_.IFunction, bucket: s3.IBucket
    ) -> sfn.DistributedMap:
        each = sfn.DistributedMap(
            self,
            "ResearchManyTasks",
            item_reader=sfn.S3JsonItemReader(
                bucket=bucket, key=sfn.JsonPath.string_at("$.tasks_key")
            ),
            max_concurrency=self._tasks_at_once,
            result_path=sfn.JsonPath.DISCARD,
        )
        each.item_processor(self._research("ResearchOneOfMany", function))
        return each

    def _research(self, name: str, function: lambda_.IFunction) -> tasks.LambdaInvoke:
        """Retry and catch stand inside the map: one task's failure is never its siblings'."""
        state = {name: f"$.{name}" for name in ("tenant_id", "run_id", "task_id")}
        invoke = self._invoke(name, function, state)
        lost = sfn.Pass(
            self, f"{name}Lost", parameters={"task_id.$": "$.task_id", "status": "error"}
        )
        invoke.add_catch(lost, result_path="$.error")
        return invoke

    def _invoke(
        self,
        name: str,
        function: lambda_.IFunction,
        state: dict[str, str],
        *,
        constants: dict[str, str] | None = None,
        result_path: str | None = None,
    ) -> tasks.LambdaInvoke:
        payload = {key: sfn.JsonPath.string_at(path) for key, path in state.items()}
        invoke = tasks.LambdaInvoke(
            self,
            name,
            lambda_function=function,
            payload=sfn.TaskInput.from_object({**payload, **(constants or {})}),
            payload_response_only=True,
            retry_on_service_exceptions=False,
            result_path=result_path or sfn.JsonPath.DISCARD,
            task_timeout=sfn.Timeout.duration(_TASK_TIMEOUT),
        )
        invoke.add_retry(errors=_FOR_GOOD, max_attempts=0)
        invoke.add_retry(
            errors=["Lambda.TooManyRequestsException", "Throttled"],
            interval=Duration.seconds(2),
            backoff_rate=2,
            max_attempts=6,
            max_delay=Duration.seconds(60),
            jitter_strategy=sfn.JitterType.FULL,
        )
        invoke.add_retry(
            errors=["States.ALL"],
            interval=Duration.seconds(1),
            backoff_rate=2,
            max_attempts=2,
            max_delay=Duration.seconds(10),
            jitter_strategy=sfn.JitterType.FULL,
        )
        return invoke
