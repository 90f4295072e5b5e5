"""Meters, their ledger and its tallies in the `usage` table.

    pk                                      sk             holds                       index `open`
    <tenant>#METER#<name>#<period>#<shard>  SHARD          cut, lim, rem, held, used,  OPEN#<n>  pk
                                                           touched; h#<id>: one hold each
    <tenant>#LEDGER#<name>#<period>#<shard> <id>#<number>  one ledger entry; `expires`
    <tenant>#TALLY#<name>                   <day>#<period>#<shard>
                                                           n: entries; z: figures by group, deflated
    <tenant>#DECISION                       <decision>     one decision; goes after thirteen months

A hold is `{n: amount, s: seen, x: expiry in ms, t: token, f: facts}`. It lies in its shard, so that
taking it and counting it is one conditional write, and so is freeing it and counting what was used.
Reserving and settling need no transaction: transactions are slow, and on one busy item they refuse
each other. A shard is in the index `open` from its first hold, or from a late entry, until it is
seen to have no hold and nobody has touched it since.

A tally is folded from the ledger, as often as need be, and replaces the one in its place if it
knows of more entries: what stands there in the end is the fold of them all.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.conditions import Attr
from botocore.exceptions import ClientError

from nyqst.errors import Conflict
from nyqst.metering import rows
from nyqst.metering.decision_rows import decided_of, decision_pk, decision_row
from nyqst.metering.model.decision import Decided, Outcome
from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Hold, LedgerEntry, Reservation, Shard
from nyqst.metering.model.tally import Tally
from nyqst.metering.ports import HELD, Held
from nyqst.metering.rows import text
from nyqst.metering.tally_rows import tally_of, tally_pk, tally_row
from nyqst.metering.writes import MeterWrites, Request
from nyqst.paging import MAX_PAGE, Listed, cursor_behind, read_cursor
from nyqst.storage.expressions import ABSENT, Put
from nyqst.storage.patience import patiently
from nyqst.storage.sdk_errors import sdk_errors
from nyqst.storage.table import Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_PAGES_LOOKED_THROUGH = 10
"""For one page of decisions of one outcome."""


class DynamoMeterStore:
    """`nyqst.metering.ports.MeterStore`."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table
        self._writes = MeterWrites(table)

    def hold(self, key: ShardKey, cut: Cut, hold: Hold) -> Shard | Held | None:
        request = self._writes.take(key, cut, hold)
        return patiently(lambda: self._take(key, request))

    def shard(self, key: ShardKey) -> Shard | None:
        with sdk_errors():
            answer = self._client.get_item(**self._writes.at(key), ConsistentRead=True)
        return rows.shard_of(key, answer["Item"]) if "Item" in answer else None

    def shards(self, meter: Meter, count: int) -> tuple[Shard | None, ...]:
        keys = [ShardKey(meter, at) for at in range(count)]
        found = patiently(lambda: self._read(keys))
        return tuple(
            rows.shard_of(key, read["Item"]) if read.get("Item") else None
            for key, read in zip(keys, found, strict=True)
        )

    def recut(self, meter: Meter, seen: Sequence[Shard | None], cut: Cut) -> bool:
        writes = self._writes
        return self._transact(
            {"Update": writes.recut(shard, cut)} if shard else {"Put": writes.new(meter, at, cut)}
            for at, shard in enumerate(seen)
        )

    def borrow(self, key: ShardKey, hold: Hold, lenders: Sequence[tuple[ShardKey, int]]) -> bool:
        lent = sum(amount for _, amount in lenders)
        return self._lend(self._writes.take_borrowed(key, hold, lent), lenders)

    def repay(self, key: ShardKey, lenders: Sequence[tuple[ShardKey, int]]) -> bool:
        lent = sum(amount for _, amount in lenders)
        return self._lend(self._writes.grow(key, lent), lenders)

    def extend(self, reservation: Reservation, amount: int, expires_at: datetime) -> bool:
        return self._update(self._writes.extend(reservation, amount, expires_at))

    def note(self, reservation: Reservation, seen: int) -> bool:
        if self._update(self._writes.note(reservation, seen)):
            return True
        shard = self.shard(reservation.shard)
        return shard is not None and reservation.id in shard.holds

    def record(self, key: ShardKey, entry: LedgerEntry) -> bool:
        added = self._writes.entry(key, entry)
        return patiently(lambda: self._holds(lambda: self._client.put_item(**added)))

    def free(
        self, reservation: Reservation, used: int, told: int, over_at: datetime | None = None
    ) -> bool:
        return self._update(self._writes.free(reservation, used, told, over_at))

    def append(self, key: ShardKey, entry: LedgerEntry) -> bool:
        counted = self._writes.count(key, entry)
        return self._transact([{"Update": counted}, {"Put": self._writes.entry(key, entry)}])

    def entries(self, key: ShardKey, reservation_id: str = "") -> tuple[LedgerEntry, ...]:
        values = {":pk": text(rows.ledger_pk(key))}
        where = "pk = :pk"
        if reservation_id:
            values[":id"] = text(f"{reservation_id}#")
            where += " AND begins_with(sk, :id)"
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression=where,
            ExpressionAttributeValues=values,
            ConsistentRead=True,
        )
        with sdk_errors():
            return tuple(rows.entry_of(item) for page in pages for item in page["Items"])

    def entries_behind(
        self, key: ShardKey, place: tuple[str, int] | None, limit: int
    ) -> tuple[LedgerEntry, ...]:
        pk = text(rows.ledger_pk(key))
        request: Any = (
            {}
            if place is None
            else {"ExclusiveStartKey": {"pk": pk, "sk": text(rows.ledger_sk(*place))}}
        )
        found: list[LedgerEntry] = []
        while True:
            with sdk_errors():
                answer = self._client.query(
                    TableName=self._table,
                    KeyConditionExpression="pk = :pk",
                    ExpressionAttributeValues={":pk": pk},
                    ConsistentRead=True,
                    Limit=limit - len(found),
                    **request,
                )
            found += map(rows.entry_of, answer["Items"])
            if len(found) == limit or "LastEvaluatedKey" not in answer:
                return tuple(found)
            request = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def open_shards(self, limit: int) -> tuple[ShardKey, ...]:
        found: list[ShardKey] = []
        for partition in range(rows.OPEN_PARTITIONS):
            with sdk_errors():
                answer = self._client.query(
                    TableName=self._table,
                    IndexName="open",
                    KeyConditionExpression="open_pk = :open",
                    ExpressionAttributeValues={":open": text(f"OPEN#{partition}")},
                    Limit=limit,
                )
            found += [rows.shard_key_of(item["pk"]["S"]) for item in answer["Items"]]
        return tuple(found[:limit])

    def mark_settled(self, shard: Shard) -> None:
        self._update(self._writes.mark_settled(shard))

    def correct(self, shard: Shard, balance: Balance) -> bool:
        return self._update(self._writes.correct(shard, balance))

    def _take(self, key: ShardKey, request: Request) -> Shard | Held | None:
        with sdk_errors():
            try:
                self._client.update_item(**request, ReturnValuesOnConditionCheckFailure="ALL_OLD")
            except ClientError as error:
                if error.response["Error"].get("Code") != "ConditionalCheckFailedException":
                    raise
                seen: Any = error.response.get("Item")
                return rows.shard_of(key, seen) if seen else None
        return HELD

    def _read(self, keys: Sequence[ShardKey]) -> Sequence[Any]:
        reads: Any = [{"Get": self._writes.at(key)} for key in keys]
        with sdk_errors():
            return self._client.transact_get_items(TransactItems=reads)["Responses"]

    def _lend(self, taken: Request, lenders: Sequence[tuple[ShardKey, int]]) -> bool:
        gave = (self._writes.lend(lender, amount) for lender, amount in lenders)
        return self._transact({"Update": write} for write in (taken, *gave))

    def _update(self, request: Request) -> bool:
        return patiently(lambda: self._holds(lambda: self._client.update_item(**request)))

    def _transact(self, writes: Iterable[Request]) -> bool:
        items: Any = list(writes)
        write = self._client.transact_write_items
        return patiently(lambda: self._holds(lambda: write(TransactItems=items)))

    @staticmethod
    def _holds(write: Any) -> bool:
        """Whether what the write demands of the table was so."""
        try:
            with sdk_errors():
                write()
        except Conflict:
            return False
        return True


class DynamoTallyStore:
    """`nyqst.metering.ports.TallyStore`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def keep(self, tally: Tally) -> None:
        try:
            self._table.write(Put(tally_row(tally), ABSENT | Attr("n").lt(tally.entries)))
        except Conflict:
            return

    def between(
        self, tenant_id: str, meter_name: str, first: date, last: date
    ) -> tuple[Tally, ...]:
        behind = (last + timedelta(days=1)).isoformat()
        pk = tally_pk(tenant_id, meter_name)
        return tuple(
            tally_of(tenant_id, meter_name, row)
            for row in self._table.query_between(pk, first.isoformat(), behind)
        )


class DynamoDecisionLog:
    """`nyqst.metering.ports.DecisionLog`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def put(self, decided: Decided) -> None:
        self._table.put_if_absent(decision_row(decided))

    def get(self, tenant_id: str, decision_id: str) -> Decided | None:
        row = self._table.get(decision_pk(tenant_id), decision_id)
        return decided_of(row) if row else None

    def list(
        self, tenant_id: str, limit: int, cursor: str | None, outcome: Outcome | None = None
    ) -> Listed[Decided]:
        pk = decision_pk(tenant_id)
        found: list[Decided] = []
        last = read_cursor(pk, cursor)
        for decided in self._newest_first(pk, last, limit if outcome is None else MAX_PAGE):
            if len(found) == limit or decided is None:
                return Listed(tuple(found), cursor_behind(pk, last))
            last = decided.id
            if outcome in (None, decided.decision.outcome):
                found.append(decided)
        return Listed(tuple(found), None)

    def _newest_first(self, pk: str, after: str | None, page_size: int) -> Iterator[Decided | None]:
        """None where it has looked through so many that the next page may go on."""
        for _ in range(_PAGES_LOOKED_THROUGH):
            page = self._table.query(pk, after_sk=after, limit=page_size, newest_first=True)
            yield from map(decided_of, page.items)
            after = page.last_sk
            if after is None:
                return
        yield None
