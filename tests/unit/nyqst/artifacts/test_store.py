"""Storing and reading content."""

from typing import Any

import pytest

from nyqst.artifacts.model import MAX_ARTIFACT_BYTES, Artifact, sha256_of
from nyqst.artifacts.store import Artifacts
from nyqst.entity import EntityType
from nyqst.errors import Conflict, Corrupted, InvalidInput, NotFound, TooLarge
from tests.fakes.platform import MemoryPlatform

CONTENT = b"twelve ferries"
SHA256 = sha256_of(CONTENT)


@pytest.fixture
def platform() -> MemoryPlatform:
    return MemoryPlatform()


@pytest.fixture
def artifacts(platform: MemoryPlatform) -> Artifacts:
    return platform.artifacts("ten_a", "usr_a")


def upload(platform: MemoryPlatform, content: bytes = CONTENT) -> str:
    """What a client does with a signed request."""
    sha256 = sha256_of(content)
    platform.stores.content.put("ten_a", sha256, content, "text/plain")
    return sha256


def test_what_is_stored_is_read_back_and_described(
    artifacts: Artifacts, platform: MemoryPlatform
) -> None:
    stored = artifacts.store(
        CONTENT,
        "text/plain",
        entity_type=EntityType.KNOWLEDGE_BASE,
        filename="fleet.txt",
        metadata={"title": "Fleet"},
    )
    assert stored == Artifact(
        SHA256,
        "text/plain",
        len(CONTENT),
        platform.clock.now(),
        "usr_a",
        "fleet.txt",
        EntityType.KNOWLEDGE_BASE,
        {"title": "Fleet"},
    )
    assert artifacts.read(SHA256) == CONTENT
    assert artifacts.describe(SHA256) == stored


def test_storing_the_same_bytes_again_changes_nothing(artifacts: Artifacts) -> None:
    first = artifacts.store(CONTENT, "text/plain", filename="fleet.txt")
    artifacts.store(CONTENT, "text/html", filename="other.html")
    assert artifacts.describe(SHA256) == first


def test_bytes_that_changed_in_the_store_are_not_given_out(
    artifacts: Artifacts, platform: MemoryPlatform
) -> None:
    artifacts.store(CONTENT, "text/plain")
    platform.stores.content.put("ten_a", SHA256, b"thirteen ferries", "text/plain")
    with pytest.raises(Corrupted) as failure:
        artifacts.read(SHA256)
    assert failure.value.code == "corrupted"


def test_what_was_never_stored_is_not_found(artifacts: Artifacts) -> None:
    with pytest.raises(NotFound) as refusal:
        artifacts.read(SHA256)
    assert refusal.value.code == "content_not_found"
    with pytest.raises(NotFound) as refusal:
        artifacts.describe(SHA256)
    assert refusal.value.code == "artifact_not_found"


def test_another_tenant_finds_none_of_it(artifacts: Artifacts, platform: MemoryPlatform) -> None:
    artifacts.store(CONTENT, "text/plain")
    others = platform.artifacts("ten_b")
    for look in (others.read, others.describe, others.manifest):
        with pytest.raises(NotFound):
            look(SHA256)


@pytest.mark.parametrize("sha256", ["", "../" + "a" * 61, "A" * 64])
def test_nothing_but_a_hash_names_content(artifacts: Artifacts, sha256: str) -> None:
    calls: list[Any] = [
        artifacts.read,
        artifacts.describe,
        artifacts.manifest,
        lambda text: artifacts.sign_upload(text, 1, "text/plain"),
        lambda text: artifacts.register(text, 1, "text/plain"),
    ]
    for call in calls:
        with pytest.raises(InvalidInput) as refusal:
            call(sha256)
        assert refusal.value.code == "invalid_sha256"


def test_uploaded_content_becomes_an_artifact(
    artifacts: Artifacts, platform: MemoryPlatform
) -> None:
    assert artifacts.sign_upload(SHA256, len(CONTENT), "text/plain").method == "PUT"
    upload(platform)
    made = artifacts.register(SHA256, len(CONTENT), "text/plain", filename="fleet.txt")
    assert artifacts.describe(SHA256) == made


def test_registering_again_gives_the_artifact_as_it_stands(
    artifacts: Artifacts, platform: MemoryPlatform
) -> None:
    upload(platform)
    first = artifacts.register(SHA256, len(CONTENT), "text/plain")
    assert artifacts.register(SHA256, len(CONTENT), "text/html") == first


def test_content_that_did_not_arrive_is_not_registered(artifacts: Artifacts) -> None:
    with pytest.raises(NotFound) as refusal:
        artifacts.register(SHA256, len(CONTENT), "text/plain")
    assert refusal.value.code == "content_not_found"
    with pytest.raises(NotFound):
        artifacts.describe(SHA256)


def test_content_of_another_length_is_not_registered(
    artifacts: Artifacts, platform: MemoryPlatform
) -> None:
    upload(platform)
    with pytest.raises(Conflict) as refusal:
        artifacts.register(SHA256, len(CONTENT) + 1, "text/plain")
    assert refusal.value.code == "artifact_size_differs"
    with pytest.raises(NotFound):
        artifacts.describe(SHA256)


def test_content_that_is_too_large_is_refused(artifacts: Artifacts) -> None:
    for call in (artifacts.sign_upload, artifacts.register):
        with pytest.raises(TooLarge) as refusal:
            call(SHA256, MAX_ARTIFACT_BYTES + 1, "text/plain")
        assert (refusal.value.code, refusal.value.field) == ("artifact_too_large", "size_bytes")


@pytest.mark.parametrize("filename", ["fleet.txt", None])
def test_a_download_is_signed_for_what_is_stored(
    artifacts: Artifacts, filename: str | None
) -> None:
    stored = artifacts.store(CONTENT, "text/plain", filename=filename)
    assert SHA256 in artifacts.sign_download(stored).url
