"""Handing over everything that a tenant owns, as zip files that can each be read by itself.

In each file a kind of row is a file of JSON lines, and content lies under its name in the store. A
file is made whole or made again: where the next one begins is written down with what there is.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nyqst.clock import Clock
from nyqst.errors import Conflict, NotFound, RateLimited
from nyqst.estate.model import Export, ExportState
from nyqst.estate.ports import Estates, Exports, Files
from nyqst.estate.registry import kind_of
from nyqst.estate.volume import Volume
from nyqst.identity.audit import audited
from nyqst.identity.manage_tenants import Tenants
from nyqst.identity.model.caller import Caller
from nyqst.identity.ports import Records
from nyqst.identity.records import Added
from nyqst.ids import new_id
from nyqst.retention import KEPT, Data, has_passed

_ONE_IN = timedelta(days=1)
_FULL = 32 * 1024 * 1024
_CONTENT = "content:"
"""What the position of content begins with; before that it is one of rows."""


def file_name(export: Export, number: int) -> str:
    return f"{export.tenant_id}/exports/{export.id}/{number:04}.zip"


@dataclass(frozen=True, slots=True)
class RequestExport:
    records: Records
    exports: Exports
    clock: Clock

    def __call__(self, caller: Caller, tenant_id: str) -> Export:
        """Raises `NotFound`, and `RateLimited`: making one reads everything there is."""
        now = self.clock.now()
        Tenants(self.records, self.clock, caller).get(tenant_id)
        recent = self.exports.list(tenant_id)[:1]
        if recent and recent[0].requested_at > now - _ONE_IN:
            wait = recent[0].requested_at + _ONE_IN - now
            raise RateLimited(
                "One export a day", code="export_too_soon", retry_after_s=int(wait.total_seconds())
            )
        export = Export(tenant_id, new_id("exp", now), caller.user_id, now)
        self.exports.begin(export)
        by = replace(caller, tenant_id=tenant_id)
        self.records.commit(audited(by, now, "export.requested", export.id, Added(export)))
        return export


@dataclass(frozen=True, slots=True)
class ExportTenants:
    exports: Exports
    estates: Estates
    files: Files
    clock: Clock

    def __call__(self, until: datetime) -> int:
        """Goes on with what is due, until then; how many files were written or deleted."""
        done = 0
        for export in self.exports.due(self.clock.now(), 10):
            going_on = export
            while going_on.state is ExportState.WORKING and self.clock.now() < until:
                try:
                    going_on = self._write_next(going_on, until)
                except Conflict:
                    break  # somebody else goes on with it
                done += 1
            if export.state is ExportState.READY:
                done += self._delete(export)
        return done

    def _write_next(self, export: Export, until: datetime) -> Export:
        volume = Volume()
        position: str | None = export.position or ""
        while position is not None and volume.size < _FULL and self.clock.now() < until:
            position = self._add(export.tenant_id, position, volume)
        number = export.files + 1
        content = volume.closed()
        self.files.write(file_name(export, number), content)
        written = replace(
            export,
            position=position,
            files=number,
            rows=export.rows + volume.rows,
            contents=export.contents + volume.contents,
            bytes=export.bytes + len(content),
        )
        if position is not None:
            return self.exports.change(written, self.clock.now())
        now = self.clock.now()
        ready = replace(written, state=ExportState.READY, ready_at=now)
        kept = KEPT[Data.EXPORTS]
        return self.exports.change(ready, now + kept if kept else None)

    def _add(self, tenant_id: str, position: str, volume: Volume) -> str | None:
        """Where it goes on, None when everything is in."""
        if position.startswith(_CONTENT):
            return self._add_content(tenant_id, position.removeprefix(_CONTENT), volume)
        page = self.estates.rows(tenant_id, position or None)
        for row in page.rows:
            pk = str(row.key[0])
            kind = kind_of(row.table, pk) if pk.startswith(f"{tenant_id}#") else None
            is_over = has_passed(row.values.get("expires"), self.clock.now())
            if kind is not None and kind.exported and not is_over:
                volume.add_row(kind, row)
        return page.position or _CONTENT

    def _add_content(self, tenant_id: str, after: str, volume: Volume) -> str | None:
        names = self.files.names(tenant_id, after)
        for name in names:
            if volume.size >= _FULL:
                break
            after = name
            if not name.startswith(f"{tenant_id}/exports/"):
                self._add_file(name, volume)
        return f"{_CONTENT}{after}" if names else None

    def _add_file(self, name: str, volume: Volume) -> None:
        try:
            volume.add_content(name, self.files.read(name))
        except NotFound:
            return  # deleted since it was listed

    def _delete(self, export: Export) -> int:
        self.files.delete([file_name(export, number + 1) for number in range(export.files)])
        self.exports.change(replace(export, state=ExportState.GONE), None)
        return export.files
