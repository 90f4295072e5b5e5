"""What a call of the SDK asks IAM for: an action on a resource, and the partitions it names."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.aws import REGION
from tests.iam.evaluator import Request

ACCOUNT = "123456789012"
Asked = Mapping[str, Any]

_EQUALITY = re.compile(r"\(?\s*(#?\w+) = (:\w+)")


def table_arn(name: str) -> str:
    return f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}"


def requests_of(service: str, operation: str, asked: Asked) -> list[Request]:
    made = _OPERATIONS.get((service, operation))
    assert made is not None, f"nobody knows what {service}:{operation} asks for"
    return list(made(operation, asked))


def _one(action: str, table: str, *keys: str) -> Request:
    assert keys, f"{action} names no partition"
    return Request(f"dynamodb:{action}", table_arn(table), keys)


def _by_key(operation: str, asked: Asked) -> Iterator[Request]:
    yield _one(operation, asked["TableName"], _pk(asked["Key"]))


def _put(operation: str, asked: Asked) -> Iterator[Request]:
    yield _one(operation, asked["TableName"], _pk(asked["Item"]))


def _query(_: str, asked: Asked) -> Iterator[Request]:
    index = asked.get("IndexName")
    found = _EQUALITY.match(asked["KeyConditionExpression"])
    assert found, asked["KeyConditionExpression"]
    name = asked.get("ExpressionAttributeNames", {}).get(found[1], found[1])
    assert name == (f"{index}_pk" if index else "pk"), name
    value = asked["ExpressionAttributeValues"][found[2]]["S"]
    table = asked["TableName"] + (f"/index/{index}" if index else "")
    yield _one("Query", table, value)


def _batch_get(operation: str, asked: Asked) -> Iterator[Request]:
    for table, wanted in asked["RequestItems"].items():
        yield _one(operation, table, *map(_pk, wanted["Keys"]))


def _batch_write(operation: str, asked: Asked) -> Iterator[Request]:
    for table, writes in asked["RequestItems"].items():
        keys = []
        for write in writes:
            ((kind, what),) = write.items()
            keys.append(_pk(what["Item" if kind == "PutRequest" else "Key"]))
        yield _one(operation, table, *keys)


def _transaction(_: str, asked: Asked) -> Iterator[Request]:
    """Allowed item by item, by the rights of the single operations."""
    for item in asked["TransactItems"]:
        ((kind, what),) = item.items()
        action = "ConditionCheckItem" if kind == "ConditionCheck" else f"{kind}Item"
        yield _one(action, what["TableName"], _pk(what["Item" if kind == "Put" else "Key"]))


def _scan(operation: str, asked: Asked) -> Iterator[Request]:
    """Of no partition in particular."""
    yield Request(f"dynamodb:{operation}", table_arn(asked["TableName"]))


def _listing(_: str, asked: Asked) -> Iterator[Request]:
    yield Request("s3:ListBucket", f"arn:aws:s3:::{asked['Bucket']}")


def _objects(_: str, asked: Asked) -> Iterator[Request]:
    for each in asked["Delete"]["Objects"]:
        yield from _object("DeleteObject", {**asked, **each})


def _object(operation: str, asked: Asked) -> Iterator[Request]:
    action = "GetObject" if operation == "HeadObject" else operation
    yield Request(f"s3:{action}", f"arn:aws:s3:::{asked['Bucket']}/{asked['Key']}")


def _pk(key: Any) -> str:
    value: str = key["pk"]["S"]
    return value


_OPERATIONS: Mapping[tuple[str, str], Callable[[str, Asked], Iterator[Request]]] = {
    ("dynamodb", "GetItem"): _by_key,
    ("dynamodb", "UpdateItem"): _by_key,
    ("dynamodb", "DeleteItem"): _by_key,
    ("dynamodb", "PutItem"): _put,
    ("dynamodb", "Query"): _query,
    ("dynamodb", "BatchGetItem"): _batch_get,
    ("dynamodb", "BatchWriteItem"): _batch_write,
    ("dynamodb", "TransactWriteItems"): _transaction,
    ("dynamodb", "TransactGetItems"): _transaction,
    ("dynamodb", "Scan"): _scan,
    ("s3", "ListObjectsV2"): _listing,
    ("s3", "DeleteObjects"): _objects,
    ("s3", "GetObject"): _object,
    ("s3", "HeadObject"): _object,
    ("s3", "PutObject"): _object,
    ("s3", "DeleteObject"): _object,
}
