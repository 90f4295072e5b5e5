"""Secrets are read by who needs them and rotated by themselves."""

from typing import Any

from tests.infra.conftest import Resource, Templates


def statements_about_secrets(templates: Templates) -> dict[str, set[str]]:
    """The actions on secrets, by the role that has them."""
    found: dict[str, set[str]] = {}
    for policy in templates.properties("AWS::IAM::Policy"):
        for statement in policy["PolicyDocument"]["Statement"]:
            actions = statement["Action"]
            secret = {a for a in _listed(actions) if a.startswith("secretsmanager:")}
            if secret:
                role = str(policy["Roles"][0]["Ref"])
                found.setdefault(role[: role.index("Role")], set()).update(secret)
    return found


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else value


def test_the_signing_keys_rotate_and_what_stripe_gave_us_does_not(templates: Templates) -> None:
    assert len(templates.of_type("AWS::SecretsManager::Secret")) == 2
    (rotation,) = templates.properties("AWS::SecretsManager::RotationSchedule")
    assert rotation["RotationRules"] == {"AutomaticallyAfterDays": 30}


def test_only_who_signs_reads_and_only_the_rotation_writes(templates: Templates) -> None:
    reading = {"secretsmanager:GetSecretValue"}
    assert statements_about_secrets(templates) == {
        "Api": reading,
        "ProjectBillingEvents": reading,
        "ReportUsage": reading,
        "StripeWebhook": reading,
        "SweepBilling": reading,
        "RotateKeys": reading
        | {
            "secretsmanager:DescribeSecret",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage",
        },
    }


def test_who_only_verifies_is_not_told_of_the_secret(templates: Templates) -> None:
    told = {
        function["Handler"]
        for function in templates.properties("AWS::Lambda::Function")
        if "NYQST_SIGNING_KEYS_SECRET" in function["Environment"]["Variables"]
    }
    assert told == {"functions.api.handler.handle", "functions.rotate_keys.handler.handle"}


def test_secrets_manager_may_call_the_rotation_for_this_secret_alone(
    templates: Templates,
) -> None:
    permissions: list[Resource] = [
        each
        for each in templates.properties("AWS::Lambda::Permission")
        if each["Principal"] == "secretsmanager.amazonaws.com"
    ]
    assert ["SourceArn" in each for each in permissions] == [True]


def test_prod_takes_no_strangers(templates: Templates) -> None:
    (api,) = [
        function["Environment"]["Variables"]
        for function in templates.properties("AWS::Lambda::Function")
        if function["Handler"] == "functions.api.handler.handle"
    ]
    assert "NYQST_REGISTRATION" not in api
