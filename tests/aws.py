"""AWS for tests: moto in this process, with everything as infrastructure makes it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
from moto import mock_aws

from nyqst.storage import schema
from nyqst.storage.schema import TableShape
from nyqst.storage.table import Table

REGION = "us-east-1"
BUCKET = "artifacts"
SECRET = "signing-keys"
STRIPE_SECRET = "stripe"
_TABLES = {"app": schema.APP, "events": schema.EVENTS, "usage": schema.USAGE}
_DOES_NOTHING = {"StartAt": "Rest", "States": {"Rest": {"Type": "Pass", "End": True}}}


@dataclass(frozen=True)
class Aws:
    dynamodb: Any
    s3: Any
    sqs: Any
    stepfunctions: Any
    secretsmanager: Any
    topic_arn: str
    queue_url: str
    state_machine_arn: str
    app_table: str = "app"
    events_table: str = "events"
    usage_table: str = "usage"
    bucket: str = BUCKET
    signing_keys_secret: str = SECRET
    stripe_secret: str = STRIPE_SECRET

    @property
    def app(self) -> Table:
        return Table(self.dynamodb, self.app_table)


@contextmanager
def moto_aws(monkeypatch: Any) -> Iterator[Aws]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        dynamodb, s3 = one_at_a_time(boto3.client("dynamodb")), boto3.client("s3")
        sqs, stepfunctions = boto3.client("sqs"), boto3.client("stepfunctions")
        for name, shape in _TABLES.items():
            make_table(dynamodb, name, shape)
        s3.create_bucket(Bucket=BUCKET)
        queue_url = sqs.create_queue(QueueName="ingest")["QueueUrl"]
        machine = stepfunctions.create_state_machine(
            name="research",
            definition=json.dumps(_DOES_NOTHING),
            roleArn="arn:aws:iam::123456789012:role/research",
        )
        secretsmanager = boto3.client("secretsmanager")
        secretsmanager.create_secret(Name=SECRET, SecretString="chance characters")
        stripe = {"api_key": "sk_test_twin", "webhook_secrets": ["whsec_twin"]}
        secretsmanager.create_secret(Name=STRIPE_SECRET, SecretString=json.dumps(stripe))
        yield Aws(
            dynamodb,
            s3,
            sqs,
            stepfunctions,
            secretsmanager,
            boto3.client("sns").create_topic(Name="alerts")["TopicArn"],
            queue_url,
            machine["stateMachineArn"],
        )


def one_at_a_time(client: Any) -> Any:
    """moto looks at a condition and writes in two steps; DynamoDB does it in one."""
    lock, call = threading.Lock(), client._make_api_call

    def locked(*arguments: Any) -> Any:
        with lock:
            return call(*arguments)

    client._make_api_call = locked
    return client


def make_table(client: Any, name: str, shape: TableShape) -> None:
    keys = {"pk": "S", "sk": shape.sort_key_type}
    for index in shape.indexes:
        keys |= {f"{index}_pk": "S", f"{index}_sk": "S"}
    indexes = [
        {
            "IndexName": index,
            "KeySchema": _key_schema(f"{index}_pk", f"{index}_sk"),
            "Projection": {"ProjectionType": "KEYS_ONLY" if shape.indexes_keys_only else "ALL"},
        }
        for index in shape.indexes
    ]
    client.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=_key_schema("pk", "sk"),
        AttributeDefinitions=[
            {"AttributeName": key, "AttributeType": kind} for key, kind in keys.items()
        ],
        **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
    )


def _key_schema(partition: str, sort: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": partition, "KeyType": "HASH"},
        {"AttributeName": sort, "KeyType": "RANGE"},
    ]
