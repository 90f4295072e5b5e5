"""The HTTPS API: one function for requests, one for streams."""

from dataclasses import replace
from typing import Any

from aws_cdk import CfnOutput, Duration, Fn, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.function import Function
from infra.constructs.gateway_problems import GatewayProblems
from infra.constructs.retention import LogGroup, removal_policy
from infra.constructs.signing_keys import SigningKeys
from infra.grants import (
    TENANTS_ROWS,
    append_rows,
    hold_places,
    read_rows,
    read_secret,
    rows_of,
    run_workflow,
    send_messages,
    use_artifacts,
    use_rows,
)
from infra.stacks.billing import BillingStack
from infra.stacks.data import DataStack
from infra.stacks.research import ResearchStack
from infra.stage import Stage
from nyqst.settings import Settings
from nyqst.storage.schema import COMMON, INTRODUCING, OPERATED, WAITING

_WEB_ADAPTER = "arn:aws:lambda:${AWS::Region}:753240598075:layer:LambdaAdapterLayerArm64:27"
_PORT = "8080"
_BURST, _RATE = 200, 100
"""Requests of all callers together, at once and a second."""


class ApiStack(Stack):
    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: Stage,
        data: DataStack,
        research: ResearchStack,
        billing: BillingStack,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        self._stage = stage
        keys = SigningKeys(
            self,
            "SigningKeys",
            stage=stage,
            core=research.layers.core,
            app_table=data.app_table,
        )
        self.rotate_keys = keys.rotate
        reading = Settings(
            stage=stage.name,
            app_table=data.app_table.table_name,
            events_table=data.events_table.table_name,
            cors_origins=",".join(stage.cors_origins),
            external_issuers=stage.external_issuers,
        )
        machine = research.workflow.state_machine
        self.api = Function(
            self,
            "Api",
            verb="api",
            description="Answers the HTTPS API",
            stage=stage,
            settings=replace(
                reading,
                usage_table=data.usage_table.table_name,
                artifact_bucket=data.artifact_bucket.bucket_name,
                ingest_queue_url=research.ingest_queue.queue_url,
                state_machine_arn=machine.state_machine_arn,
                webhooks_to_loopback="yes" if stage.webhooks_to_loopback else "",
                concurrent_runs=stage.runs_at_once,
                runner=stage.runner,
                registration=stage.registration,
                signing_keys_secret=keys.secret_arn,
                erasure_grace_s=str(stage.erasure_grace_days * 86_400),
                scenarios=",".join(stage.scenarios),
                stripe_secret=billing.secret_arn,
                stripe_prices=stage.stripe_prices,
                stripe_address=stage.stripe_address,
                billing_return_url=stage.billing_return_url,
                trial_days=str(stage.trial_days),
            ),
            layers=[research.layers.core, research.layers.billing],
            timeout=Duration.seconds(29),
            serves_tenants=True,
        )
        self.stream = self._stream_function(
            replace(reading, reads_only="yes"), research.layers.core
        )
        read_secret(keys.secret_arn, self.api)
        read_secret(billing.secret_arn, self.api)
        _grant_entrance(data, self.api, self.stream)
        _grant_tenants(data, self.api, self.stream)
        send_messages(research.ingest_queue, self.api)
        run_workflow(machine, self.api)
        self.rest_api = self._rest_api()
        self._outputs(data, research, keys)

    def _stream_function(self, settings: Settings, core: lambda_.ILayerVersion) -> Function:
        layers, environment, handler = [core], {}, "functions.stream.app.app"
        if self._stage.streams_through_web_adapter:
            adapter = lambda_.LayerVersion.from_layer_version_arn(
                self, "WebAdapter", Fn.sub(_WEB_ADAPTER)
            )
            layers.append(adapter)
            handler = "functions/stream/run.sh"
            environment = {
                "AWS_LAMBDA_EXEC_WRAPPER": "/opt/bootstrap",
                "AWS_LWA_INVOKE_MODE": "response_stream",
                "AWS_LWA_PORT": _PORT,
                "AWS_LWA_READINESS_CHECK_PROTOCOL": "tcp",
                "PORT": _PORT,
            }
        return Function(
            self,
            "Stream",
            verb="stream",
            description="Streams the events of runs",
            stage=self._stage,
            settings=settings,
            layers=layers,
            handler=handler,
            environment=environment,
            timeout=Duration.seconds(150),
            memory_mb=512,
            reserved_concurrency=self._stage.stream_concurrency,
            serves_tenants=True,
        )

    def _rest_api(self) -> apigateway.RestApi:
        access_logs = LogGroup(self, "AccessLogs", stage=self._stage)
        rest = apigateway.RestApi(
            self,
            "RestApi",
            rest_api_name=f"nyqst-{self._stage.name}",
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            cloud_watch_role=True,
            cloud_watch_role_removal_policy=removal_policy(self._stage),
            deploy_options=apigateway.StageOptions(
                stage_name="api",
                access_log_destination=apigateway.LogGroupLogDestination(access_logs),
                access_log_format=apigateway.AccessLogFormat.json_with_standard_fields(
                    caller=False,
                    http_method=True,
                    ip=True,
                    protocol=True,
                    request_time=True,
                    resource_path=True,
                    response_length=True,
                    status=True,
                    user=False,
                ),
                logging_level=apigateway.MethodLoggingLevel.ERROR,
                metrics_enabled=True,
                tracing_enabled=True,
                throttling_burst_limit=_BURST,
                throttling_rate_limit=_RATE,
            ),
        )
        GatewayProblems(self, "Problems", rest_api=rest)
        answered = apigateway.LambdaIntegration(self.api)
        streamed = apigateway.LambdaIntegration(
            self.stream, response_transfer_mode=apigateway.ResponseTransferMode.STREAM
        )
        version = rest.root.add_resource("v1")
        version.add_proxy(any_method=True, default_integration=answered)
        runs = version.add_resource("runs", default_integration=answered)
        for method in ("GET", "POST"):
            runs.add_method(method)
        run = runs.add_resource("{run_id}", default_integration=answered)
        run.add_method("GET")
        run.add_proxy(any_method=True, default_integration=answered)
        events = run.add_resource("events", default_integration=streamed)
        for method in ("GET", "POST", "OPTIONS"):
            events.add_method(method)
        billing = version.add_resource("billing", default_integration=answered)
        billing.add_proxy(any_method=True, default_integration=answered)
        stream = billing.add_resource("stream", default_integration=streamed)
        for method in ("GET", "OPTIONS"):
            stream.add_method(method)
        return rest

    def _outputs(self, data: DataStack, research: ResearchStack, keys: SigningKeys) -> None:
        values = {
            "ApiUrl": self.rest_api.url,
            "RestApiId": self.rest_api.rest_api_id,
            "AppTable": data.app_table.table_name,
            "EventsTable": data.events_table.table_name,
            "UsageTable": data.usage_table.table_name,
            "ArtifactBucket": data.artifact_bucket.bucket_name,
            "QuotaAlertsTopic": research.quota_alerts.topic_arn,
            "IngestQueueUrl": research.ingest_queue.queue_url,
            "SigningKeysSecret": keys.secret_arn,
            "StateMachineArn": research.workflow.state_machine.state_machine_arn,
        }
        for name, value in values.items():
            CfnOutput(self, name, value=value)


def _grant_entrance(data: DataStack, api: Function, stream: Function) -> None:
    """What is done before it is known for which tenant: of tenants' rows nothing but what signing
    in compares."""
    app = data.app_table
    rows_of(app, ["CREDENTIAL#*", "EMAIL#*"], ["GetItem"], api, stream)
    read_rows(app, COMMON, api, stream)
    counting = ["GetItem", "PutItem", "UpdateItem"]
    rows_of(app, ["ATTEMPTS#*"], counting, api)
    rows_of(app, ["TENANTS"], ["Query"], api)
    # To say beforehand which tenants a catalog would cut off.
    rows_of(data.usage_table, ["ten_*#METER#*"], ["GetItem"], api)
    rows_of(app, WAITING, ["PutItem", "Query"], api)
    hold_places(data.usage_table, api)
    compared = [f"*#{kind}" for kind in ("TENANT", "USER", "PASSWORD", "SESSION#*")]
    rows_of(app, compared, ["BatchGetItem"], api)


def _grant_tenants(data: DataStack, api: Function, stream: Function) -> None:
    use_rows(data.app_table, TENANTS_ROWS, api.tenants)
    rows_of(data.app_table, INTRODUCING, ["PutItem"], api.tenants)
    use_rows(data.app_table, OPERATED, api.tenants)
    read_rows(data.app_table, COMMON, api.tenants)
    use_rows(data.usage_table, TENANTS_ROWS, api.tenants)
    append_rows(data.events_table, TENANTS_ROWS, api.tenants)
    use_artifacts(data.artifact_bucket, api.tenants)
    for table in (data.app_table, data.events_table):
        read_rows(table, TENANTS_ROWS, stream.tenants)
