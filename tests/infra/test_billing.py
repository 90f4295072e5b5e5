"""The webhook is open to the world and may do next to nothing."""

import json

from tests.infra.conftest import Templates


def test_the_webhook_has_an_address_of_its_own(templates: Templates) -> None:
    (url,) = templates.properties("AWS::Lambda::Url")
    assert url["AuthType"] == "NONE"
    assert "StripeWebhook" in json.dumps(url["TargetFunctionArn"])


def test_the_webhook_may_only_put_into_the_inbox(templates: Templates) -> None:
    statements = [
        statement
        for policy in templates.properties("AWS::IAM::Policy")
        if "StripeWebhook" in json.dumps(policy["Roles"])
        for statement in policy["PolicyDocument"]["Statement"]
        if "dynamodb" in json.dumps(statement["Action"])
    ]
    (allowed,) = statements
    assert allowed["Action"] == "dynamodb:PutItem"
    assert allowed["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["STRIPE#INBOX#*"]}
    }


def test_what_is_new_in_the_inbox_is_dealt_with_at_once(templates: Templates) -> None:
    (mapping,) = [
        each
        for each in templates.properties("AWS::Lambda::EventSourceMapping")
        if "ProjectBillingEvents" in json.dumps(each["FunctionName"])
    ]
    (pattern,) = mapping["FilterCriteria"]["Filters"]
    assert json.loads(pattern["Pattern"]) == {
        "eventName": ["INSERT"],
        "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "STRIPE#INBOX#"}]}}},
    }


def test_prod_talks_to_stripe_itself(templates: Templates) -> None:
    for function in templates.properties("AWS::Lambda::Function"):
        assert "NYQST_STRIPE_ADDRESS" not in function["Environment"]["Variables"]
