"""Trees of artifacts and the names that point to them."""

import pytest

from nyqst.artifacts.model import sha256_of
from nyqst.artifacts.store import Artifacts
from nyqst.errors import Conflict, Corrupted, InvalidInput, NotFound
from tests.fakes.platform import MemoryPlatform


@pytest.fixture
def platform() -> MemoryPlatform:
    return MemoryPlatform()


@pytest.fixture
def artifacts(platform: MemoryPlatform) -> Artifacts:
    return platform.artifacts("ten_a", "usr_a")


@pytest.fixture
def manifest_sha256(artifacts: Artifacts) -> str:
    return artifacts.commit({"a.txt": artifacts.store(b"a", "text/plain").sha256}).sha256


def test_a_manifest_holds_what_was_stored(artifacts: Artifacts) -> None:
    a, b = (artifacts.store(text, "text/plain") for text in (b"a", b"bb"))
    made = artifacts.commit(
        {"one/a.txt": a.sha256, "two.txt": a.sha256, "b.txt": b.sha256}, message="First"
    )
    assert made.total_size_bytes == 4
    assert artifacts.manifest(made.sha256) == made
    assert artifacts.describe(a.sha256).reference_count == 1


def test_equal_trees_are_one_manifest(artifacts: Artifacts) -> None:
    a = artifacts.store(b"a", "text/plain").sha256
    first = artifacts.commit({"a.txt": a}, message="First")
    assert artifacts.commit({"a.txt": a}, message="Second").sha256 == first.sha256
    assert artifacts.manifest(first.sha256).message == "First"
    assert artifacts.describe(a).reference_count == 1


def test_a_manifest_may_name_the_one_before_it(artifacts: Artifacts, manifest_sha256: str) -> None:
    b = artifacts.store(b"b", "text/plain").sha256
    later = artifacts.commit({"b.txt": b}, parent_sha256=manifest_sha256)
    assert artifacts.manifest(later.sha256).parent_sha256 == manifest_sha256


def test_a_manifest_follows_on_manifests_only(artifacts: Artifacts) -> None:
    a = artifacts.store(b"a", "text/plain").sha256
    with pytest.raises(NotFound) as refusal:
        artifacts.commit({"a.txt": a}, parent_sha256=a)
    assert refusal.value.code == "manifest_not_found"
    assert artifacts.describe(a).reference_count == 0


def test_a_manifest_of_unknown_artifacts_is_not_made(artifacts: Artifacts) -> None:
    a = artifacts.store(b"a", "text/plain").sha256
    with pytest.raises(NotFound) as refusal:
        artifacts.commit({"a.txt": a, "b.txt": "0" * 64})
    assert refusal.value.code == "artifact_not_found"
    assert artifacts.describe(a).reference_count == 0


def test_a_manifest_of_another_tenants_artifacts_is_not_made(
    artifacts: Artifacts, platform: MemoryPlatform
) -> None:
    a = artifacts.store(b"a", "text/plain").sha256
    with pytest.raises(NotFound):
        platform.artifacts("ten_b").commit({"a.txt": a})


def test_a_path_that_leads_elsewhere_is_refused_and_nothing_made(artifacts: Artifacts) -> None:
    a = artifacts.store(b"a", "text/plain").sha256
    with pytest.raises(InvalidInput) as refusal:
        artifacts.commit({"a.txt": a, "../b.txt": a})
    assert refusal.value.code == "invalid_path"
    assert artifacts.describe(a).reference_count == 0


def test_an_unknown_manifest_is_not_found(artifacts: Artifacts) -> None:
    with pytest.raises(NotFound) as refusal:
        artifacts.manifest("0" * 64)
    assert refusal.value.code == "manifest_not_found"


def test_content_that_is_no_manifest_is_not_read_as_one(artifacts: Artifacts) -> None:
    plain = artifacts.store(b"{}", "application/json").sha256
    with pytest.raises(NotFound) as refusal:
        artifacts.manifest(plain)
    assert refusal.value.code == "manifest_not_found"


def test_a_tree_that_changed_in_the_store_is_not_given_out(
    artifacts: Artifacts, platform: MemoryPlatform, manifest_sha256: str
) -> None:
    platform.stores.content.put("ten_a", manifest_sha256, b"{}", "application/json")
    with pytest.raises(Corrupted):
        artifacts.manifest(manifest_sha256)


def test_a_pointer_is_made_moved_deleted_and_remembered(
    artifacts: Artifacts, manifest_sha256: str
) -> None:
    made = artifacts.move("runs", "r1", manifest_sha256, expected_version=0, meta={"n": 1})
    assert (made.version, made.moved_by, made.meta) == (1, "usr_a", {"n": 1})
    assert artifacts.pointer("runs", "r1") == made
    assert artifacts.list("runs") == (made,)
    gone = artifacts.move("runs", "r1", None, expected_version=1)
    assert artifacts.pointer("runs", "r1").manifest_sha256 is None
    assert artifacts.list("runs") == ()
    assert artifacts.history("runs", "r1") == (gone, made)


@pytest.mark.parametrize("expected_version", [0, 2])
def test_a_pointer_moves_from_the_expected_version_only(
    artifacts: Artifacts, manifest_sha256: str, expected_version: int
) -> None:
    artifacts.move("runs", "r1", manifest_sha256, expected_version=0)
    with pytest.raises(Conflict) as refusal:
        artifacts.move("runs", "r1", manifest_sha256, expected_version=expected_version)
    assert refusal.value.code == "pointer_moved"
    assert len(artifacts.history("runs", "r1")) == 1


def test_a_pointer_points_to_manifests_only(artifacts: Artifacts) -> None:
    plain = artifacts.store(b"a", "text/plain").sha256
    for target in (plain, sha256_of(b"nothing")):
        with pytest.raises(NotFound) as refusal:
            artifacts.move("runs", "r1", target, expected_version=0)
        assert refusal.value.code == "manifest_not_found"
    assert artifacts.list("runs") == ()


def test_a_pointer_that_never_was_has_no_history(artifacts: Artifacts) -> None:
    with pytest.raises(NotFound) as refusal:
        artifacts.history("runs", "r1")
    assert refusal.value.code == "pointer_not_found"


@pytest.mark.parametrize(("namespace", "name"), [("a b", "c"), ("a", "../c"), ("", "c")])
def test_a_pointer_has_a_plain_name(artifacts: Artifacts, namespace: str, name: str) -> None:
    for look in (artifacts.pointer, artifacts.history):
        with pytest.raises(InvalidInput) as refusal:
            look(namespace, name)
        assert refusal.value.code == "invalid_name"
    with pytest.raises(InvalidInput):
        artifacts.move(namespace, name, None, expected_version=0)


def test_an_unknown_pointer_is_not_found(artifacts: Artifacts) -> None:
    with pytest.raises(NotFound) as refusal:
        artifacts.pointer("runs", "r1")
    assert refusal.value.code == "pointer_not_found"
