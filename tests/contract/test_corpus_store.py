"""What every corpus store must do, the fake and the real one alike."""

import pytest

from nyqst.documents.dynamodb import DynamoCorpusStore
from nyqst.documents.ports import CorpusStore
from tests.aws import Aws
from tests.fakes.document_stores import MemoryCorpusStore


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> CorpusStore:
    if request.param == "memory":
        return MemoryCorpusStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoCorpusStore(aws.app)


def test_a_corpus_is_found_by_its_id(store: CorpusStore, tenant: str) -> None:
    store.add(tenant, "corpus", "a" * 64)
    assert store.find(tenant, "corpus") == "a" * 64


def test_the_first_index_of_a_corpus_is_kept(store: CorpusStore, tenant: str) -> None:
    store.add(tenant, "corpus", "a" * 64)
    store.add(tenant, "corpus", "b" * 64)
    assert store.find(tenant, "corpus") == "a" * 64


def test_an_unknown_corpus_has_no_index(store: CorpusStore, tenant: str) -> None:
    assert store.find(tenant, "corpus") is None


def test_another_tenant_does_not_find_it(store: CorpusStore, tenant: str) -> None:
    store.add(tenant, "corpus", "a" * 64)
    assert store.find(f"{tenant}x", "corpus") is None
