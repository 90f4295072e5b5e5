"""Artifacts, manifests and pointers on the wire."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from nyqst.artifacts.model import MAX_ARTIFACT_BYTES, Artifact, Manifest, Pointer
from nyqst.artifacts.ports import SignedRequest
from nyqst.entity import EntityType

MAX_ENTRIES = 1_000


class SignedRequestView(BaseModel):
    method: str
    url: str
    headers: dict[str, str]
    expires_in_s: int

    @classmethod
    def of(cls, request: SignedRequest) -> "SignedRequestView":
        return cls(
            method=request.method,
            url=request.url,
            headers=dict(request.headers),
            expires_in_s=request.expires_in_s,
        )


class UploadCreate(BaseModel):
    sha256: str
    size_bytes: int = Field(ge=1, json_schema_extra={"maximum": MAX_ARTIFACT_BYTES})
    media_type: str = Field(max_length=100, pattern=r"^[\w.+-]+/[\w.+-]+(;.*)?$")


class ArtifactCreate(UploadCreate):
    """Registers content that has been uploaded."""

    filename: str | None = Field(default=None, max_length=200)
    entity_type: EntityType | None = None
    entity_metadata: dict[str, Any] = {}


class ArtifactView(BaseModel):
    sha256: str
    media_type: str
    size_bytes: int
    filename: str | None
    entity_type: EntityType | None
    entity_metadata: dict[str, Any]
    reference_count: int
    created_by: str
    created_at: datetime
    download: SignedRequestView | None = None

    @classmethod
    def of(cls, artifact: Artifact, download: SignedRequest | None = None) -> "ArtifactView":
        return cls(
            sha256=artifact.sha256,
            media_type=artifact.media_type,
            size_bytes=artifact.size_bytes,
            filename=artifact.filename,
            entity_type=artifact.entity_type,
            entity_metadata=dict(artifact.entity_metadata),
            reference_count=artifact.reference_count,
            created_by=artifact.created_by,
            created_at=artifact.created_at,
            download=SignedRequestView.of(download) if download else None,
        )


class ManifestCreate(BaseModel):
    tree: dict[str, str] = Field(min_length=1, max_length=MAX_ENTRIES)
    """Path to the sha256 of a registered artifact."""
    parent_sha256: str | None = None
    message: str | None = Field(default=None, max_length=500)


class EntryView(BaseModel):
    sha256: str
    media_type: str
    size_bytes: int
    entity_type: EntityType | None


class ManifestView(BaseModel):
    sha256: str
    tree: dict[str, EntryView]
    entry_count: int
    total_size_bytes: int
    parent_sha256: str | None
    message: str | None
    created_by: str
    created_at: datetime

    @classmethod
    def of(cls, manifest: Manifest) -> "ManifestView":
        tree = {
            path: EntryView(
                sha256=entry.sha256,
                media_type=entry.media_type,
                size_bytes=entry.size_bytes,
                entity_type=entry.entity_type,
            )
            for path, entry in manifest.tree.items()
        }
        return cls(
            sha256=manifest.sha256,
            tree=tree,
            entry_count=len(tree),
            total_size_bytes=manifest.total_size_bytes,
            parent_sha256=manifest.parent_sha256,
            message=manifest.message,
            created_by=manifest.created_by,
            created_at=manifest.created_at,
        )


class PointerMove(BaseModel):
    manifest_sha256: str
    expected_version: int = Field(ge=0)
    """The version it is moved from; 0 makes a new pointer."""
    pointer_type: str = Field(default="bundle", pattern=r"^(bundle|corpus|snapshot)$")
    description: str | None = Field(default=None, max_length=500)
    meta: dict[str, Any] = {}


class PointerView(BaseModel):
    namespace: str
    name: str
    manifest_sha256: str | None
    version: int
    pointer_type: str
    description: str | None
    meta: dict[str, Any]
    moved_by: str
    moved_at: datetime

    @classmethod
    def of(cls, pointer: Pointer) -> "PointerView":
        return cls(
            namespace=pointer.namespace,
            name=pointer.name,
            manifest_sha256=pointer.manifest_sha256,
            version=pointer.version,
            pointer_type=pointer.pointer_type,
            description=pointer.description,
            meta=dict(pointer.meta),
            moved_by=pointer.moved_by,
            moved_at=pointer.moved_at,
        )
