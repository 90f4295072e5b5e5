"""The secret with the keys that access tokens are signed with, and what rotates it.

Their public half is a row of the `app` table, for whoever verifies tokens and makes none.
"""

from dataclasses import replace

from aws_cdk import Duration
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.constructs.function import Function
from infra.constructs.retention import removal_policy
from infra.grants import rotate_secret, rows_of
from infra.stage import Stage
from nyqst.identity.layout import PUBLIC_KEYS
from nyqst.settings import Settings


class SigningKeys(Construct):
    """The first rotation, right after deployment, makes the first keys."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: Stage,
        core: lambda_.ILayerVersion,
        app_table: dynamodb.Table,
    ) -> None:
        super().__init__(scope, id_)
        # Written out, because the `Ref` of the emulator is a name where that of AWS is the ARN.
        secret = secretsmanager.CfnSecret(
            self,
            "Secret",
            description="The keys that access tokens are signed with",
            generate_secret_string=secretsmanager.CfnSecret.GenerateSecretStringProperty(),
        )
        secret.apply_removal_policy(removal_policy(stage))
        self.secret_arn = secret.attr_id
        settings = Settings(stage=stage.name, app_table=app_table.table_name)
        self.rotate = Function(
            scope,
            "RotateKeys",
            verb="rotate_keys",
            description="Replaces the signing keys",
            stage=stage,
            settings=replace(settings, signing_keys_secret=self.secret_arn),
            layers=[core],
            timeout=Duration.seconds(30),
            memory_mb=256,
        )
        rotate_secret(self.secret_arn, self.rotate)
        rows_of(app_table, [PUBLIC_KEYS], ["PutItem"], self.rotate)
        if stage.keys_rotated_days is not None:
            self._schedule(stage.keys_rotated_days)

    def _schedule(self, days: int) -> None:
        permission = lambda_.CfnPermission(
            self,
            "Invoking",
            action="lambda:InvokeFunction",
            function_name=self.rotate.function_arn,
            principal=iam.ServicePrincipal("secretsmanager.amazonaws.com").service,
            source_arn=self.secret_arn,
        )
        schedule = secretsmanager.CfnRotationSchedule(
            self,
            "Rotation",
            secret_id=self.secret_arn,
            rotation_lambda_arn=self.rotate.function_arn,
            rotation_rules=secretsmanager.CfnRotationSchedule.RotationRulesProperty(
                automatically_after_days=days
            ),
        )
        schedule.add_resource_dependency(permission)
