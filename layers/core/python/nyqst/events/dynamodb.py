"""The event log in the `events` table.

    pk                    sk            b / z                 t      at   e      f
    <tenant>#RUN#<run>    first number  payloads, one a line  token  ms   ends   fences

One item is one batch. `b` holds the lines as they are, `z` deflated. The number of the next batch
is free until somebody writes it, so `attribute_not_exists` is all it takes to keep order.
"""

import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from nyqst.events.model import MAX_BATCH_EVENTS, Batch, Head, LogName
from nyqst.storage.sdk_errors import sdk_errors

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_DEFLATE_FROM = 4096
"""Bytes. Below this deflating saves no capacity unit worth its time."""

_READ = "sk, b, z, t, #at, e, f"
_READ_NAMES = {"#at": "at"}
"""All but the key that the reader knows: parsing it again takes a tenth of a long replay."""

_NO_FENCES: Mapping[str, int] = {}


class DynamoEventStore:
    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def head(self, log: LogName) -> Head:
        with sdk_errors():
            answer = self._client.query(
                TableName=self._table,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues={":pk": {"S": _pk(log)}},
                ScanIndexForward=False,
                ConsistentRead=True,
                Limit=1,
            )
        return Head().behind(_batch(answer["Items"][0])) if answer["Items"] else Head()

    def append(self, log: LogName, batch: Batch) -> bool:
        with sdk_errors():
            try:
                self._client.put_item(**self.put_of(log, batch))
            except ClientError as error:
                if error.response["Error"].get("Code") == "ConditionalCheckFailedException":
                    return False
                raise
        return True

    def put_of(self, log: LogName, batch: Batch) -> dict[str, Any]:
        """The arguments of the PutItem that appends it, for whoever writes more beside it."""
        return {
            "TableName": self._table,
            "Item": _item(log, batch),
            "ConditionExpression": "attribute_not_exists(pk)",
        }

    def read(
        self, log: LogName, after: int, limit: int, *, aligned: bool = False
    ) -> tuple[Batch, ...]:
        start = after if aligned else max(0, after - MAX_BATCH_EVENTS)
        most = limit if aligned else limit + MAX_BATCH_EVENTS
        while True:
            batches, more = self._read_behind(log, start, most)
            found = tuple(batch for batch in batches if batch.last > after)[:limit]
            if found or not more:
                return found
            # One answer holds 1 MB, and all of this one lies before the reader's place.
            start = batches[-1].first

    def _read_behind(self, log: LogName, start: int, limit: int) -> tuple[list[Batch], bool]:
        """And whether there are more."""
        with sdk_errors():
            answer = self._client.query(
                TableName=self._table,
                KeyConditionExpression="pk = :pk AND sk > :start",
                ExpressionAttributeValues={":pk": {"S": _pk(log)}, ":start": {"N": str(start)}},
                ProjectionExpression=_READ,
                ExpressionAttributeNames=_READ_NAMES,
                ConsistentRead=True,
                Limit=limit,
            )
        return [_batch(item) for item in answer["Items"]], "LastEvaluatedKey" in answer


def _pk(log: LogName) -> str:
    return f"{log.tenant_id}#{log.stream}"


def _item(log: LogName, batch: Batch) -> dict[str, Any]:
    item: dict[str, Any] = {
        "pk": {"S": _pk(log)},
        "sk": {"N": str(batch.first)},
        "at": {"N": str(batch.at_ms)},
        "t": {"S": batch.token},
    }
    lines = b"\n".join(batch.payloads)
    if len(lines) < _DEFLATE_FROM:
        item["b"] = {"B": lines}
    else:
        item["z"] = {"B": zlib.compress(lines, 3)}
    if batch.ends:
        item["e"] = {"BOOL": True}
    if batch.fences:
        item["f"] = {"M": {step: {"N": str(number)} for step, number in batch.fences.items()}}
    return item


def _batch(item: dict[str, Any]) -> Batch:
    lines: bytes = zlib.decompress(item["z"]["B"]) if "z" in item else item["b"]["B"]
    return Batch(
        first=int(item["sk"]["N"]),
        payloads=tuple(lines.split(b"\n")),
        at_ms=int(item["at"]["N"]),
        token=item["t"]["S"],
        ends="e" in item,
        fences=_fences(item["f"]["M"]) if "f" in item else _NO_FENCES,
    )


def _fences(attributes: dict[str, Any]) -> dict[str, int]:
    return {step: int(number["N"]) for step, number in attributes.items()}
