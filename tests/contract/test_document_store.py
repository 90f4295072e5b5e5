"""What every document store must do, the fake and the real one alike."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.documents.dynamodb import DynamoDocumentStore
from nyqst.documents.model import Document, DocumentStatus, Failure
from nyqst.documents.ports import DocumentStore
from nyqst.errors import Conflict, InvalidInput, NotFound
from tests.aws import Aws
from tests.builders import NOW, a_document
from tests.fakes.document_stores import MemoryDocumentStore


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> DocumentStore:
    if request.param == "memory":
        return MemoryDocumentStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoDocumentStore(aws.app)


def many(store: DocumentStore, tenant: str, count: int) -> list[Document]:
    documents = [
        a_document(tenant, created_at=NOW + timedelta(seconds=number)) for number in range(count)
    ]
    return [store.add(document) for document in documents]


def ready(document: Document) -> Document:
    return replace(
        document,
        status=DocumentStatus.READY,
        text_sha256="b" * 64,
        extract_sha256="c" * 64,
        title="The fleet",
    )


def test_a_document_is_read_back_as_it_was(store: DocumentStore, tenant: str) -> None:
    document = a_document(tenant, name="Fähre 'n' café.txt")
    assert store.add(document) == document
    assert store.get(tenant, document.id) == document


def test_the_one_that_stands_under_its_id_is_kept(store: DocumentStore, tenant: str) -> None:
    first = store.add(a_document(tenant))
    assert store.add(replace(first, media_type="text/html")) == first
    assert store.get(tenant, first.id) == first


def test_an_unknown_document_is_not_found(store: DocumentStore, tenant: str) -> None:
    with pytest.raises(NotFound) as refusal:
        store.get(tenant, "doc_unknown")
    assert refusal.value.code == "document_not_found"


def test_another_tenant_does_not_find_it(store: DocumentStore, tenant: str) -> None:
    document = store.add(a_document(tenant))
    with pytest.raises(NotFound):
        store.get(f"{tenant}x", document.id)
    assert store.all(f"{tenant}x") == ()


def test_an_update_replaces_all_of_it(store: DocumentStore, tenant: str) -> None:
    document = store.add(a_document(tenant))
    failed = replace(
        document, status=DocumentStatus.FAILED, failure=Failure("pdf_no_text", "Only pictures")
    )
    for form in (failed, ready(document)):
        store.update(form)
        assert store.get(tenant, document.id) == form


def test_a_document_that_was_deleted_meanwhile_is_not_brought_back(
    store: DocumentStore, tenant: str
) -> None:
    document = store.add(a_document(tenant))
    store.delete(tenant, document.id)
    with pytest.raises(Conflict):
        store.update(ready(document))
    assert store.all(tenant) == ()


def test_only_what_is_there_can_be_deleted(store: DocumentStore, tenant: str) -> None:
    document = store.add(a_document(tenant))
    with pytest.raises(NotFound):
        store.delete(f"{tenant}x", document.id)
    store.delete(tenant, document.id)
    with pytest.raises(NotFound) as refusal:
        store.delete(tenant, document.id)
    assert refusal.value.code == "document_not_found"


@pytest.mark.parametrize("limit", [1, 2, 5, 50])
def test_documents_are_listed_by_id_in_pages(store: DocumentStore, tenant: str, limit: int) -> None:
    added = many(store, tenant, 5)
    found: list[Document] = []
    cursor = None
    while True:
        page = store.list(tenant, limit, cursor)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == added


def test_a_cursor_of_another_list_is_refused(store: DocumentStore, tenant: str) -> None:
    many(store, tenant, 2)
    cursor = store.list(tenant, 1, None).next_cursor
    with pytest.raises(InvalidInput) as refusal:
        store.list(f"{tenant}x", 1, cursor)
    assert refusal.value.code == "cursor_of_another_list"


def test_all_are_given_at_once_by_id(store: DocumentStore, tenant: str) -> None:
    added = many(store, tenant, 30)
    assert store.all(tenant) == tuple(added)
