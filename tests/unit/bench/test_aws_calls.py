"""Calls and capacity units, counted around real clients."""

import boto3
import pytest

from tests.aws import moto_aws
from tests.bench.aws_calls import Attributes, Calls, item_bytes, read_units, write_units


@pytest.mark.parametrize(
    ("characters", "units"), [(1, 1), (1_020, 1), (1_021, 2), (2_044, 2), (2_045, 3)]
)
def test_a_write_costs_a_unit_for_every_kilobyte_begun(characters: int, units: int) -> None:
    assert write_units({"body": {"S": "x" * characters}}) == units


def test_an_entry_in_an_index_costs_two_more_writes() -> None:
    assert write_units({"pk": {"S": "a"}, "due_pk": {"S": "b"}}) == 3


def test_what_is_read_at_once_is_rounded_up_once() -> None:
    item = {"b": {"B": b"x" * 2_047}}
    assert (read_units([item, item]), read_units([item] * 3), read_units([])) == (1, 2, 1)


def test_an_item_is_as_long_as_its_names_and_values() -> None:
    item: Attributes = {
        "ü": {"S": "ü"},
        "n": {"N": "1234"},
        "e": {"BOOL": True},
        "m": {"M": {"a": {"S": "b"}}},
    }
    assert item_bytes(item) == (2 + 2) + (1 + 4) + (1 + 1) + (1 + 3 + 3)


def test_calls_of_every_client_are_counted_the_refused_ones_too() -> None:
    calls = Calls()
    with pytest.MonkeyPatch.context() as environment, moto_aws(environment):
        calls.watch()
        dynamodb, s3 = boto3.client("dynamodb"), boto3.client("s3")
        item = {"pk": {"S": "a"}, "sk": {"S": "b"}}
        dynamodb.put_item(TableName="app", Item=item)
        with pytest.raises(dynamodb.exceptions.ConditionalCheckFailedException):
            dynamodb.put_item(
                TableName="app", Item=item, ConditionExpression="attribute_not_exists(pk)"
            )
        dynamodb.get_item(TableName="app", Key=item)
        s3.put_object(Bucket="artifacts", Key="a", Body=b"x")
    assert calls.of("dynamodb", "PutItem", "GetItem") == 3
    assert calls.of("s3", "PutObject") == 1
    assert (calls.write_units, calls.read_units) == (2, 0.5)
