"""A session's policy reaches its own tenant's rows and objects, and no other's."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nyqst.errors import NotFound
from nyqst.identity.model.tenant import OPERATOR
from nyqst.isolation.policy import Bounds, session_policy
from tests.iam.evaluator import Request, allows
from tests.iam.requests import table_arn

BOUNDS = Bounds("arn:aws:iam::123456789012:role/Tenants", "app", "events", "usage", "artifacts")
ROWS = ("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")
OBJECTS = ("GetObject", "PutObject", "DeleteObject")

ids = st.text("abzABZ019_-", min_size=1, max_size=12).map("ten_".__add__)
"""Few signs, so that one is often the beginning of another."""
kinds = st.sampled_from(["TENANT", "RUN", "METER#runs#2026-11#0", "CATALOG", "", "ten_a#RUN"])


def may(tenant: str, action: str, resource: str, *keys: str) -> bool:
    statements = session_policy(BOUNDS, [tenant])["Statement"]
    return allows(statements, Request(action, resource, keys))


def row(tenant: str, action: str, *keys: str, table: str = "app") -> bool:
    return may(tenant, f"dynamodb:{action}", table_arn(table), *keys)


@given(ids, ids, kinds, st.sampled_from(["app", "events", "usage"]))
def test_no_key_of_another_tenant_is_reached(one: str, other: str, kind: str, table: str) -> None:
    assume(one != other and other != OPERATOR)
    for action in ROWS:
        assert row(one, action, f"{one}#{kind}", table=table)
        assert not row(one, action, f"{other}#{kind}", table=table)
        assert not row(one, action, f"{one}#{kind}", f"{other}#{kind}", table=table)


@given(ids, ids, st.text("0af/", max_size=8))
def test_no_object_of_another_tenant_is_reached(one: str, other: str, name: str) -> None:
    assume(one != other)
    for action in OBJECTS:
        assert may(one, f"s3:{action}", f"arn:aws:s3:::artifacts/{one}/{name}")
        assert not may(one, f"s3:{action}", f"arn:aws:s3:::artifacts/{other}/{name}")
        assert not may(one, f"s3:{action}", f"arn:aws:s3:::others/{one}/{name}")


@pytest.mark.parametrize(("one", "other"), [("ten_1", "ten_10"), ("ten_10", "ten_1")])
def test_an_id_that_begins_like_another_is_another(one: str, other: str) -> None:
    assert not row(one, "Query", f"{other}#RUN")
    assert not may(one, "s3:GetObject", f"arn:aws:s3:::artifacts/{other}/aa/aa")


@pytest.mark.parametrize("tenant", ["*", "ten_*", "ten_?", "ten_a#", "ten_${x}", "ten_", "", "a/b"])
def test_what_could_stand_for_several_tenants_is_none(tenant: str) -> None:
    with pytest.raises(NotFound) as refused:
        session_policy(BOUNDS, [tenant])
    assert refused.value.code == "tenant_not_found"


def test_what_strangers_are_known_by_is_added_and_not_read() -> None:
    for key in ("EMAIL#ada@ferries.example", "CREDENTIAL#api_key#00", "TENANTS"):
        assert row("ten_a", "PutItem", key)
        for action in set(ROWS) - {"PutItem"}:
            assert not row("ten_a", action, key)


def test_what_everybody_goes_by_is_read_and_not_changed() -> None:
    for key in ("PLATFORM", "SIGNING_KEYS", f"{OPERATOR}#CATALOG"):
        assert row("ten_a", "GetItem", key)
        for action in ("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"):
            assert not row("ten_a", action, key)


def test_who_runs_the_platform_turns_its_switches() -> None:
    assert row(OPERATOR, "UpdateItem", "PLATFORM")
    assert not row(OPERATOR, "PutItem", "SIGNING_KEYS")


@pytest.mark.parametrize("action", ["Scan", "PartiQLSelect", "DeleteTable", "ExportTableToPoint"])
def test_no_action_is_allowed_that_names_no_keys(action: str) -> None:
    """Of no keys at all every condition on all of them holds."""
    assert not row("ten_a", action)


def test_no_index_and_no_other_table_is_reached() -> None:
    assert not row("ten_a", "Query", "ten_a#RUN", table="app/index/due")
    assert not row("ten_a", "Query", "ten_a#RUN", table="apples")


def test_a_policy_is_as_short_as_sts_wants_it() -> None:
    longest = "ten_" + "x" * 60
    assert len(json.dumps(session_policy(BOUNDS, [longest, OPERATOR]))) < 2048
