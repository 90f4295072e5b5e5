"""A DynamoDB table of plain items with keys `pk` and `sk`, and the errors of our tree."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.conditions import Key

from nyqst.errors import Conflict, Throttled
from nyqst.storage.expressions import (
    ABSENT,
    Delete,
    Item,
    Put,
    Update,
    condition,
    key,
    plain,
    request,
    typed,
)
from nyqst.storage.sdk_errors import sdk_errors

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_BATCH_GET_LIMIT = 100
_BATCH_WRITE_LIMIT = 25
_BATCH_TRIES = 8
_LONGEST_PK = 2048
_LONGEST_SK = 1024
"""Bytes. Asking for more is an error of its own to DynamoDB; clients choose parts of keys."""


@dataclass(frozen=True, slots=True)
class Page:
    items: list[Item]
    last_sk: str | None
    """Behind which the next page begins; None when this was the last."""


class Table:
    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        self._client = client
        self.name = name

    def get(self, pk: str, sk: str) -> Item | None:
        """Reads consistently. Nothing stands under a key that is longer than a key may be."""
        if len(pk.encode()) > _LONGEST_PK or len(sk.encode()) > _LONGEST_SK:
            return None
        with sdk_errors():
            answer = self._client.get_item(
                TableName=self.name, Key=key(pk, sk), ConsistentRead=True
            )
        return plain(answer["Item"]) if "Item" in answer else None

    def get_all(self, keys: Iterable[tuple[str, str]]) -> list[Item]:
        """Those that exist, in no order; reads consistently."""
        waiting: list[Any] = [key(pk, sk) for pk, sk in keys]
        items: list[Item] = []
        tries = 0
        while waiting:
            chunk: Any = {"Keys": waiting[:_BATCH_GET_LIMIT], "ConsistentRead": True}
            with sdk_errors():
                answer = self._client.batch_get_item(RequestItems={self.name: chunk})
            items += map(plain, answer["Responses"].get(self.name, []))
            refused = answer["UnprocessedKeys"].get(self.name, {"Keys": []})["Keys"]
            tries = self._pause(tries) if refused else 0
            waiting = [*refused, *waiting[_BATCH_GET_LIMIT:]]
        return items

    def write(self, write: Put | Update) -> Item:
        """The item as it is afterwards. Raises `Conflict` when its condition does not hold."""
        with sdk_errors():
            if isinstance(write, Put):
                self._client.put_item(TableName=self.name, **request(write))
                return write.item
            answer = self._client.update_item(
                TableName=self.name, ReturnValues="ALL_NEW", **request(write)
            )
        return plain(answer["Attributes"])

    def put_if_absent(self, item: Item) -> bool:
        """False when something stands there already; it is left as it is."""
        try:
            self.write(Put(item, ABSENT))
        except Conflict:
            return False
        return True

    def delete(self, pk: str, sk: str) -> bool:
        """False when nothing stood there."""
        with sdk_errors():
            answer = self._client.delete_item(
                TableName=self.name, Key=key(pk, sk), ReturnValues="ALL_OLD"
            )
        return "Attributes" in answer

    def transact(
        self, writes: Sequence[Put | Update | Delete], beside: Sequence[dict[str, Any]] = ()
    ) -> None:
        """All or nothing. Raises `Conflict` when any condition does not hold.

        `beside` are writes to other tables, as the API has them.
        """
        items: list[Any] = [
            {type(write).__name__: {"TableName": self.name, **request(write)}} for write in writes
        ]
        items += beside
        with sdk_errors():
            self._client.transact_write_items(TransactItems=items)

    def put_all(self, items: Iterable[Item]) -> None:
        """Neither as one nor with conditions: for rows that say the same however often written."""
        waiting: list[Any] = [{"PutRequest": {"Item": typed(item)}} for item in items]
        tries = 0
        while waiting:
            with sdk_errors():
                answer = self._client.batch_write_item(
                    RequestItems={self.name: waiting[:_BATCH_WRITE_LIMIT]}
                )
            refused = answer["UnprocessedItems"].get(self.name, [])
            tries = self._pause(tries) if refused else 0
            waiting = [*refused, *waiting[_BATCH_WRITE_LIMIT:]]

    def query(
        self,
        pk: str,
        *,
        begins: str = "",
        after_sk: str | None = None,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> Page:
        """The items of a partition whose `sk` begins so, read consistently, one page at most."""
        where = Key("pk").eq(pk)
        arguments = condition(
            where & Key("sk").begins_with(begins) if begins else where, is_key=True
        )
        if after_sk is not None:
            arguments["ExclusiveStartKey"] = key(pk, after_sk)
        if limit is not None:
            arguments["Limit"] = limit
        with sdk_errors():
            answer = self._client.query(
                TableName=self.name,
                ConsistentRead=True,
                ScanIndexForward=not newest_first,
                **arguments,
            )
        last = answer.get("LastEvaluatedKey")
        return Page([plain(item) for item in answer["Items"]], last["sk"]["S"] if last else None)

    def query_all(self, pk: str, *, begins: str = "") -> list[Item]:
        items: list[Item] = []
        after = None
        while True:
            page = self.query(pk, begins=begins, after_sk=after)
            items += page.items
            if page.last_sk is None:
                return items
            after = page.last_sk

    def query_between(self, pk: str, first: str, last: str) -> list[Item]:
        """All of a partition with these sort keys and those between."""
        where = condition(Key("pk").eq(pk) & Key("sk").between(first, last), is_key=True)
        pages = self._client.get_paginator("query").paginate(
            TableName=self.name, ConsistentRead=True, **where
        )
        with sdk_errors():
            return [plain(item) for page in pages for item in page["Items"]]

    def query_index(self, index: str, partition: str, *, up_to: str, limit: int) -> list[Item]:
        """From an index with the keys `<index>_pk` and `<index>_sk`; eventually consistent."""
        where = Key(f"{index}_pk").eq(partition) & Key(f"{index}_sk").lte(up_to)
        with sdk_errors():
            answer = self._client.query(
                TableName=self.name, IndexName=index, Limit=limit, **condition(where, is_key=True)
            )
        return [plain(item) for item in answer["Items"]]

    def _pause(self, tries: int) -> int:
        """Waits longer each time; raises `Throttled` when it has been often enough."""
        if tries == _BATCH_TRIES:
            raise Throttled(f"{self.name} keeps refusing parts of a batch")
        time.sleep(0.05 * 2**tries)
        return tries + 1
