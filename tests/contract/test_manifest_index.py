"""What every manifest index must do, the fake and the real one alike."""

from dataclasses import replace

import pytest

from nyqst.artifacts.dynamodb import DynamoManifestIndex
from nyqst.artifacts.model import Manifest, ManifestEntry, tree_json
from nyqst.artifacts.ports import ManifestIndex
from nyqst.entity import EntityType
from nyqst.errors import NotFound
from tests.aws import Aws
from tests.builders import NOW
from tests.fakes.artifact_stores import MemoryManifestIndex

TREE = {
    "plan.json": ManifestEntry("a" * 64, "application/json", 12),
    "sources/fähre.txt": ManifestEntry("b" * 64, "text/plain", 3, EntityType.KNOWLEDGE_BASE),
}
MANIFEST = Manifest(TREE, NOW, "usr_a", parent_sha256="c" * 64, message="First")


@pytest.fixture(params=["memory", "dynamodb"])
def index(request: pytest.FixtureRequest) -> ManifestIndex:
    if request.param == "memory":
        return MemoryManifestIndex()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoManifestIndex(aws.app)


def test_a_manifest_is_read_back_as_it_was(index: ManifestIndex, tenant: str) -> None:
    index.add(tenant, MANIFEST)
    assert index.get(tenant, MANIFEST.sha256, tree_json(TREE)) == MANIFEST


def test_a_manifest_may_have_neither_parent_nor_message(index: ManifestIndex, tenant: str) -> None:
    bare = Manifest({}, NOW, "usr_a")
    index.add(tenant, bare)
    assert index.get(tenant, bare.sha256, tree_json({})) == bare


def test_the_first_to_add_it_is_kept(index: ManifestIndex, tenant: str) -> None:
    index.add(tenant, MANIFEST)
    index.add(tenant, replace(MANIFEST, message="Second", created_by="usr_b"))
    assert index.get(tenant, MANIFEST.sha256, tree_json(TREE)) == MANIFEST


def test_an_unknown_manifest_is_not_found(index: ManifestIndex, tenant: str) -> None:
    with pytest.raises(NotFound) as refusal:
        index.get(tenant, MANIFEST.sha256, tree_json(TREE))
    assert refusal.value.code == "manifest_not_found"


def test_another_tenant_does_not_find_it(index: ManifestIndex, tenant: str) -> None:
    index.add(tenant, MANIFEST)
    with pytest.raises(NotFound):
        index.get(f"{tenant}x", MANIFEST.sha256, tree_json(TREE))
