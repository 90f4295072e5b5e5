"""Trees of artifacts."""

from fastapi import APIRouter

from functions.api.routers.artifacts import ReadableArtifacts, WritableArtifacts
from functions.api.schemas.artifacts import ManifestCreate, ManifestView

router = APIRouter(prefix="/manifests", tags=["artifacts"])


@router.post("", status_code=201)
def commit_manifest(artifacts: WritableArtifacts, body: ManifestCreate) -> ManifestView:
    """Equal trees are one manifest."""
    return ManifestView.of(
        artifacts.commit(body.tree, parent_sha256=body.parent_sha256, message=body.message)
    )


@router.get("/{sha256}")
def get_manifest(artifacts: ReadableArtifacts, sha256: str) -> ManifestView:
    return ManifestView.of(artifacts.manifest(sha256))
