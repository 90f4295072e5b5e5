"""Erasures and exports in the `app` table, and what a tenant owns in all tables.

    pk                sk         holds                                              index `due`
    ERASURES          <erasure>  one erasure, of nobody when it is done             ERASING   when
    <tenant>#EXPORT   <export>   one export                                         EXPORTING when

What a tenant owns is found by reading whole tables: rare, and nothing can be forgotten. It costs
what it costs to read them once (a third of a dollar for 10 GB), whoever the tenant is.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from boto3.dynamodb.conditions import Attr, ConditionBase
from pydantic import TypeAdapter

from nyqst.errors import NotFound
from nyqst.estate.model import Erasure, Export, OwnedRow, Rows
from nyqst.identity.model.attempts import none_yet
from nyqst.paging import Listed, cursor_behind, read_cursor
from nyqst.storage.expressions import ABSENT, Delete, Item, Put, condition, plain, typed
from nyqst.storage.sdk_errors import sdk_errors
from nyqst.storage.table import Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_ERASURES = "ERASURES"
_ERASING, _EXPORTING = "ERASING", "EXPORTING"

Job = TypeVar("Job", Erasure, Export)


class DynamoEstates:
    """`nyqst.estate.ports.Estates`."""

    def __init__(self, client: "DynamoDBClient", tables: Mapping[str, str]) -> None:
        """`tables`: from what a table is called here to its name."""
        self._client = client
        self._tables = tables

    def rows(self, tenant_id: str, position: str | None) -> Rows:
        table, start = json.loads(position) if position else (next(iter(self._tables)), None)
        arguments = condition(_owned_by(tenant_id))
        arguments["FilterExpression"] = arguments.pop("ConditionExpression")
        if start:
            arguments["ExclusiveStartKey"] = typed(start)
        with sdk_errors():
            answer = self._client.scan(
                TableName=self._tables[table], ConsistentRead=True, **arguments
            )
        rows = tuple(_owned(table, plain(item)) for item in answer["Items"])
        last = answer.get("LastEvaluatedKey")
        return Rows(rows, self._behind(table, plain(last) if last else None))

    def delete(self, rows: Sequence[OwnedRow]) -> None:
        for row in rows:
            self._delete(row.table, *row.key)
            if row.key[0].startswith("EMAIL#"):
                guessed = none_yet(row.values["email"], _ANY_TIME)
                self._delete(row.table, f"ATTEMPTS#{guessed.address_sha256}", "META")

    def _behind(self, table: str, last: Item | None) -> str | None:
        if last:
            return json.dumps([table, last])
        names = list(self._tables)
        following = names[names.index(table) + 1 :]
        return json.dumps([following[0], None]) if following else None

    def _delete(self, table: str, pk: str | int, sk: str | int) -> None:
        with sdk_errors():
            self._client.delete_item(TableName=self._tables[table], Key=typed({"pk": pk, "sk": sk}))


_ANY_TIME = datetime(1970, 1, 1)  # noqa: DTZ001 - only the address counts


def _owned_by(tenant_id: str) -> ConditionBase:
    """Begins with the tenant, says that it is the tenant's, or answers a request about it."""
    mine = Attr("pk").begins_with(f"{tenant_id}#") | Attr("tenant_id").eq(tenant_id)
    answered = Attr("result_id").eq(tenant_id) | Attr("sk").contains(f"/{tenant_id}/")
    return (mine | answered) & Attr("pk").ne(_ERASURES)


def _owned(table: str, item: Item) -> OwnedRow:
    return OwnedRow(table, (item["pk"], item["sk"]), item)


class DynamoErasures:
    """`nyqst.estate.ports.Erasures`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def begin(self, erasure: Erasure) -> Erasure:
        if self._table.put_if_absent(_erasure_row(erasure)):
            return erasure
        return self.get(erasure.id)

    def get(self, id_: str) -> Erasure:
        row = self._table.get(_ERASURES, id_)
        if row is None:
            raise NotFound(f"No erasure {id_}", code="erasure_not_found")
        return _job(Erasure, row)

    def list(self, limit: int, cursor: str | None) -> Listed[Erasure]:
        page = self._table.query(_ERASURES, after_sk=read_cursor(_ERASURES, cursor), limit=limit)
        found = tuple(_job(Erasure, row) for row in page.items)
        return Listed(found, cursor_behind(_ERASURES, page.last_sk))

    def change(self, after: Erasure) -> Erasure:
        changed = replace(after, version=after.version + 1)
        self._table.write(Put(_erasure_row(changed), Attr("version").eq(after.version)))
        return changed

    def drop(self, erasure: Erasure) -> None:
        given = Attr("version").eq(erasure.version)
        self._table.transact([Delete(_ERASURES, erasure.id, given)])

    def due(self, now: datetime, limit: int) -> tuple[Erasure, ...]:
        rows = self._table.query_index("due", _ERASING, up_to=now.isoformat(), limit=limit)
        return tuple(_job(Erasure, row) for row in rows)


class DynamoExports:
    """`nyqst.estate.ports.Exports`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def begin(self, export: Export) -> None:
        self._table.write(Put(_export_row(export, export.requested_at), ABSENT))

    def get(self, tenant_id: str, id_: str) -> Export:
        row = self._table.get(f"{tenant_id}#EXPORT", id_)
        if row is None:
            raise NotFound(f"No export {id_}", code="export_not_found")
        return _job(Export, row)

    def list(self, tenant_id: str) -> tuple[Export, ...]:
        page = self._table.query(f"{tenant_id}#EXPORT", newest_first=True, limit=100)
        return tuple(_job(Export, row) for row in page.items)

    def change(self, after: Export, look_again: datetime | None) -> Export:
        changed = replace(after, version=after.version + 1)
        row = _export_row(changed, look_again)
        self._table.write(Put(row, Attr("version").eq(after.version)))
        return changed

    def due(self, now: datetime, limit: int) -> tuple[Export, ...]:
        rows = self._table.query_index("due", _EXPORTING, up_to=now.isoformat(), limit=limit)
        return tuple(_job(Export, row) for row in rows)


def _erasure_row(erasure: Erasure) -> Item:
    row = {"pk": _ERASURES, "sk": erasure.id, **_values(erasure)}
    if erasure.erased_at is None:
        row |= {"due_pk": _ERASING, "due_sk": erasure.erase_at.isoformat()}
    return row


def _export_row(export: Export, due: datetime | None) -> Item:
    row = {"pk": f"{export.tenant_id}#EXPORT", "sk": export.id, **_values(export)}
    if due is not None:
        row |= {"due_pk": _EXPORTING, "due_sk": due.isoformat()}
    return row


def _values(job: Erasure | Export) -> Item:
    values = {field.name: getattr(job, field.name) for field in fields(job)}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def _job(kind: type[Job], row: Item) -> Job:
    known = {"tenant_id": None, **row}
    job: Job = TypeAdapter(kind).validate_python(known)
    return job
