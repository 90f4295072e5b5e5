"""The catalogs that are kept, among the records of the operator."""

from dataclasses import dataclass
from datetime import datetime

from nyqst.errors import Conflict, NotFound
from nyqst.identity.model.tenant import OPERATOR
from nyqst.identity.ports import Records
from nyqst.identity.records import Added, Change, Changed, ref
from nyqst.metering.catalog.builtin import builtin_document
from nyqst.metering.catalog.document import CatalogDocument
from nyqst.metering.model.catalog_version import CatalogHead, CatalogVersion, number_of
from nyqst.paging import Listed


@dataclass(frozen=True, slots=True)
class CatalogStore:
    records: Records

    def head(self) -> int:
        """The version in force. While nothing is stored it is the built-in one."""
        found = self._head()
        return found.version if found else builtin_document().version

    def get(self, version: int) -> CatalogVersion:
        found = self.records.get(ref(CatalogVersion, tenant_id=OPERATOR, number=number_of(version)))
        if found is not None:
            return found
        if version == builtin_document().version:
            return _builtin()
        raise NotFound(f"No catalog {version}", code="catalog_version_not_found")

    def list(self, limit: int, cursor: str | None) -> Listed[CatalogVersion]:
        """Newest first."""
        found = self.records.list(
            CatalogVersion, limit, cursor, newest_first=True, tenant_id=OPERATOR
        )
        return found if found.items or cursor else Listed((_builtin(),), None)

    def changes(self, made: CatalogVersion) -> tuple[Change, ...]:
        """That put it in force, the head's first. Raises `Conflict` unless it is the next one."""
        head = self._head()
        before = head.version if head else builtin_document().version
        if made.version != before + 1:
            raise stale(before)
        after = CatalogHead(made.version)
        if head is None:
            return Added(after), Added(_builtin()), Added(made)
        return Changed(head, after), Added(made)

    def _head(self) -> CatalogHead | None:
        return self.records.get(ref(CatalogHead, tenant_id=OPERATOR))


def read_stored(stored: CatalogVersion) -> CatalogDocument:
    return CatalogDocument.model_validate_json(stored.document)


def written(
    document: CatalogDocument, at: datetime, by: str, restores: int | None = None
) -> CatalogVersion:
    text = document.model_dump_json()
    return CatalogVersion(number_of(document.version), at, by, text, restores)


def stale(current: int) -> Conflict:
    return Conflict(f"Version {current} is in force by now", code="catalog_changed")


def _builtin() -> CatalogVersion:
    return written(builtin_document(), _BEGINNING, "")


_BEGINNING = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
