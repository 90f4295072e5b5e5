"""The catalog in force, kept for a while, so that hardly a request has to ask for it.

A change is in force everywhere `FRESH_FOR` after it was made, at the latest. Only while the store
does not answer is an older one used, and that no longer than `AT_MOST`.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nyqst.clock import Clock
from nyqst.errors import Unavailable
from nyqst.metering.catalog.store import CatalogStore, read_stored
from nyqst.metering.model.catalog import Catalog

FRESH_FOR = timedelta(seconds=30)
AT_MOST = timedelta(minutes=5)


@dataclass
class KeptCatalogs:
    store: CatalogStore
    clock: Clock
    _current: Catalog | None = None
    _read_at: datetime = field(init=False)
    _known: dict[int, Catalog] = field(default_factory=dict)

    def __call__(self) -> Catalog:
        """The one in force."""
        now = self.clock.now()
        kept = self._current
        if kept is not None and now - self._read_at < FRESH_FOR:
            return kept
        try:
            current = self.version(self.store.head())
        except Unavailable:
            if kept is None or now - self._read_at >= AT_MOST:
                raise
            return kept
        self._current, self._read_at = current, now
        return current

    def version(self, number: int) -> Catalog:
        """Read once: a stored version never changes."""
        if number not in self._known:
            self._known[number] = read_stored(self.store.get(number)).to_catalog()
        return self._known[number]

    def forget(self) -> None:
        """What is in force is asked for again; whoever has changed it sees it changed."""
        self._current = None
