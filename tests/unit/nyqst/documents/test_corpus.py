"""Which documents a run may read, and the index over them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from nyqst.documents.corpus import Corpora
from nyqst.documents.model import Document, DocumentStatus, Extract, Failure
from nyqst.errors import Conflict, NotFound
from tests.builders import a_caller, a_document, a_run
from tests.fakes import library
from tests.fakes.platform import MemoryPlatform

CALLER = a_caller("ten_a")


@pytest.fixture
def platform() -> MemoryPlatform:
    platform = MemoryPlatform()
    for name in ("fleet", "crew", "debt"):
        platform.add_document(CALLER, f"{name}.txt", f"All about the {name}.")
    return platform


@pytest.fixture
def corpora(platform: MemoryPlatform) -> Corpora:
    return platform.corpora(a_run("ten_a"))


def names(platform: MemoryPlatform, index_sha256: str) -> list[str]:
    opened = library.open_library(platform.artifacts("ten_a"), index_sha256)
    return sorted(source.name for source in opened.sources())


def ids(platform: MemoryPlatform) -> list[str]:
    return [document.id for document in platform.stores.documents.all("ten_a")]


def a_failed_document(platform: MemoryPlatform, name: str) -> Document:
    failure = Failure("damaged", "The PDF is cut off or damaged")
    document = a_document("ten_a", name=name, status=DocumentStatus.FAILED, failure=failure)
    return platform.stores.documents.add(document)


def test_without_a_choice_everything_is_read(platform: MemoryPlatform, corpora: Corpora) -> None:
    assert names(platform, corpora.corpus_of(None).index_sha256) == [
        "crew.txt",
        "debt.txt",
        "fleet.txt",
    ]


def test_with_a_choice_nothing_else_is_read(platform: MemoryPlatform, corpora: Corpora) -> None:
    chosen = ids(platform)[:1]
    expected = platform.stores.documents.get("ten_a", chosen[0]).name
    assert names(platform, corpora.corpus_of(chosen).index_sha256) == [expected]


def test_a_choice_of_nothing_is_nothing(platform: MemoryPlatform, corpora: Corpora) -> None:
    assert names(platform, corpora.corpus_of([]).index_sha256) == []


def test_what_is_not_ready_is_left_out_of_everything(
    platform: MemoryPlatform, corpora: Corpora
) -> None:
    platform.stores.documents.add(a_document("ten_a", status=DocumentStatus.QUEUED))
    assert len(names(platform, corpora.corpus_of(None).index_sha256)) == 3


def test_what_failed_is_named_with_its_reason(platform: MemoryPlatform, corpora: Corpora) -> None:
    failed = a_failed_document(platform, "scan.pdf")
    corpus = corpora.corpus_of(None)
    assert corpus.unreadable == (failed,)
    assert names(platform, corpus.index_sha256) == ["crew.txt", "debt.txt", "fleet.txt"]


def test_what_failed_may_be_chosen(platform: MemoryPlatform, corpora: Corpora) -> None:
    ready = ids(platform)[0]
    failed = a_failed_document(platform, "scan.pdf")
    corpus = corpora.corpus_of([failed.id, ready])
    assert corpus.unreadable == (failed,)
    assert len(names(platform, corpus.index_sha256)) == 1


def test_what_failed_and_was_not_chosen_is_not_named(
    platform: MemoryPlatform, corpora: Corpora
) -> None:
    chosen = ids(platform)[:1]
    a_failed_document(platform, "scan.pdf")
    assert corpora.corpus_of(chosen).unreadable == ()


def test_what_failed_is_named_in_the_order_of_the_names(
    platform: MemoryPlatform, corpora: Corpora
) -> None:
    for name in ("b.pdf", "c.pdf", "a.pdf"):
        a_failed_document(platform, name)
    found = corpora.corpus_of(None).unreadable
    assert [document.name for document in found] == ["a.pdf", "b.pdf", "c.pdf"]


def test_what_failed_makes_no_other_index(platform: MemoryPlatform, corpora: Corpora) -> None:
    before = corpora.corpus_of(None).index_sha256
    a_failed_document(platform, "scan.pdf")
    assert corpora.corpus_of(None).index_sha256 == before


@pytest.mark.parametrize("status", [DocumentStatus.AWAITING_UPLOAD, DocumentStatus.QUEUED])
def test_what_is_not_ready_cannot_be_chosen(
    platform: MemoryPlatform, corpora: Corpora, status: DocumentStatus
) -> None:
    document = platform.stores.documents.add(a_document("ten_a", status=status))
    with pytest.raises(Conflict) as refusal:
        corpora.corpus_of([document.id])
    assert refusal.value.code == "document_not_ready"


def test_documents_of_another_tenant_cannot_be_chosen(
    platform: MemoryPlatform, corpora: Corpora
) -> None:
    theirs = platform.add_document(a_caller("ten_b"), "theirs.txt", "Secret.")
    with pytest.raises(NotFound):
        corpora.corpus_of([theirs.id])
    assert "theirs.txt" not in names(platform, corpora.corpus_of(None).index_sha256)


def test_an_index_is_built_once(platform: MemoryPlatform, corpora: Corpora) -> None:
    built: list[int] = []

    def build(extracts: Sequence[Extract]) -> bytes:
        built.append(len(extracts))
        return library.index(extracts)

    counting = replace(corpora, index=build)
    first = counting.corpus_of(None).index_sha256
    assert counting.corpus_of(list(reversed(ids(platform)))).index_sha256 == first
    assert built == [3]


def test_another_set_of_documents_is_another_index(
    platform: MemoryPlatform, corpora: Corpora
) -> None:
    before = corpora.corpus_of(None).index_sha256
    platform.add_document(CALLER, "new.txt", "News.")
    assert corpora.corpus_of(None).index_sha256 != before


def test_a_deleted_document_is_read_no_more(platform: MemoryPlatform, corpora: Corpora) -> None:
    corpora.corpus_of(None)
    fleet = next(d for d in platform.stores.documents.all("ten_a") if d.name == "fleet.txt")
    platform.documents(CALLER).delete(fleet.id)
    assert names(platform, corpora.corpus_of(None).index_sha256) == ["crew.txt", "debt.txt"]


def test_without_documents_there_is_an_index_of_nothing() -> None:
    platform = MemoryPlatform()
    assert names(platform, platform.corpora(a_run("ten_a")).corpus_of(None).index_sha256) == []
