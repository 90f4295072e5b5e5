"""An operator tries, replaces and restores catalogs, over records in memory."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from nyqst.errors import Conflict, InvalidDocument
from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.model.tenant import OPERATOR
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.catalog.document import CatalogDocument
from nyqst.metering.catalog.impact import FindImpact
from nyqst.metering.catalog.kept import KeptCatalogs
from nyqst.metering.catalog.manage import ManageCatalog
from nyqst.metering.catalog.store import CatalogStore
from nyqst.metering.model.differences import Difference
from tests.builders import a_caller
from tests.fakes.records import MemoryRecords
from tests.unit.nyqst.metering.catalogs import a_document
from tests.unit.nyqst.metering.meters import Meters

FIRST = builtin_catalog().version
VERSION = Difference("version", str(FIRST), str(FIRST + 1))


@dataclass
class Office:
    records: MemoryRecords = field(default_factory=MemoryRecords)
    meters: Meters = field(default_factory=Meters)
    kept: KeptCatalogs = field(init=False)

    def __post_init__(self) -> None:
        self.kept = KeptCatalogs(CatalogStore(self.records), self.meters.clock)

    @property
    def manage(self) -> ManageCatalog:
        clock = self.meters.clock
        impact = FindImpact(self.records, self.meters.store, clock)
        return ManageCatalog(self.kept.store, self.kept, impact, clock, a_caller(OPERATOR))

    def trail(self) -> list[AuditEntry]:
        return list(self.records.list(AuditEntry, 10, None, tenant_id=OPERATOR).items)


def named(name: str, **changes: Any) -> CatalogDocument:
    return CatalogDocument.model_validate(a_document(plans__team__name=name, **changes))


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_catalog_that_is_tried_is_not_in_force(office: Office) -> None:
    tried = office.manage.preview(named("Crew"), FIRST)
    assert tried.version == FIRST + 1
    assert tried.differences == (Difference("plans.team.name", '"Team"', '"Crew"'), VERSION)
    assert tried.impact is not None
    assert office.manage.current().version == FIRST
    assert office.trail() == []


def test_a_catalog_that_replaces_another_is_in_force_at_once_and_on_the_trail(
    office: Office,
) -> None:
    assert office.kept().version == FIRST
    changed = office.manage.replace(named("Crew"), FIRST)
    assert (changed.version, changed.impact) == (FIRST + 1, None)
    assert changed.differences == (Difference("plans.team.name", '"Team"', '"Crew"'), VERSION)
    assert office.kept().version == office.manage.current().version == FIRST + 1
    made, clock = office.manage.current(), office.meters.clock
    assert (made.made_at, made.made_by) == (clock.now(), a_caller(OPERATOR).user_id)
    (entry,) = office.trail()
    assert (entry.action, entry.subject) == ("catalog.replaced", "catalog")
    assert entry.before == {"plans.team.name": '"Team"', "version": str(FIRST)}
    assert entry.after == {"plans.team.name": '"Crew"', "version": str(FIRST + 1)}


def test_an_earlier_catalog_comes_back_under_a_new_number(office: Office) -> None:
    office.manage.replace(named("Crew"), FIRST)
    office.meters.clock.move(seconds=1)
    restored = office.manage.restore(FIRST, FIRST + 1)
    assert restored.version == FIRST + 2
    assert (office.manage.current().restores, office.trail()[-1].action) == (
        FIRST,
        "catalog.restored",
    )


def test_who_looked_at_an_older_catalog_changes_nothing(office: Office) -> None:
    office.manage.replace(named("Crew"), FIRST)
    with pytest.raises(Conflict) as refused:
        office.manage.replace(named("Gang"), FIRST)
    assert refused.value.code == "catalog_changed"
    assert str(FIRST + 1) in str(refused.value)
    assert office.manage.current().version == FIRST + 1


def test_a_catalog_that_was_made_from_a_later_one_is_refused(office: Office) -> None:
    with pytest.raises(InvalidDocument) as refused:
        office.manage.preview(named("Crew", version=FIRST + 1), FIRST)
    assert [fault.path for fault in refused.value.faults] == ["version"]


def test_a_catalog_that_cannot_be_sold_is_refused_with_the_places(office: Office) -> None:
    with pytest.raises(InvalidDocument) as refused:
        office.manage.replace(named("Crew", plans__team__model_classes=[]), FIRST)
    assert "plans.team.model_classes" in [fault.path for fault in refused.value.faults]
    assert office.manage.current().version == FIRST
