"""What every content store must do, the fake and the real one alike."""

import pytest

from nyqst.artifacts.model import sha256_of
from nyqst.artifacts.ports import ContentStore
from nyqst.artifacts.s3 import S3ContentStore
from nyqst.errors import NotFound
from tests.aws import Aws
from tests.fakes.artifact_stores import MemoryContentStore

CONTENT = bytes(range(256)) * 40
SHA256 = sha256_of(CONTENT)


@pytest.fixture(params=["memory", "s3"])
def store(request: pytest.FixtureRequest) -> ContentStore:
    if request.param == "memory":
        return MemoryContentStore()
    aws: Aws = request.getfixturevalue("aws")
    return S3ContentStore(aws.s3, aws.bucket)


def test_bytes_of_any_kind_are_read_back_as_they_were(store: ContentStore, tenant: str) -> None:
    store.put(tenant, SHA256, CONTENT, "application/octet-stream")
    assert store.get(tenant, SHA256) == CONTENT
    assert store.size(tenant, SHA256) == len(CONTENT)


def test_nothing_at_all_can_be_stored(store: ContentStore, tenant: str) -> None:
    store.put(tenant, sha256_of(b""), b"", "text/plain")
    assert store.get(tenant, sha256_of(b"")) == b""


def test_the_same_bytes_may_be_put_again(store: ContentStore, tenant: str) -> None:
    for _ in range(2):
        store.put(tenant, SHA256, CONTENT, "text/plain")
    assert store.get(tenant, SHA256) == CONTENT


def test_what_is_not_there_cannot_be_read(store: ContentStore, tenant: str) -> None:
    with pytest.raises(NotFound) as refusal:
        store.get(tenant, SHA256)
    assert refusal.value.code == "content_not_found"


def test_what_is_not_there_has_no_size(store: ContentStore, tenant: str) -> None:
    with pytest.raises(NotFound) as refusal:
        store.size(tenant, SHA256)
    assert refusal.value.code == "content_not_found"


def test_another_tenant_does_not_find_it(store: ContentStore, tenant: str) -> None:
    store.put(tenant, SHA256, CONTENT, "text/plain")
    with pytest.raises(NotFound):
        store.get(f"{tenant}x", SHA256)


def test_an_upload_is_signed_for_that_length_and_type(store: ContentStore, tenant: str) -> None:
    signed = store.sign_upload(tenant, SHA256, 7, "text/csv")
    assert signed.method == "PUT"
    assert signed.headers["Content-Type"] == "text/csv"
    assert signed.headers["Content-Length"] == "7"
    assert SHA256 in signed.url
    assert tenant in signed.url
    assert signed.expires_in_s > 0


def test_a_download_needs_no_headers(store: ContentStore, tenant: str) -> None:
    signed = store.sign_download(tenant, SHA256, "report.pdf")
    assert (signed.method, signed.headers) == ("GET", {})
    assert SHA256 in signed.url


def test_every_piece_of_content_has_a_name_of_its_own(store: ContentStore) -> None:
    places = [("ten_a", SHA256), ("ten_b", SHA256), ("ten_a", sha256_of(b""))]
    assert len({store.name(*place) for place in places}) == 3
