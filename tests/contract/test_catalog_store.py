"""What is kept of catalogs, over records in memory and in DynamoDB alike."""

from itertools import count

import pytest

from nyqst.bootstrap.layout import EVERY_RECORD
from nyqst.errors import Conflict, NotFound
from nyqst.identity.dynamodb import DynamoRecords
from nyqst.metering.catalog.builtin import builtin_document
from nyqst.metering.catalog.document import CatalogDocument
from nyqst.metering.catalog.store import CatalogStore, read_stored, written
from nyqst.storage.schema import APP
from nyqst.storage.table import Table
from tests.aws import Aws, make_table
from tests.builders import NOW
from tests.fakes.records import MemoryRecords
from tests.unit.nyqst.metering.catalogs import a_document

_TABLES = count()
FIRST = builtin_document().version


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> CatalogStore:
    if request.param == "memory":
        return CatalogStore(MemoryRecords())
    aws: Aws = request.getfixturevalue("aws")
    return CatalogStore(DynamoRecords(_a_table(aws), EVERY_RECORD))


def _a_table(aws: Aws) -> Table:
    """Of its own: there is one catalog in a table."""
    name = f"catalogs-{next(_TABLES)}"
    make_table(aws.dynamodb, name, APP)
    return Table(aws.dynamodb, name)


def put(store: CatalogStore, version: int, name: str = "Crew") -> CatalogDocument:
    given = a_document(version=version, plans__team__name=name)
    document = CatalogDocument.model_validate(given)
    store.records.commit(*store.changes(written(document, NOW, "usr_a")))
    return document


def test_while_nothing_is_stored_the_built_in_catalog_is_in_force(store: CatalogStore) -> None:
    assert store.head() == FIRST
    assert read_stored(store.get(FIRST)) == builtin_document()
    assert [each.version for each in store.list(10, None).items] == [FIRST]


def test_a_stored_catalog_is_in_force_and_the_one_before_it_is_kept(store: CatalogStore) -> None:
    document = put(store, FIRST + 1)
    assert store.head() == FIRST + 1
    assert read_stored(store.get(FIRST + 1)) == document
    assert read_stored(store.get(FIRST)) == builtin_document()


def test_who_stored_it_is_told(store: CatalogStore) -> None:
    put(store, FIRST + 1)
    stored = store.get(FIRST + 1)
    assert (stored.made_by, stored.made_at, stored.restores) == ("usr_a", NOW, None)


def test_versions_are_listed_in_pages_newest_first(store: CatalogStore) -> None:
    for version in range(FIRST + 1, FIRST + 12):
        put(store, version)
    found, cursor = [], None
    while True:
        page = store.list(5, cursor)
        found += [each.version for each in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == list(range(FIRST + 11, FIRST - 1, -1))


@pytest.mark.parametrize("version", [FIRST, FIRST + 2])
def test_only_the_next_version_is_taken(store: CatalogStore, version: int) -> None:
    with pytest.raises(Conflict):
        put(store, version)
    assert store.head() == FIRST


def test_of_two_who_change_the_same_version_one_is_refused(store: CatalogStore) -> None:
    rivals = [
        store.changes(written(CatalogDocument.model_validate(a_document(version=2)), NOW, user))
        for user in ("usr_a", "usr_b")
    ]
    store.records.commit(*rivals[0])
    with pytest.raises(Conflict):
        store.records.commit(*rivals[1])
    assert store.get(2).made_by == "usr_a"


def test_a_later_change_too_is_made_by_one_alone(store: CatalogStore) -> None:
    put(store, FIRST + 1)
    document = CatalogDocument.model_validate(a_document(version=FIRST + 2))
    rivals = [store.changes(written(document, NOW, user)) for user in ("usr_a", "usr_b")]
    store.records.commit(*rivals[0])
    with pytest.raises(Conflict):
        store.records.commit(*rivals[1])
    assert store.get(FIRST + 2).made_by == "usr_a"


def test_a_version_that_never_was_is_not_found(store: CatalogStore) -> None:
    with pytest.raises(NotFound):
        store.get(99)
