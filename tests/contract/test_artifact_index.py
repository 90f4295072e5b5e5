"""What every artifact index must do, the fake and the real one alike."""

from dataclasses import replace

import pytest

from nyqst.artifacts.dynamodb import DynamoArtifactIndex
from nyqst.artifacts.model import ManifestEntry
from nyqst.artifacts.ports import ArtifactIndex
from nyqst.entity import EntityType
from nyqst.errors import NotFound
from tests.aws import Aws
from tests.builders import an_artifact
from tests.fakes.artifact_stores import MemoryArtifactIndex

ARTIFACT = an_artifact(
    filename="fleet – 2026.txt",
    entity_type=EntityType.KNOWLEDGE_BASE,
    entity_metadata={"title": "Fleet", "pages": 3, "ratio": 0.5, "nested": {"none": None}},
)


@pytest.fixture(params=["memory", "dynamodb"])
def index(request: pytest.FixtureRequest) -> ArtifactIndex:
    if request.param == "memory":
        return MemoryArtifactIndex()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoArtifactIndex(aws.app)


def test_an_artifact_is_read_back_as_it_was(index: ArtifactIndex, tenant: str) -> None:
    index.add(tenant, ARTIFACT)
    assert index.get(tenant, ARTIFACT.sha256) == ARTIFACT


def test_an_artifact_may_say_little_of_itself(index: ArtifactIndex, tenant: str) -> None:
    index.add(tenant, an_artifact(b"bare"))
    assert index.get(tenant, an_artifact(b"bare").sha256) == an_artifact(b"bare")


def test_the_first_to_add_it_is_kept(index: ArtifactIndex, tenant: str) -> None:
    index.add(tenant, ARTIFACT)
    index.add(tenant, replace(ARTIFACT, filename="other.txt", created_by="usr_b"))
    assert index.get(tenant, ARTIFACT.sha256) == ARTIFACT


def test_an_unknown_artifact_is_not_found(index: ArtifactIndex, tenant: str) -> None:
    with pytest.raises(NotFound) as refusal:
        index.get(tenant, ARTIFACT.sha256)
    assert refusal.value.code == "artifact_not_found"


def test_another_tenant_does_not_find_it(index: ArtifactIndex, tenant: str) -> None:
    index.add(tenant, ARTIFACT)
    with pytest.raises(NotFound):
        index.get(f"{tenant}x", ARTIFACT.sha256)


def test_every_manifest_that_holds_it_counts_once(index: ArtifactIndex, tenant: str) -> None:
    index.add(tenant, ARTIFACT)
    for manifest in ("a" * 64, "b" * 64, "a" * 64):
        index.refer(tenant, manifest, [ARTIFACT.sha256])
    assert index.get(tenant, ARTIFACT.sha256).reference_count == 2


def test_references_are_no_artifact(index: ArtifactIndex, tenant: str) -> None:
    index.refer(tenant, "a" * 64, [ARTIFACT.sha256])
    with pytest.raises(NotFound):
        index.get(tenant, ARTIFACT.sha256)


def test_entries_are_as_a_manifest_holds_them(index: ArtifactIndex, tenant: str) -> None:
    index.add(tenant, ARTIFACT)
    index.add(tenant, an_artifact(b"bare"))
    bare = an_artifact(b"bare").sha256
    assert index.entries(tenant, [ARTIFACT.sha256, bare]) == {
        ARTIFACT.sha256: ManifestEntry(ARTIFACT.sha256, "text/plain", 7, EntityType.KNOWLEDGE_BASE),
        bare: ManifestEntry(bare, "text/plain", 4, None),
    }


def test_no_entry_is_given_when_any_is_unknown(index: ArtifactIndex, tenant: str) -> None:
    index.add(tenant, ARTIFACT)
    with pytest.raises(NotFound) as refusal:
        index.entries(tenant, [ARTIFACT.sha256, "0" * 64])
    assert refusal.value.code == "artifact_not_found"


def test_a_tree_of_many_artifacts_is_no_special_case(index: ArtifactIndex, tenant: str) -> None:
    many = [an_artifact(b"%d" % number) for number in range(230)]
    for artifact in many:
        index.add(tenant, artifact)
    shas = [artifact.sha256 for artifact in many]
    assert set(index.entries(tenant, shas)) == set(shas)
    index.refer(tenant, "a" * 64, shas)
    assert all(index.get(tenant, sha256).reference_count == 1 for sha256 in shas)


def test_no_artifacts_have_no_entries(index: ArtifactIndex, tenant: str) -> None:
    assert index.entries(tenant, []) == {}
