"""The secret with the providers of search; the web is read when somebody has filled it in."""

from aws_cdk import CfnOutput
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.constructs.retention import removal_policy
from infra.stage import Stage


def web_search_secret(scope: Construct, stage: Stage) -> str:
    """Its ARN."""
    secret = secretsmanager.CfnSecret(
        scope,
        "WebSearchSecret",
        description="The providers of search and their keys",
        generate_secret_string=secretsmanager.CfnSecret.GenerateSecretStringProperty(),
    )
    secret.apply_removal_policy(removal_policy(stage))
    CfnOutput(scope, "WebSearchSecretArn", value=secret.attr_id)
    return secret.attr_id
