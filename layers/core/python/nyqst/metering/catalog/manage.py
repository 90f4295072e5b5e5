"""The catalog in the operator's hands: shown, tried, replaced, taken back."""

from dataclasses import dataclass, replace
from datetime import datetime

from nyqst.clock import Clock
from nyqst.errors import Conflict, InvalidDocument
from nyqst.identity.audit import audited
from nyqst.identity.model.caller import Caller
from nyqst.identity.records import Added, Change
from nyqst.metering.catalog.document import CatalogDocument
from nyqst.metering.catalog.impact import FindImpact, Impact
from nyqst.metering.catalog.kept import KeptCatalogs
from nyqst.metering.catalog.store import CatalogStore, read_stored, stale, written
from nyqst.metering.model.catalog_version import CatalogVersion
from nyqst.metering.model.differences import Difference, differences
from nyqst.metering.model.faults import Fault, faults_of

_Pair = tuple[CatalogDocument, CatalogDocument]
"""Before and after."""


@dataclass(frozen=True, slots=True)
class CatalogChange:
    version: int
    """That it makes, or would make."""
    differences: tuple[Difference, ...]
    impact: Impact | None = None


@dataclass(frozen=True, slots=True)
class ManageCatalog:
    store: CatalogStore
    kept: KeptCatalogs
    find_impact: FindImpact
    clock: Clock
    caller: Caller

    def current(self) -> CatalogVersion:
        return self.store.get(self.store.head())

    def preview(self, document: CatalogDocument, base: int) -> CatalogChange:
        """Nothing is stored."""
        before, after = self._next(document, base)
        impact = self.find_impact(before.to_catalog(), after.to_catalog())
        return CatalogChange(after.version, _differing(before, after), impact)

    def replace(self, document: CatalogDocument, base: int) -> CatalogChange:
        """`base` is the version that was looked at. Raises `Conflict` if it is not in force."""
        before, after = self._next(document, base)
        return self._put(before, after, "catalog.replaced")

    def restore(self, version: int, base: int) -> CatalogChange:
        """The content of that version as a new one: numbers never go back."""
        before, after = self._next(read_stored(self.store.get(version)), base)
        return self._put(before, after, "catalog.restored", restores=version)

    def _next(
        self, document: CatalogDocument, base: int
    ) -> tuple[CatalogDocument, CatalogDocument]:
        if document.version > base:
            fault = Fault("version", f"is later than {base}, which is to be replaced")
            raise InvalidDocument("The catalog is not in order", [fault])
        before = read_stored(self.current())
        if before.version != base:
            raise stale(before.version)
        after = document.model_copy(update={"version": base + 1})
        faults = faults_of(after.to_catalog())
        if faults:
            raise InvalidDocument("The catalog is not in order", faults)
        return before, after

    def _put(
        self,
        before: CatalogDocument,
        after: CatalogDocument,
        action: str,
        restores: int | None = None,
    ) -> CatalogChange:
        now = self.clock.now()
        made = written(after, now, self.caller.user_id, restores)
        changes = self.store.changes(made)
        differing = _differing(before, after)
        entry = self._entry(now, action, changes[0], differing)
        try:
            self.store.records.commit(*changes, entry)
        except Conflict as conflict:
            raise stale(self.store.head()) from conflict
        self.kept.forget()
        return CatalogChange(made.version, differing)

    def _entry(
        self, now: datetime, action: str, change: Change, differing: tuple[Difference, ...]
    ) -> Added:
        entry = audited(self.caller, now, action, "catalog", change).record
        old = {each.path: each.before for each in differing if each.before is not None}
        new = {each.path: each.after for each in differing if each.after is not None}
        return Added(replace(entry, before=old, after=new))


def _differing(before: CatalogDocument, after: CatalogDocument) -> tuple[Difference, ...]:
    """The version among them."""
    return differences(before.model_dump(mode="json"), after.model_dump(mode="json"))
