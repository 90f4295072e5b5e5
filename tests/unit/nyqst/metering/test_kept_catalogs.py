from dataclasses import dataclass, field

import pytest

from nyqst.errors import Unavailable
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.catalog.document import CatalogDocument
from nyqst.metering.catalog.kept import KeptCatalogs
from nyqst.metering.catalog.store import CatalogStore, written
from tests.builders import NOW
from tests.fakes.clock import FixedClock
from tests.fakes.records import MemoryRecords
from tests.unit.nyqst.metering.catalogs import a_document


class SilentRecords(MemoryRecords):
    silent = False

    def get(self, wanted):  # type: ignore[no-untyped-def]
        if self.silent:
            raise Unavailable("No answer")
        return super().get(wanted)


@dataclass
class Keeping:
    records: SilentRecords = field(default_factory=SilentRecords)
    clock: FixedClock = field(default_factory=FixedClock)
    kept: KeptCatalogs = field(init=False)

    def __post_init__(self) -> None:
        self.kept = KeptCatalogs(CatalogStore(self.records), self.clock)

    def change(self, version: int) -> None:
        document = CatalogDocument.model_validate(a_document(version=version))
        store = CatalogStore(self.records)
        self.records.commit(*store.changes(written(document, NOW, "usr_a")))

    def calls(self) -> int:
        before = self.records.calls
        self.kept()
        return self.records.calls - before


@pytest.fixture
def keeping() -> Keeping:
    return Keeping()


def test_a_warm_worker_asks_for_nothing(keeping: Keeping) -> None:
    keeping.kept()
    keeping.clock.move(seconds=29)
    assert keeping.calls() == 0


def test_after_half_a_minute_one_read_tells_that_nothing_changed(keeping: Keeping) -> None:
    keeping.change(2)
    keeping.kept()
    keeping.clock.move(seconds=30)
    assert keeping.calls() == 1


def test_a_change_is_in_force_within_half_a_minute(keeping: Keeping) -> None:
    assert keeping.kept() == builtin_catalog()
    keeping.change(2)
    keeping.clock.move(seconds=30)
    assert keeping.calls() == 2
    assert keeping.kept().version == 2


def test_an_earlier_version_is_read_once(keeping: Keeping) -> None:
    keeping.change(2)
    keeping.change(3)
    assert keeping.kept().version == 3
    assert keeping.kept.version(2).version == 2
    before = keeping.records.calls
    keeping.kept.version(2)
    assert keeping.records.calls == before


def test_while_the_store_is_silent_the_last_one_holds_for_five_minutes(keeping: Keeping) -> None:
    keeping.kept()
    keeping.records.silent = True
    keeping.clock.move(minutes=4, seconds=59)
    assert keeping.kept() == builtin_catalog()
    keeping.clock.move(seconds=1)
    with pytest.raises(Unavailable):
        keeping.kept()


def test_without_an_earlier_one_a_silent_store_is_an_error(keeping: Keeping) -> None:
    keeping.records.silent = True
    with pytest.raises(Unavailable):
        keeping.kept()
