"""Findings of cdk-nag that are as they should be, each with its reason."""

import json
from collections.abc import Iterable
from typing import Any

from aws_cdk import Acknowledgment, Fn, Stack
from aws_cdk import Validations as CdkValidations
from constructs import IConstruct

from infra.grants import executions_arn, model_arns
from infra.stacks.api import ApiStack
from infra.stacks.billing import BillingStack
from infra.stacks.data import DataStack
from infra.stacks.monitoring import MonitoringStack
from infra.stacks.research import ResearchStack

_OBJECTS = "Artifacts lie under their hash, which no policy can list; the bucket itself is named."
_TRACING = "X-Ray takes segments from everywhere and knows no resources to name."
_VERSIONS = "Step Functions asks for a function and for all its versions; the function is named."
_REGIONS = "An inference profile calls its model in several regions; the model is named."
_EXECUTIONS = "An execution is named after its run, which no policy can know; the machine is named."


def acknowledge(
    data: DataStack,
    research: ResearchStack,
    billing: BillingStack,
    api: ApiStack,
    monitoring: MonitoringStack,
) -> None:
    _accept(
        data.artifact_bucket, "S1", "Only functions and signed requests reach it; both are logged."
    )
    _accept(api, "APIG2", "The function behind it validates every request by its schema.")
    _accept(api, "APIG3", "The web application firewall is a stack of its own, to come.")
    _accept(api, "APIG4", "API keys are checked in the function, for they live in a table.")
    _accept(api, "COG4", "Callers hold API keys of ours, not users of Cognito.")
    _accept(
        api,
        "IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]",
        "API Gateway's own policy for its account-wide logging role.",
    )
    if research.stage.keys_rotated_days is None:
        _accept(api, "SMG4", "Where nothing is scheduled, keys are rotated by hand.")
    _accept(billing, "SMG4", "Stripe gives and takes back its keys, nothing else can rotate them.")
    if research.stage.web_search:
        _accept(research, "SMG4", "Providers of search give and take back their keys themselves.")
    _accept_wildcards(billing, ["*"], _TRACING)
    if not research.stage.over_tls:
        for scope, rule in (
            (data, "S10"),
            (research, "SNS3"),
            (research, "SQS4"),
            (monitoring, "SNS3"),
        ):
            _accept(scope, rule, "The emulator is on this machine and speaks no TLS.")
    objects = [f"{_exported(data, data.artifact_bucket.bucket_arn)}/*"]
    objects.append(
        f"arn:<AWS::Partition>:s3:::{_exported(data, data.artifact_bucket.bucket_name)}/*"
    )
    for stack in (research, api):
        _accept_wildcards(stack, ["*"], _TRACING)
        _accept_wildcards(stack, objects, _OBJECTS)
    machine = research.workflow.state_machine
    invoked = [f"{_flat(research, each.function_arn)}:*" for each in research.functions]
    _accept_wildcards(research, invoked, _VERSIONS)
    # The distributed map starts, watches and stops executions of its own machine, and their maps.
    own_name = Fn.select(6, Fn.split(":", machine.state_machine_arn))
    own = [executions_arn(research, name) for name in (own_name, f"{own_name}/*")]
    own.append(executions_arn(research, machine.state_machine_name))
    _accept_wildcards(research, [_flat(research, arn) for arn in own], _EXECUTIONS)
    if research.stage.runner == "bedrock":
        for model_id in research.stage.models:
            arns = [_flat(research, arn) for arn in model_arns(model_id)]
            _accept_wildcards(research, arns, _REGIONS)
    imported = executions_arn(api, _exported(research, machine.state_machine_name))
    _accept_wildcards(api, [_flat(api, imported)], _EXECUTIONS)


def _accept(scope: IConstruct, rule: str, reason: str) -> None:
    acknowledgment = Acknowledgment(id=f"AwsSolutions-{rule}", reason=reason)
    CdkValidations.of(scope).acknowledge(acknowledgment)


def _accept_wildcards(scope: IConstruct, resources: Iterable[str], reason: str) -> None:
    for resource in resources:
        _accept(scope, f"IAM5[Resource::{resource}]", reason)


def _exported(stack: Stack, value: str) -> str:
    """The name under which another stack imports the value."""
    imported: dict[str, str] = stack.resolve(stack.export_value(value))
    return imported["Fn::ImportValue"]


def _flat(stack: Stack, value: str) -> str:
    """A value with references, written as cdk-nag writes it."""
    return _written(stack.resolve(value))


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value.replace("${", "<").replace("}", ">")
    (kind, inner), *_ = value.items()
    if kind == "Fn::Join":
        return str(inner[0]).join(map(_written, inner[1]))
    if kind == "Fn::GetAtt":
        return f"<{inner[0]}.{inner[1]}>"
    if kind == "Ref":
        return f"<{inner}>"
    return json.dumps(value, separators=(",", ":"))
