"""Money: where Stripe's events come in."""

from typing import Any

from aws_cdk import CfnOutput, Duration, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.constructs.function import Function
from infra.constructs.retention import removal_policy
from infra.grants import read_secret, rows_of
from infra.stacks.data import DataStack
from infra.stacks.research import ResearchStack
from infra.stage import Stage
from nyqst.billing.layout import INBOX
from nyqst.settings import Settings


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
        self._stage, self._data, self._core = stage, data, research.layers.core
        # Written out, because the `Ref` of the emulator is a name where that of AWS is the ARN.
        secret = secretsmanager.CfnSecret(
            self,
            "StripeSecret",
            description="Stripe's key and the secrets of its webhooks",
            generate_secret_string=secretsmanager.CfnSecret.GenerateSecretStringProperty(),
        )
        secret.apply_removal_policy(removal_policy(stage))
        self.secret_arn = secret.attr_id
        self._settings = Settings(
            stage=stage.name,
            app_table=data.app_table.table_name,
            stripe_secret=self.secret_arn,
        )
        self.webhook = self._webhook()
        self.functions = (self.webhook,)
        read_secret(self.secret_arn, *self.functions)
        rows_of(data.app_table, [f"{INBOX}*"], ["PutItem"], self.webhook)
        url = self.webhook.add_function_url(auth_type=lambda_.FunctionUrlAuthType.NONE)
        CfnOutput(self, "StripeWebhookUrl", value=url.url)
        CfnOutput(self, "StripeSecretArn", value=self.secret_arn)

    def _webhook(self) -> Function:
        return Function(
            self,
            "StripeWebhook",
            verb="stripe_webhook",
            description="Puts Stripe's events into the inbox",
            stage=self._stage,
            settings=self._settings,
            layers=[self._core],
            timeout=Duration.seconds(10),
            memory_mb=512,
        )
