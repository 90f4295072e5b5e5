"""Deploys the stacks to the emulator, with the CDK command line as to AWS."""

import json
import os
import subprocess
from collections.abc import Mapping
from typing import Any

import boto3
from botocore.config import Config

from infra.local.assembly import CDK
from infra.local.emulator import credentials
from infra.local.paths import ASSEMBLY, HOME, OUTPUTS, ROOT
from infra.stage import STAGES
from nyqst.settings import Settings

_LOG = HOME / "deploy.log"
_OF_A_MAPPING = (
    "BatchSize",
    "EventSourceArn",
    "FilterCriteria",
    "MaximumRetryAttempts",
    "StartingPosition",
)


class NotDeployed(Exception):
    """With the end of what the CDK command line said."""


def deploy(port: int) -> dict[str, str]:
    """The outputs of all stacks. Raises `NotDeployed`."""
    environment = {**os.environ, **credentials(port)}
    _make_asset_bucket(port)
    command = [str(CDK), "deploy", "--all", "--app", str(ASSEMBLY), "--require-approval", "never"]
    command += ["--outputs-file", str(OUTPUTS), "--concurrency", "4", "--no-notices", "--ci"]
    with _LOG.open("wb") as log:
        done = subprocess.run(  # noqa: S603
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, check=False
        )
    if done.returncode:
        raise NotDeployed(_LOG.read_text(errors="replace")[-4000:])
    return outputs()


def outputs() -> dict[str, str]:
    """Empty when nothing was deployed yet."""
    if not OUTPUTS.exists():
        return {}
    stacks: Mapping[str, Mapping[str, str]] = json.loads(OUTPUTS.read_text())
    return {name: value for stack in stacks.values() for name, value in stack.items()}


def is_there(port: int) -> bool:
    """Whether the emulator still has what was deployed to it."""
    api_id = outputs().get("RestApiId")
    apis = client(port, "apigateway")
    return api_id in {api["id"] for api in apis.get_rest_apis()["items"]}


def read_streams_anew(port: int) -> None:
    """For an emulator that was started on what it has stored.

    It keeps how far a table's stream was read, but not the stream, which begins at nought: nobody
    would be told of anything until it is as long as it was.
    """
    lambda_ = client(port, "lambda")
    for mapping in lambda_.list_event_source_mappings()["EventSourceMappings"]:
        if ":dynamodb:" in mapping["EventSourceArn"]:
            kept = {name: mapping[name] for name in _OF_A_MAPPING if name in mapping}
            lambda_.delete_event_source_mapping(UUID=mapping["UUID"])
            lambda_.create_event_source_mapping(FunctionName=mapping["FunctionArn"], **kept)


def settings_of(deployed: Mapping[str, str]) -> Settings:
    """As the stream function has them, but for its role: they are for who works from outside."""
    return Settings(
        stage="local",
        app_table=deployed["AppTable"],
        events_table=deployed["EventsTable"],
        usage_table=deployed["UsageTable"],
        artifact_bucket=deployed["ArtifactBucket"],
        ingest_queue_url=deployed["IngestQueueUrl"],
        state_machine_arn=deployed["StateMachineArn"],
        signing_keys_secret=deployed["SigningKeysSecret"],
        reads_only="yes",
        cors_origins=",".join(STAGES["local"].cors_origins),
    )


def client(port: int, service: str, *, connections: int = 10, config: Config | None = None) -> Any:
    given = credentials(port)
    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url=given["AWS_ENDPOINT_URL"],
        aws_access_key_id=given["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=given["AWS_SECRET_ACCESS_KEY"],
        region_name=given["AWS_REGION"],
        config=(config or Config()).merge(Config(max_pool_connections=connections)),
    )


def _make_asset_bucket(port: int) -> None:
    """What `cdk bootstrap` would have made."""
    client(port, "s3").create_bucket(Bucket=STAGES["local"].asset_bucket)
