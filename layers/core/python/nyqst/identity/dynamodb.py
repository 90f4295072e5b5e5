"""Records in the `app` table, where their layout says."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, asdict, fields, is_dataclass
from datetime import datetime
from typing import Any

from boto3.dynamodb.conditions import Attr, ConditionBase
from pydantic import TypeAdapter

from nyqst.errors import Conflict
from nyqst.idempotency import Once, replay
from nyqst.identity.layout import LAYOUT, PUBLIC_KEYS, Layout, key_of
from nyqst.identity.model.signing import PublicKey
from nyqst.identity.ports import Answering
from nyqst.identity.records import Added, Change, Changed, Record, Ref, Removed
from nyqst.paging import Listed, cursor_behind, read_cursor
from nyqst.storage.expressions import ABSENT, PRESENT, Delete, Item, Put, Update
from nyqst.storage.idempotency import answered_row, find_answered
from nyqst.storage.table import Table

_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}
"""Making one takes milliseconds, so each is made once."""


class DynamoRecords:
    def __init__(self, table: Table, layout: Layout = LAYOUT) -> None:
        self._table = table
        self._layout = layout

    def get(self, wanted: Ref[Record]) -> Record | None:
        row = self._table.get(*key_of(self._layout, wanted.kind, wanted.key))
        return _record(wanted.kind, row) if row else None

    def get_together(self, *wanted: Ref[Any]) -> tuple[Any, ...]:
        keys = [key_of(self._layout, each.kind, each.key) for each in wanted]
        rows = {(row["pk"], row["sk"]): row for row in self._table.get_all(keys)}
        return tuple(
            _record(each.kind, rows[key]) if key in rows else None
            for each, key in zip(wanted, keys, strict=True)
        )

    def list(
        self,
        kind: type[Record],
        limit: int,
        cursor: str | None,
        *,
        newest_first: bool = False,
        **partition: str,
    ) -> Listed[Record]:
        pk = self._layout[kind].pk.format_map(partition)
        page = self._table.query(
            pk, after_sk=read_cursor(pk, cursor), limit=limit, newest_first=newest_first
        )
        items = tuple(_record(kind, row) for row in page.items)
        return Listed(items, cursor_behind(pk, page.last_sk))

    def commit(self, *changes: Change, answering: Answering | None = None) -> str | None:
        writes = [self.write_of(change) for change in changes]
        if answering is None:
            self._write(writes)
            return None
        tenant_id, once, made = answering.tenant_id, answering.once, answering.result_id
        try:
            self._write([*writes, answered_row(tenant_id, once, made, answering.at)])
        except Conflict:
            earlier = self.earlier(tenant_id, once, answering.at)
            if earlier is None:
                raise
            return earlier
        return None

    def earlier(self, tenant_id: str, once: Once | None, now: datetime) -> str | None:
        return replay(once, find_answered(self._table, tenant_id, once, now)) if once else None

    def _write(self, writes: Sequence[Put | Update | Delete]) -> None:
        if len(writes) == 1 and not isinstance(writes[0], Delete):
            self._table.write(writes[0])
        else:
            self._table.transact(writes)

    def write_of(self, change: Change) -> Put | Update | Delete:
        if isinstance(change, Added):
            return Put(self._row(change.record), ABSENT)
        if isinstance(change, Removed):
            row = self._row(change.record)
            return Delete(row["pk"], row["sk"], PRESENT)
        return self._update(change)

    def _update(self, change: Changed) -> Update:
        before, after = self._row(change.before), self._row(change.after)
        where = PRESENT
        changed = {}
        for name in sorted(before):
            if before[name] == after[name]:
                continue
            changed[name] = after[name]
            where = where & _stood(type(change.before), name, before[name])
        return Update(before["pk"], before["sk"], changed, where)

    def _row(self, record: Any) -> Item:
        values = {field.name: getattr(record, field.name) for field in fields(record)}
        pk, sk = key_of(self._layout, type(record), values)
        row = {"pk": pk, "sk": sk, **{name: _stored(value) for name, value in values.items()}}
        expires = self._layout[type(record)].expires
        if expires:
            row["expires"] = int(values[expires].timestamp())
        return row


def _stood(kind: type[Any], name: str, was: Any) -> ConditionBase:
    """A field that is younger than the row stands in it by its default."""
    absent = Attr(name).not_exists()
    if was is None:
        return absent
    default = next((field.default for field in fields(kind) if field.name == name), MISSING)
    return Attr(name).eq(was) | absent if _stored(default) == was else Attr(name).eq(was)


class DynamoPublicKeys:
    def __init__(self, table: Table) -> None:
        self._table = table

    def published(self) -> tuple[PublicKey, ...]:
        row = self._table.get(PUBLIC_KEYS, "PUBLIC")
        return tuple(_record(PublicKey, key) for key in row["keys"]) if row else ()

    def publish(self, keys: tuple[PublicKey, ...]) -> None:
        stored = [{name: _stored(value) for name, value in asdict(key).items()} for key in keys]
        self._table.write(Put({"pk": PUBLIC_KEYS, "sk": "PUBLIC", "keys": stored}))


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_stored(part) for part in value]
    if isinstance(value, Mapping):
        return {name: _stored(part) for name, part in value.items()}
    if is_dataclass(value):
        return {each.name: _stored(getattr(value, each.name)) for each in fields(value)}
    return value


def _record(kind: type[Record], row: Item) -> Record:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    record: Record = _ADAPTERS[kind].validate_python(row)
    return record
