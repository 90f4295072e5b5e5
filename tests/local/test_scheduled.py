"""IAM is enforced: what runs on a schedule does its work with its own role."""

from typing import Any

import pytest

from infra.local import deployment, stack

pytestmark = pytest.mark.local


def scheduled(local: stack.LocalStack) -> set[str]:
    """The functions that rules of the stacks call."""
    events: Any = deployment.client(local.emulator_port, "events")
    rules = events.list_rules()["Rules"]
    return {
        target["Arn"].rpartition(":")[2]
        for rule in rules
        if "ScheduleExpression" in rule
        for target in events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    }


def test_every_scheduled_function_ends_well(local: stack.LocalStack) -> None:
    functions = scheduled(local)
    assert len(functions) >= 8
    client = deployment.client(local.emulator_port, "lambda")
    answers = {
        name: client.invoke(FunctionName=name, Payload=b"{}").get("FunctionError")
        for name in functions
    }
    assert answers == dict.fromkeys(functions)
