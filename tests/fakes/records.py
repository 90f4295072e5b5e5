"""Identity's records in memory."""

from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from nyqst.bootstrap.layout import EVERY_RECORD
from nyqst.errors import Conflict
from nyqst.idempotency import Once
from nyqst.identity.layout import key_of
from nyqst.identity.ports import Answering
from nyqst.identity.records import Added, Change, Changed, Record, Ref, Removed
from nyqst.paging import Listed
from tests.fakes.once import MemoryOnce
from tests.fakes.pages import page_of

Key = tuple[str, str]


@dataclass
class MemoryRecords:
    calls: int = 0
    """Reads and writes that a real store would have been asked for."""
    once: MemoryOnce = field(default_factory=MemoryOnce)
    _rows: dict[Key, Any] = field(default_factory=dict)

    def get(self, wanted: Ref[Record]) -> Record | None:
        self.calls += 1
        return self._rows.get(_key(wanted.kind, wanted.key))

    def get_together(self, *wanted: Ref[Any]) -> tuple[Any, ...]:
        self.calls += 1
        return tuple(self._rows.get(_key(each.kind, each.key)) for each in wanted)

    def list(
        self,
        kind: type[Record],
        limit: int,
        cursor: str | None,
        *,
        newest_first: bool = False,
        **partition: str,
    ) -> Listed[Record]:
        self.calls += 1
        pk = EVERY_RECORD[kind].pk.format_map(partition)
        rows = {sk: record for (found, sk), record in self._rows.items() if found == pk}
        return page_of(pk, rows, limit, cursor, newest_first=newest_first)

    def commit(self, *changes: Change, answering: Answering | None = None) -> str | None:
        self.calls += 1
        if answering is None:
            self._apply(changes)
            return None
        tenant_id, once, made = answering.tenant_id, answering.once, answering.result_id
        answer = self.once.write(tenant_id, once, made, answering.at, lambda: self._apply(changes))
        return None if answer == made else answer

    def earlier(self, tenant_id: str, once: Once | None, now: datetime) -> str | None:
        return self.once.earlier(tenant_id, once, now) if once else None

    def _apply(self, changes: tuple[Change, ...]) -> None:
        with self.once.lock:
            if not all(map(self._holds, changes)):
                raise Conflict("Something else was met than expected")
            for change in changes:
                self._make(change)

    def _holds(self, change: Change) -> bool:
        if not isinstance(change, Changed):
            return (_key_of(change.record) in self._rows) is isinstance(change, Removed)
        there = self._rows.get(_key_of(change.before))
        return there is not None and all(
            getattr(there, name) == getattr(change.before, name) for name in change.differing
        )

    def _make(self, change: Change) -> None:
        if isinstance(change, Removed):
            del self._rows[_key_of(change.record)]
            return
        record = change.record if isinstance(change, Added) else self._changed(change)
        self._rows[_key_of(record)] = record

    def _changed(self, change: Any) -> Any:
        there = self._rows[_key_of(change.before)]
        return replace(there, **{name: getattr(change.after, name) for name in change.differing})


def _key_of(record: Any) -> Key:
    return _key(type(record), {each.name: getattr(record, each.name) for each in fields(record)})


def _key(kind: type[Any], named: Any) -> Key:
    return key_of(EVERY_RECORD, kind, named)
