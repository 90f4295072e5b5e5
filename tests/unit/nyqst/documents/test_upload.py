"""Bringing documents in."""

from dataclasses import replace

import pytest

from nyqst.artifacts.model import sha256_of
from nyqst.documents.model import Document, DocumentStatus, Failure
from nyqst.documents.upload import MAX_DOCUMENT_BYTES, Announced, Documents
from nyqst.errors import Conflict, InvalidInput, NotFound, TooLarge
from nyqst.paging import Listed
from tests.builders import a_caller
from tests.fakes.platform import MemoryPlatform

FLEET = Announced("fleet.txt", "text/plain", 5, sha256_of(b"fleet"))
CREW = Announced("crew.txt", "text/plain", 4, sha256_of(b"crew"))


@pytest.fixture
def platform() -> MemoryPlatform:
    return MemoryPlatform()


@pytest.fixture
def documents(platform: MemoryPlatform) -> Documents:
    return platform.documents(a_caller("ten_a"))


def announced(documents: Documents, file: Announced = FLEET) -> Document:
    ((document, _),) = documents.announce([file])
    return document


def arrived(platform: MemoryPlatform, document: Document, content: bytes = b"fleet") -> None:
    platform.stores.content.put(document.tenant_id, document.sha256, content, "text/plain")


def waiting(platform: MemoryPlatform) -> list[str]:
    return [document_id for _, document_id in platform.stores.ingest_queue.waiting]


def everything(documents: Documents) -> Listed[Document]:
    return documents.list(100, None)


def test_every_file_is_told_how_to_be_uploaded(documents: Documents) -> None:
    fleet, crew = documents.announce([FLEET, CREW])
    for (document, upload), file in zip((fleet, crew), (FLEET, CREW), strict=True):
        assert document.status is DocumentStatus.AWAITING_UPLOAD
        assert (document.name, document.sha256) == (file.name, file.sha256)
        assert upload is not None
        assert file.sha256 in upload.url
    assert {document.id for document in everything(documents).items} == {fleet[0].id, crew[0].id}


def test_the_same_file_is_the_same_document(documents: Documents) -> None:
    assert announced(documents) == announced(documents)
    assert len(everything(documents).items) == 1


def test_the_same_content_under_another_name_is_another_document(documents: Documents) -> None:
    assert announced(documents).id != announced(documents, replace(FLEET, name="copy.txt")).id


def test_a_document_that_is_ready_need_not_be_uploaded_again(
    documents: Documents, platform: MemoryPlatform
) -> None:
    ready = platform.add_document(a_caller("ten_a"), "fleet.txt", "fleet")
    assert documents.announce([FLEET]) == [(ready, None)]


def test_a_document_that_failed_may_be_uploaded_again(
    documents: Documents, platform: MemoryPlatform
) -> None:
    failed = replace(announced(documents), status=DocumentStatus.FAILED, failure=Failure("x", "y"))
    platform.stores.documents.update(failed)
    ((_, upload),) = documents.announce([FLEET])
    assert upload is not None


@pytest.mark.parametrize(
    "name", ["", " ", ".", "..", "a/b", "a\\b", "../a", "C:a", "a\x00b", "a\nb", "a*", "x" * 201]
)
def test_a_name_with_a_path_in_it_is_refused_and_nothing_stored(
    documents: Documents, name: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        documents.announce([CREW, replace(FLEET, name=name)])
    assert refusal.value.code == "invalid_file_name"
    assert everything(documents).items == ()


def test_a_file_that_is_too_large_is_refused(documents: Documents) -> None:
    announced(documents, replace(FLEET, size_bytes=MAX_DOCUMENT_BYTES))
    with pytest.raises(TooLarge) as refusal:
        announced(documents, replace(CREW, size_bytes=MAX_DOCUMENT_BYTES + 1))
    assert refusal.value.code == "document_too_large"


@pytest.mark.parametrize("size", [0, -1])
def test_an_empty_file_is_refused(documents: Documents, size: int) -> None:
    with pytest.raises(InvalidInput) as refusal:
        announced(documents, replace(FLEET, size_bytes=size))
    assert (refusal.value.code, refusal.value.field) == ("document_empty", "size_bytes")


def test_a_file_has_a_hash(documents: Documents) -> None:
    with pytest.raises(InvalidInput) as refusal:
        announced(documents, replace(FLEET, sha256="x"))
    assert refusal.value.code == "invalid_sha256"


def test_what_has_arrived_is_queued_to_be_read(
    documents: Documents, platform: MemoryPlatform
) -> None:
    document = announced(documents)
    arrived(platform, document)
    (asked,) = documents.request_ingest([document.id])
    assert asked.status is DocumentStatus.QUEUED
    assert documents.get(document.id) == asked
    assert waiting(platform) == [document.id]


@pytest.mark.parametrize("content", [None, b"flee"])
def test_nothing_is_queued_unless_all_has_arrived(
    documents: Documents, platform: MemoryPlatform, content: bytes | None
) -> None:
    crew, fleet = announced(documents, CREW), announced(documents)
    arrived(platform, crew, b"crew")
    if content is not None:
        arrived(platform, fleet, content)
    with pytest.raises(Conflict) as refusal:
        documents.request_ingest([crew.id, fleet.id])
    assert refusal.value.code == "document_not_uploaded"
    assert waiting(platform) == []
    assert documents.get(crew.id) == crew


def test_asking_again_sends_what_may_have_been_lost(
    documents: Documents, platform: MemoryPlatform
) -> None:
    document = announced(documents)
    arrived(platform, document)
    for _ in range(2):
        documents.request_ingest([document.id])
    assert waiting(platform) == [document.id] * 2


def test_what_is_ready_is_not_read_again(documents: Documents, platform: MemoryPlatform) -> None:
    ready = platform.add_document(a_caller("ten_a"), "fleet.txt", "fleet")
    platform.stores.ingest_queue.waiting.clear()
    assert documents.request_ingest([ready.id]) == [ready]
    assert waiting(platform) == []


def test_unknown_documents_are_not_queued(documents: Documents, platform: MemoryPlatform) -> None:
    document = announced(documents)
    arrived(platform, document)
    with pytest.raises(NotFound) as refusal:
        documents.request_ingest([document.id, "doc_unknown"])
    assert refusal.value.code == "document_not_found"
    assert waiting(platform) == []


def test_a_deleted_document_is_gone(documents: Documents) -> None:
    document = announced(documents)
    documents.delete(document.id)
    for touch in (documents.get, documents.delete):
        with pytest.raises(NotFound) as refusal:
            touch(document.id)
        assert refusal.value.code == "document_not_found"


def test_documents_of_another_tenant_are_as_if_unknown(
    documents: Documents, platform: MemoryPlatform
) -> None:
    document = announced(documents)
    others = platform.documents(a_caller("ten_b"))
    assert everything(others).items == ()
    for touch in (others.get, others.delete, lambda name: others.request_ingest([name])):
        with pytest.raises(NotFound):
            touch(document.id)
    assert documents.get(document.id) == document


def test_documents_of_two_tenants_may_be_the_same_file(
    documents: Documents, platform: MemoryPlatform
) -> None:
    ours = announced(documents)
    theirs = announced(platform.documents(a_caller("ten_b")))
    assert (ours.tenant_id, theirs.tenant_id) == ("ten_a", "ten_b")
    documents.delete(ours.id)
    assert platform.documents(a_caller("ten_b")).get(theirs.id) == theirs
