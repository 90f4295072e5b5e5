"""A function's own role reaches no tenant's rows; its sessions for tenants reach what it needs."""

from typing import Any

import pytest

from tests.iam.evaluator import Request, allows
from tests.iam.requests import table_arn
from tests.iam.roles import Roles, role_arn, roles_of
from tests.infra.conftest import Templates

STEPS = ("PlanRun", "ResearchTask", "SynthesizeRun", "WriteDeliverable")
SERVING = {"Api", "Stream", *STEPS, "CloseRun", "IngestDocument"}
ROWS = ("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")
TABLES = ("app", "events", "usage")


@pytest.fixture(scope="module")
def roles(templates: Templates) -> Roles:
    return roles_of(templates)


def row(roles: Roles, role: str, action: str, key: str, table: str = "app") -> bool:
    return allows(roles[role], Request(f"dynamodb:{action}", table_arn(table), (key,)))


def writes(roles: Roles, role: str, table: str, key: str = "ten_a#RUN") -> set[str]:
    return {action for action in ROWS if row(roles, role, action, key, table)}


def test_whoever_serves_tenants_has_a_role_for_it(roles: Roles) -> None:
    assert {name.removesuffix("Session") for name in roles if name.endswith("Session")} == SERVING


@pytest.mark.parametrize("function", sorted(SERVING))
def test_only_the_function_itself_takes_its_tenant_role(
    templates: Templates, roles: Roles, function: str
) -> None:
    assert allows(roles[function], Request("sts:AssumeRole", role_arn(f"{function}Session")))
    for other in SERVING - {function}:
        assert not allows(roles[function], Request("sts:AssumeRole", role_arn(f"{other}Session")))
    trusting = [
        role["Properties"]["AssumeRolePolicyDocument"]["Statement"]
        for role in templates.of_type("AWS::IAM::Role")
        if f"{function}Role" in str(role["Properties"]["AssumeRolePolicyDocument"])
    ]
    assert [len(statements) for statements in trusting] == [1]


@pytest.mark.parametrize("function", sorted(SERVING - {"Api"}))
def test_a_function_itself_reaches_no_tenants_rows(roles: Roles, function: str) -> None:
    for table in TABLES:
        assert writes(roles, function, table) == set()
        assert writes(roles, function, table, "ten_a#USER") == set()
    assert not allows(roles[function], Request("s3:GetObject", "arn:aws:s3:::artifacts/ten_a/a"))


def test_of_tenants_rows_the_api_itself_reads_what_signing_in_compares(roles: Roles) -> None:
    for kind in ("TENANT", "USER", "PASSWORD", "SESSION#usr_a"):
        assert writes(roles, "Api", "app", f"ten_a#{kind}") == {"BatchGetItem"}
    for kind in ("APIKEY", "RUN", "CHAT#c", "DOCUMENT", "AUDIT", "IDEMPOTENCY", "INVITATION"):
        assert writes(roles, "Api", "app", f"ten_a#{kind}") == set()
    for table in ("events", "usage"):
        assert writes(roles, "Api", table) == set()


def test_strangers_are_looked_up_one_by_one(roles: Roles) -> None:
    for function in ("Api", "Stream"):
        for key in ("CREDENTIAL#api_key#00", "EMAIL#ada@ferries.example"):
            assert writes(roles, function, "app", key) == {"GetItem"}
    assert writes(roles, "Api", "app", "ATTEMPTS#00") == {"GetItem", "PutItem", "UpdateItem"}
    assert writes(roles, "Api", "app", "TENANTS") == {"Query"}
    assert writes(roles, "Stream", "app", "TENANTS") == set()


def test_for_a_tenant_each_function_does_its_own_work_and_no_more(roles: Roles) -> None:
    reading, adding = {"GetItem", "BatchGetItem", "Query"}, {"Query", "PutItem"}
    every: dict[str, Any] = {"app": set(ROWS), "events": adding, "usage": set(ROWS)}
    expected = {
        **dict.fromkeys(("Api", *STEPS, "CloseRun"), every),
        "IngestDocument": {"app": set(ROWS), "events": set(), "usage": set()},
        "Stream": {"app": reading, "events": reading, "usage": set()},
    }
    for function, tables in expected.items():
        found = {table: writes(roles, f"{function}Session", table) for table in TABLES}
        assert found == tables, function


def test_only_the_api_says_by_what_a_tenant_is_found(roles: Roles) -> None:
    for key in ("CREDENTIAL#api_key#00", "EMAIL#ada@ferries.example", "TENANTS"):
        assert writes(roles, "ApiSession", "app", key) == {"PutItem"}
        for function in SERVING - {"Api"}:
            assert writes(roles, f"{function}Session", "app", key) == set()


def test_only_the_rotation_publishes_keys(roles: Roles) -> None:
    changing = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"}
    assert writes(roles, "RotateKeys", "app", "SIGNING_KEYS") == {"PutItem"}
    assert writes(roles, "RotateKeys", "app") == set()
    for role in set(roles) - {"RotateKeys", "EraseTenant", "ExportTenant"}:
        assert not writes(roles, role, "app", "SIGNING_KEYS") & changing, role


def test_no_condition_on_keys_stands_on_an_action_that_names_none(templates: Templates) -> None:
    named = {f"dynamodb:{action}" for action in ROWS}
    for policy in templates.properties("AWS::IAM::Policy"):
        for statement in policy["PolicyDocument"]["Statement"]:
            if "dynamodb:LeadingKeys" in str(statement.get("Condition")):
                actions = statement["Action"]
                listed = {actions} if isinstance(actions, str) else set(actions)
                assert listed <= named


def test_whoever_looks_after_all_tenants_touches_their_rows_alone(roles: Roles) -> None:
    for function in ("ReapRuns", "SweepMeters", "DeliverWebhooks"):
        assert writes(roles, function, "app") == set(ROWS)
        for key in ("EMAIL#ada@ferries.example", "CREDENTIAL#api_key#00", "TENANTS", "PLATFORM"):
            assert not writes(roles, function, "app", key) - {"GetItem", "BatchGetItem", "Query"}


def test_whole_tables_are_read_to_hand_over_and_to_erase_alone(roles: Roles) -> None:
    whole = {
        role
        for role, statements in roles.items()
        for table in TABLES
        if allows(statements, Request("dynamodb:Scan", table_arn(table)))
        or allows(statements, Request("s3:ListBucket", "arn:aws:s3:::artifacts"))
    }
    assert whole == {"EraseTenant", "ExportTenant"}
