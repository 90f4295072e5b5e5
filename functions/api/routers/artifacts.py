"""Content by its hash. The bytes travel straight from and to the store."""

from typing import Annotated

from fastapi import APIRouter, Depends

from functions.api.schemas.artifacts import (
    ArtifactCreate,
    ArtifactView,
    SignedRequestView,
    UploadCreate,
)
from nyqst.artifacts.store import Artifacts
from nyqst.http.dependencies import PlatformDep
from nyqst.http.permission import Reader, Writer

router = APIRouter(prefix="/artifacts", tags=["artifacts"])


def _readable(services: PlatformDep, caller: Reader) -> Artifacts:
    return services.artifacts(caller.tenant_id, caller.user_id)


def _writable(services: PlatformDep, caller: Writer) -> Artifacts:
    return services.artifacts(caller.tenant_id, caller.user_id)


ReadableArtifacts = Annotated[Artifacts, Depends(_readable)]
WritableArtifacts = Annotated[Artifacts, Depends(_writable)]


@router.post("/uploads", status_code=201)
def sign_upload(artifacts: WritableArtifacts, body: UploadCreate) -> SignedRequestView:
    """A request that takes exactly the bytes of this hash and length."""
    signed = artifacts.sign_upload(body.sha256, body.size_bytes, body.media_type)
    return SignedRequestView.of(signed)


@router.post("", status_code=201)
def register_artifact(artifacts: WritableArtifacts, body: ArtifactCreate) -> ArtifactView:
    """Makes uploaded content an artifact; idempotent."""
    return ArtifactView.of(
        artifacts.register(
            body.sha256,
            body.size_bytes,
            body.media_type,
            entity_type=body.entity_type,
            filename=body.filename,
            metadata=body.entity_metadata,
        )
    )


@router.get("/{sha256}")
def get_artifact(artifacts: ReadableArtifacts, sha256: str) -> ArtifactView:
    """What is known of it, and a request that fetches it."""
    artifact = artifacts.describe(sha256)
    return ArtifactView.of(artifact, artifacts.sign_download(artifact))
