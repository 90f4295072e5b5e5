"""Calls to AWS as the SDK makes them, and the capacity units that DynamoDB charges for them.

Units follow from the sizes of items, by DynamoDB's published rules: emulators report made-up ones.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import boto3

Attributes = Mapping[str, Mapping[str, Any]]

_WRITE_UNIT_BYTES = 1024
_READ_UNIT_BYTES = 4096

_WRITTEN: Mapping[str, Callable[[Any, Any], Iterable[Attributes]]] = {
    "PutItem": lambda asked, _: [asked["Item"]],
    "UpdateItem": lambda asked, got: [got.get("Attributes") or _changed(asked)],
    "DeleteItem": lambda asked, got: [got.get("Attributes") or asked["Key"]],
    "BatchWriteItem": lambda asked, _: [
        request["PutRequest"]["Item"]
        for requests in asked["RequestItems"].values()
        for request in requests
    ],
    # A write within a transaction costs two.
    "TransactWriteItems": lambda asked, _: [
        item for write in asked["TransactItems"] for item in [_transacted(write)] * 2
    ],
}

_READ: Mapping[str, Callable[[Any], list[list[Attributes]]]] = {
    "GetItem": lambda got: [[got.get("Item", {})]],
    "Query": lambda got: [got["Items"]],
    "BatchGetItem": lambda got: [[item] for items in got["Responses"].values() for item in items],
}
"""What is rounded up to whole units together."""


@dataclass
class Calls:
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By service and operation."""
    write_units: int = 0
    read_units: float = 0

    def watch(self) -> None:
        """Every client made from now on."""
        boto3.setup_default_session()
        events = boto3.DEFAULT_SESSION.events  # type: ignore[union-attr]
        events.register("before-parameter-build", self._keep)
        events.register("after-call", self._count)

    def reset(self) -> None:
        self.counted.clear()
        self.write_units, self.read_units = 0, 0

    def of(self, service: str, *operations: str) -> int:
        return sum(self.counted[service, operation] for operation in operations)

    def _keep(self, params: Any, context: Any, **_: Any) -> None:
        context["asked"] = params

    def _count(self, parsed: Any, model: Any, context: Any, **_: Any) -> None:
        service, operation = model.service_model.service_name, model.name
        self.counted[service, operation] += 1
        if service != "dynamodb" or "Error" in parsed:
            # A condition that does not hold costs a unit.
            self.write_units += service == "dynamodb"
            return
        if operation in _WRITTEN:
            self.write_units += sum(map(write_units, _WRITTEN[operation](context["asked"], parsed)))
        elif operation in _READ:
            share = 1 if _is_consistent(operation, context["asked"]) else 0.5
            units = (read_units(items) for items in _READ[operation](parsed))
            self.read_units += share * sum(units)


def write_units(item: Attributes) -> int:
    """An entry in an index is taken out and put in again, each a write."""
    units = max(1, math.ceil(item_bytes(item) / _WRITE_UNIT_BYTES))
    indexes = sum(name.endswith("_pk") for name in item)
    return units * (1 + 2 * indexes)


def read_units(items: Iterable[Attributes]) -> int:
    return max(1, math.ceil(sum(map(item_bytes, items)) / _READ_UNIT_BYTES))


def item_bytes(item: Attributes) -> int:
    return sum(len(name.encode()) + _bytes(value) for name, value in item.items())


def _bytes(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    if kind == "M":
        return 3 + sum(1 + len(name.encode()) + _bytes(one) for name, one in content.items())
    if kind == "L":
        return 3 + sum(1 + _bytes(one) for one in content)
    if kind in ("BOOL", "NULL"):
        return 1
    if kind == "N":
        return len(content) // 2 + 2
    return len(content.encode() if isinstance(content, str) else content)


def _transacted(write: Any) -> Attributes:
    (asked,) = write.values()
    item: Attributes = asked["Item"] if "Item" in asked else _changed(asked)
    return item


def _changed(asked: Any) -> Attributes:
    """The key and what is set: rows that are changed within transactions hold little else."""
    return {**asked["Key"], **asked.get("ExpressionAttributeValues", {})}


def _is_consistent(operation: str, asked: Any) -> bool:
    if operation == "BatchGetItem":
        return all(one.get("ConsistentRead", False) for one in asked["RequestItems"].values())
    return bool(asked.get("ConsistentRead", False))
