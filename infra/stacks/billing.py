"""Money: where Stripe's events come in, and who deals with them."""

from dataclasses import replace
from typing import Any

from aws_cdk import CfnOutput, Duration, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.constructs.function import Function, pascal
from infra.constructs.retention import removal_policy
from infra.grants import (
    TENANTS_ROWS,
    append_rows,
    query_index,
    read_rows,
    read_secret,
    rows_of,
    use_rows,
)
from infra.stacks.data import DataStack
from infra.stacks.research import ResearchStack
from infra.stage import Stage
from nyqst.billing.layout import INBOX
from nyqst.settings import Settings
from nyqst.storage.schema import COMMON


class BillingStack(Stack):
    """The secret is made with chance characters; billing begins when somebody has filled it in."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: Stage,
        data: DataStack,
        research: ResearchStack,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        self._stage, self._layers = stage, research.layers
        # Written out, because the `Ref` of the emulator is a name where that of AWS is the ARN.
        secret = secretsmanager.CfnSecret(
            self,
            "StripeSecret",
            description="Stripe's key and the secrets of its webhooks",
            generate_secret_string=secretsmanager.CfnSecret.GenerateSecretStringProperty(),
        )
        secret.apply_removal_policy(removal_policy(stage))
        self.secret_arn = secret.attr_id
        settings = Settings(
            stage=stage.name,
            app_table=data.app_table.table_name,
            stripe_secret=self.secret_arn,
        )
        self.settings = replace(
            settings,
            stripe_prices=stage.stripe_prices,
            stripe_address=stage.stripe_address,
            billing_return_url=stage.billing_return_url,
            trial_days=str(stage.trial_days),
        )
        """Of whoever talks to Stripe, this stack's functions and others."""
        working = replace(self.settings, events_table=data.events_table.table_name)
        self.webhook = self._function("stripe_webhook", "Puts Stripe's events aside", settings)
        self.project = self._worker("project_billing_events", "Deals with Stripe's events", working)
        counting = replace(working, usage_table=data.usage_table.table_name)
        self.sweep = self._worker("sweep_billing", "Compares with Stripe once a day", counting)
        self.report = self._worker("report_usage", "Tells Stripe what was used", counting)
        self.functions = (self.webhook, self.project, self.sweep, self.report)
        read_secret(self.secret_arn, *self.functions)
        rows_of(data.app_table, [f"{INBOX}*"], ["PutItem"], self.webhook)
        workers = (self.project, self.sweep)
        use_rows(data.app_table, [*TENANTS_ROWS, "STRIPE#*"], *workers)
        read_rows(data.app_table, COMMON, *workers)
        append_rows(data.events_table, TENANTS_ROWS, *workers)
        query_index(data.app_table, "due", self.project)
        use_rows(data.app_table, TENANTS_ROWS, self.report)
        read_rows(data.app_table, ["STRIPE#CUSTOMERS", *COMMON], self.report)
        read_rows(data.usage_table, TENANTS_ROWS, self.sweep, self.report)
        self.project.add_event_source(_new_in_the_inbox(data))
        self._every("ProjectBillingEventsEveryMinute", Duration.minutes(1), self.project)
        self._every("ReportUsageEveryQuarter", Duration.minutes(15), self.report)
        self._every("SweepBillingEveryDay", Duration.days(1), self.sweep)
        url = self.webhook.add_function_url(auth_type=lambda_.FunctionUrlAuthType.NONE)
        CfnOutput(self, "StripeWebhookUrl", value=url.url)
        CfnOutput(self, "StripeSecretArn", value=self.secret_arn)

    def _function(self, verb: str, description: str, settings: Settings) -> Function:
        return Function(
            self,
            pascal(verb),
            verb=verb,
            description=description,
            stage=self._stage,
            settings=settings,
            layers=[self._layers.core],
            timeout=Duration.seconds(10),
            memory_mb=512,
        )

    def _worker(self, verb: str, description: str, settings: Settings) -> Function:
        return Function(
            self,
            pascal(verb),
            verb=verb,
            description=description,
            stage=self._stage,
            settings=settings,
            layers=[self._layers.core, self._layers.billing],
            timeout=Duration.minutes(5),
            memory_mb=512,
        )

    def _every(self, name: str, span: Duration, function: Function) -> None:
        events.Rule(
            self,
            name,
            schedule=events.Schedule.rate(span),
            targets=[targets.LambdaFunction(function, retry_attempts=0)],
        )


def _new_in_the_inbox(data: DataStack) -> sources.DynamoEventSource:
    """What is not dealt with so is dealt with by the minute, so nothing waits behind a failure."""
    new = {"eventName": ["INSERT"], "dynamodb": {"Keys": {"pk": {"S": [{"prefix": INBOX}]}}}}
    return sources.DynamoEventSource(
        data.app_table,
        starting_position=lambda_.StartingPosition.LATEST,
        batch_size=10,
        retry_attempts=0,
        filters=[lambda_.FilterCriteria.filter(new)],
    )
