"""Reading one document."""

from dataclasses import replace

import pytest

from nyqst.artifacts.model import sha256_of
from nyqst.documents.extract_json import from_json
from nyqst.documents.ingest import Ingestion
from nyqst.documents.model import Document, DocumentStatus, ExtractedText, Failure
from nyqst.errors import Conflict, NotFound
from tests.builders import a_document
from tests.fakes.library import extract
from tests.fakes.platform import MemoryPlatform

TEXT = "The fleet has 12 ferries.\n\nThe crew numbers 240."


@pytest.fixture
def platform() -> MemoryPlatform:
    return MemoryPlatform()


@pytest.fixture
def ingestion(platform: MemoryPlatform) -> Ingestion:
    return platform.ingestion("ten_a")


def queued(platform: MemoryPlatform, content: bytes | None = TEXT.encode()) -> Document:
    sha256 = sha256_of(content or b"")
    document = a_document("ten_a", sha256=sha256, status=DocumentStatus.QUEUED)
    if content is not None:
        platform.stores.content.put("ten_a", sha256, content, "text/plain")
    return platform.stores.documents.add(document)


def test_a_document_becomes_text_and_chunks(ingestion: Ingestion, platform: MemoryPlatform) -> None:
    document = ingestion.ingest(queued(platform).id)
    assert document.status is DocumentStatus.READY
    assert document.title == "Fleet"
    artifacts = platform.artifacts("ten_a")
    assert artifacts.read(document.text_sha256 or "").decode() == TEXT
    stored = from_json(artifacts.read(document.extract_sha256 or ""))
    assert stored.text.text == TEXT
    assert [TEXT[chunk.start : chunk.end] for chunk in stored.chunks] == [TEXT]
    assert platform.stores.documents.get("ten_a", document.id) == document


def test_the_text_knows_what_it_was_made_of(ingestion: Ingestion, platform: MemoryPlatform) -> None:
    document = ingestion.ingest(queued(platform).id)
    text = platform.artifacts("ten_a").describe(document.text_sha256 or "")
    assert text.entity_metadata == {"title": "Fleet", "original_sha256": document.sha256}
    assert text.filename == "fleet.txt"


def test_reading_it_again_changes_nothing(ingestion: Ingestion, platform: MemoryPlatform) -> None:
    first = ingestion.ingest(queued(platform).id)
    assert ingestion.ingest(first.id) == first


@pytest.mark.parametrize(
    ("content", "code"), [(b"\xff\xfe\x00", "not_text"), (None, "content_not_found")]
)
def test_a_document_that_cannot_be_read_says_why(
    ingestion: Ingestion, platform: MemoryPlatform, content: bytes | None, code: str
) -> None:
    document = ingestion.ingest(queued(platform, content).id)
    assert document.status is DocumentStatus.FAILED
    assert document.failure is not None
    assert document.failure.code == code
    assert platform.stores.documents.get("ten_a", document.id) == document


def test_content_that_is_not_what_was_announced_fails_it(
    ingestion: Ingestion, platform: MemoryPlatform
) -> None:
    document = queued(platform)
    platform.stores.content.put("ten_a", document.sha256, b"something else", "text/plain")
    failure = ingestion.ingest(document.id).failure
    assert failure is not None
    assert failure.code == "corrupted"


def test_a_document_that_failed_may_yet_be_read(
    ingestion: Ingestion, platform: MemoryPlatform
) -> None:
    failed = replace(queued(platform), status=DocumentStatus.FAILED, failure=Failure("x", "y"))
    platform.stores.documents.update(failed)
    document = ingestion.ingest(failed.id)
    assert (document.status, document.failure) == (DocumentStatus.READY, None)


def test_a_document_that_broke_its_reader_is_given_up(
    ingestion: Ingestion, platform: MemoryPlatform
) -> None:
    document = ingestion.give_up(queued(platform).id)
    assert document.status is DocumentStatus.FAILED
    assert document.failure is not None
    assert document.failure.code == "reader_broke"


def test_what_is_ready_is_not_given_up(ingestion: Ingestion, platform: MemoryPlatform) -> None:
    ready = ingestion.ingest(queued(platform).id)
    assert ingestion.give_up(ready.id) == ready
    assert platform.stores.documents.get("ten_a", ready.id) == ready


def test_a_document_that_is_gone_is_not_found(
    ingestion: Ingestion, platform: MemoryPlatform
) -> None:
    document = queued(platform)
    platform.stores.documents.delete("ten_a", document.id)
    for read in (ingestion.ingest, ingestion.give_up):
        with pytest.raises(NotFound):
            read(document.id)


def test_a_document_deleted_while_it_is_read_does_not_come_back(platform: MemoryPlatform) -> None:
    document = queued(platform)

    def extract_late(content: bytes, name: str, media_type: str) -> ExtractedText:
        platform.stores.documents.delete("ten_a", document.id)
        return extract(content, name, media_type)

    with pytest.raises(Conflict):
        replace(platform.ingestion("ten_a"), extract=extract_late).ingest(document.id)
    assert platform.stores.documents.all("ten_a") == ()
