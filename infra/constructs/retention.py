"""How long what a stage holds is kept."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.stage import Stage


def removal_policy(stage: Stage) -> RemovalPolicy:
    return RemovalPolicy.RETAIN if stage.keeps_data else RemovalPolicy.DESTROY


class LogGroup(logs.LogGroup):
    def __init__(self, scope: Construct, id_: str, *, stage: Stage) -> None:
        super().__init__(
            scope,
            id_,
            retention=_RETENTION[stage.logs_kept_days],
            removal_policy=removal_policy(stage),
        )


_RETENTION = {
    1: logs.RetentionDays.ONE_DAY,
    7: logs.RetentionDays.ONE_WEEK,
    30: logs.RetentionDays.ONE_MONTH,
}
"""CloudWatch knows certain spans only."""
