"""Who may do what, action by action. Called where both ends are visible."""

from collections.abc import Sequence

from aws_cdk import ArnFormat, Aws, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn

from nyqst.storage.schema import COUNTING

_READ = ("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query")
_WRITE = (
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
)

_APPEND = ("dynamodb:Query", "dynamodb:PutItem")
TENANTS_ROWS = ("ten_*#*",)
"""Of any tenant; which one, a session's policy says."""

_INVOKE = ("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream")
_GEOGRAPHIES = frozenset({"apac", "au", "ca", "eu", "global", "jp", "us", "us-gov"})


def use_table(table: dynamodb.Table, *grantees: iam.IGrantable) -> None:
    _grant(grantees, _READ + _WRITE, table.table_arn)


def read_rows(table: dynamodb.Table, keys: Sequence[str], *grantees: iam.IGrantable) -> None:
    _grant(grantees, _READ, table.table_arn, keys)


def use_rows(table: dynamodb.Table, keys: Sequence[str], *grantees: iam.IGrantable) -> None:
    _grant(grantees, _READ + _WRITE, table.table_arn, keys)


def append_rows(table: dynamodb.Table, keys: Sequence[str], *grantees: iam.IGrantable) -> None:
    _grant(grantees, _APPEND, table.table_arn, keys)


def hold_places(usage: dynamodb.Table, *grantees: iam.IGrantable) -> None:
    """The platform's, which are no tenant's: no session for a tenant reaches them."""
    rows_of(usage, COUNTING, ["GetItem", "PutItem", "Query", "UpdateItem"], *grantees)


def rows_of(
    table: dynamodb.Table, keys: Sequence[str], actions: Sequence[str], *grantees: iam.IGrantable
) -> None:
    _grant(grantees, [f"dynamodb:{action}" for action in actions], table.table_arn, keys)


def query_index(table: dynamodb.Table, index: str, *grantees: iam.IGrantable) -> None:
    _grant(grantees, ("dynamodb:Query",), f"{table.table_arn}/index/{index}")


def append_events(table: dynamodb.Table, *grantees: iam.IGrantable) -> None:
    """The log is only ever read and added to."""
    _grant(grantees, _APPEND, table.table_arn)


def read_whole_table(table: dynamodb.Table, *grantees: iam.IGrantable) -> None:
    """Row after row, whoever's it is."""
    _grant(grantees, ("dynamodb:Scan",), table.table_arn)


def change_rows(table: dynamodb.Table, *grantees: iam.IGrantable) -> None:
    _grant(grantees, ("dynamodb:PutItem",), table.table_arn)


def delete_rows(table: dynamodb.Table, *grantees: iam.IGrantable) -> None:
    _grant(grantees, ("dynamodb:DeleteItem",), table.table_arn)


def delete_artifacts(bucket: s3.Bucket, *grantees: iam.IGrantable) -> None:
    _grant(grantees, ("s3:DeleteObject",), bucket.arn_for_objects("*"))
    _grant(grantees, ("s3:ListBucket",), bucket.bucket_arn)


def use_artifacts(bucket: s3.Bucket, *grantees: iam.IGrantable) -> None:
    _grant(grantees, ("s3:GetObject", "s3:PutObject"), bucket.arn_for_objects("*"))


def publish(topic: sns.Topic, *grantees: iam.IGrantable) -> None:
    _grant(grantees, ("sns:Publish",), topic.topic_arn)


def send_messages(queue: sqs.IQueue, *grantees: iam.IGrantable) -> None:
    """AWS asks for the first right whatever the call, the emulator for that of the call's name."""
    _grant(grantees, ("sqs:SendMessage", "sqs:SendMessageBatch"), queue.queue_arn)


def read_secret(secret_arn: str, *grantees: iam.IGrantable) -> None:
    _grant(grantees, ("secretsmanager:GetSecretValue",), secret_arn)


def rotate_secret(secret_arn: str, *grantees: iam.IGrantable) -> None:
    names = ("DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage")
    _grant(grantees, [f"secretsmanager:{name}" for name in names], secret_arn)


def run_workflow(machine: sfn.StateMachine, *grantees: iam.IGrantable) -> None:
    """To start, to stop and to look at."""
    start = ("states:StartExecution", "states:DescribeStateMachine")
    _grant(grantees, start, machine.state_machine_arn)
    executions = executions_arn(Stack.of(machine), machine.state_machine_name)
    _grant(grantees, ("states:StopExecution",), executions)


def invoke_model(model_id: str, *grantees: iam.IGrantable) -> None:
    for arn in model_arns(model_id):
        _grant(grantees, _INVOKE, arn)


def model_arns(model_id: str) -> tuple[str, ...]:
    """Of a model; of an inference profile, which spreads its calls over regions, both."""
    if not _is_profile(model_id):
        return (f"arn:aws:bedrock:*::foundation-model/{model_id}",)
    model = model_id.partition(".")[2]
    return (
        f"arn:aws:bedrock:*::foundation-model/{model}",
        f"arn:aws:bedrock:*:{Aws.ACCOUNT_ID}:inference-profile/{model_id}",
    )


def _is_profile(model_id: str) -> bool:
    """A profile puts where the calls may go in front: `global.anthropic.…`, `eu.amazon.…`."""
    return model_id.count(".") > 1 and model_id.partition(".")[0] in _GEOGRAPHIES


def executions_arn(stack: Stack, machine_name: str) -> str:
    """Of every execution of that machine."""
    return stack.format_arn(
        service="states",
        resource="execution",
        resource_name=f"{machine_name}:*",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )


def _grant(
    grantees: Sequence[iam.IGrantable],
    actions: Sequence[str],
    resource: str,
    keys: Sequence[str] = (),
) -> None:
    """`keys`: of the partitions that it is for. Not for an action that names none: it would pass
    the condition."""
    condition = {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": list(keys)}}
    for grantee in grantees:
        iam.Grant.add_to_principal(
            grantee=grantee,
            actions=list(actions),
            resource_arns=[resource],
            conditions=condition if keys else None,
        )
