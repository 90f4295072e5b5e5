"""Items and conditions in the words of the DynamoDB API. Numbers are integers throughout."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from boto3.dynamodb.conditions import Attr, ConditionBase, ConditionExpressionBuilder
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

Item = dict[str, Any]
_serialize = TypeSerializer().serialize
_deserialize = TypeDeserializer().deserialize


@dataclass(frozen=True, slots=True)
class Put:
    item: Item
    where: ConditionBase | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """Changes attributes of one item; a value of None removes its attribute."""

    pk: str
    sk: str
    set: Mapping[str, Any]
    where: ConditionBase | None = None
    add: Mapping[str, int] = field(default_factory=dict)
    """Counts up; an absent number counts as 0."""


@dataclass(frozen=True, slots=True)
class Delete:
    """In a transaction; without a condition a row that is not there is no obstacle."""

    pk: str
    sk: str
    where: ConditionBase | None = None


ABSENT: ConditionBase = Attr("pk").not_exists()
PRESENT: ConditionBase = Attr("pk").exists()


def typed(item: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes that are None are left out."""
    return {name: _serialize(value) for name, value in item.items() if value is not None}


def plain(item: Mapping[str, Any]) -> Item:
    return {name: _undecimal(_deserialize(value)) for name, value in item.items()}


def key(pk: str, sk: str) -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def condition(where: ConditionBase | None, *, is_key: bool = False) -> dict[str, Any]:
    if where is None:
        return {}
    built = ConditionExpressionBuilder().build_expression(where, is_key_condition=is_key)
    return {
        "KeyConditionExpression" if is_key else "ConditionExpression": built.condition_expression,
        "ExpressionAttributeNames": built.attribute_name_placeholders,
        "ExpressionAttributeValues": typed(built.attribute_value_placeholders),
    }


def request(write: Put | Update | Delete) -> dict[str, Any]:
    """The arguments of PutItem, UpdateItem or DeleteItem, but for the table's name."""
    made = condition(write.where)
    if isinstance(write, Delete):
        made["Key"] = key(write.pk, write.sk)
    elif isinstance(write, Put):
        made["Item"] = typed(write.item)
    else:
        made["Key"] = key(write.pk, write.sk)
        names = made.setdefault("ExpressionAttributeNames", {})
        values = made.setdefault("ExpressionAttributeValues", {})
        clauses: dict[str, list[str]] = {"SET": [], "REMOVE": [], "ADD": []}
        for number, (verb, name, value) in enumerate(_changes(write)):
            names[f"#c{number}"] = name
            if verb == "REMOVE":
                clauses[verb].append(f"#c{number}")
                continue
            values[f":c{number}"] = _serialize(value)
            clauses[verb].append(f"#c{number} {'=' if verb == 'SET' else ''} :c{number}")
        made["UpdateExpression"] = " ".join(
            f"{verb} {', '.join(parts)}" for verb, parts in clauses.items() if parts
        )
    if not made.get("ExpressionAttributeValues", True):
        del made["ExpressionAttributeValues"]
    return made


def _changes(update: Update) -> Iterator[tuple[str, str, Any]]:
    for name, value in update.set.items():
        yield "REMOVE" if value is None else "SET", name, value
    for name, amount in update.add.items():
        yield "ADD", name, amount


def _undecimal(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value)
    if isinstance(value, dict):
        return {name: _undecimal(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_undecimal(part) for part in value]
    return value
