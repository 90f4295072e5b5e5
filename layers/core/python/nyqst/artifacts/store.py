"""Storing and reading content, trees and names: the use cases of this capability."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nyqst.artifacts.model import (
    MANIFEST_MEDIA_TYPE,
    Artifact,
    Manifest,
    Pointer,
    check_name,
    check_path,
    check_sha256,
    check_size,
    sha256_of,
    tree_json,
)
from nyqst.artifacts.ports import (
    ArtifactIndex,
    ContentStore,
    ManifestIndex,
    PointerStore,
    SignedRequest,
)
from nyqst.clock import Clock
from nyqst.entity import EntityType
from nyqst.errors import Conflict, Corrupted, NotFound


@dataclass(frozen=True, slots=True)
class Artifacts:
    """One tenant's artifacts, as one user sees them."""

    content: ContentStore
    index: ArtifactIndex
    manifests: ManifestIndex
    pointers: PointerStore
    clock: Clock
    tenant_id: str
    user_id: str

    def store(
        self,
        content: bytes,
        media_type: str,
        *,
        entity_type: EntityType | None = None,
        filename: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Artifact:
        """Idempotent: storing the same bytes again gives the same artifact."""
        artifact = Artifact(
            sha256=sha256_of(content),
            media_type=media_type,
            size_bytes=len(content),
            created_at=self.clock.now(),
            created_by=self.user_id,
            filename=filename,
            entity_type=entity_type,
            entity_metadata=metadata or {},
        )
        self.content.put(self.tenant_id, artifact.sha256, content, media_type)
        self.index.add(self.tenant_id, artifact)
        return artifact

    def sign_upload(self, sha256: str, size_bytes: int, media_type: str) -> SignedRequest:
        return self.content.sign_upload(
            self.tenant_id, check_sha256(sha256), check_size(size_bytes), media_type
        )

    def register(
        self,
        sha256: str,
        size_bytes: int,
        media_type: str,
        *,
        entity_type: EntityType | None = None,
        filename: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Artifact:
        """Makes content that was uploaded to its signed address an artifact."""
        check_size(size_bytes)
        if self.content.size(self.tenant_id, check_sha256(sha256)) != size_bytes:
            raise Conflict(f"{sha256} has another length", code="artifact_size_differs")
        artifact = Artifact(
            sha256=sha256,
            media_type=media_type,
            size_bytes=size_bytes,
            created_at=self.clock.now(),
            created_by=self.user_id,
            filename=filename,
            entity_type=entity_type,
            entity_metadata=metadata or {},
        )
        self.index.add(self.tenant_id, artifact)
        return self.index.get(self.tenant_id, sha256)

    def sign_download(self, artifact: Artifact) -> SignedRequest:
        filename = artifact.filename or artifact.sha256
        return self.content.sign_download(self.tenant_id, artifact.sha256, filename)

    def read(self, sha256: str) -> bytes:
        """Raises `Corrupted` when the bytes are not what the hash says."""
        content = self.content.get(self.tenant_id, check_sha256(sha256))
        if sha256_of(content) != sha256:
            raise Corrupted(f"Artifact {sha256} is damaged in the store")
        return content

    def describe(self, sha256: str) -> Artifact:
        return self.index.get(self.tenant_id, check_sha256(sha256))

    def commit(
        self,
        paths: Mapping[str, str],
        *,
        parent_sha256: str | None = None,
        message: str | None = None,
    ) -> Manifest:
        """Makes a manifest of stored artifacts: path to sha256. Raises `NotFound`."""
        if parent_sha256 is not None:
            self.manifest(parent_sha256)
        held = sorted({check_sha256(sha256) for sha256 in paths.values()})
        entries = self.index.entries(self.tenant_id, held)
        tree = {check_path(path): entries[sha256] for path, sha256 in paths.items()}
        manifest = Manifest(tree, self.clock.now(), self.user_id, parent_sha256, message)
        content = tree_json(tree)
        self.content.put(self.tenant_id, manifest.sha256, content, MANIFEST_MEDIA_TYPE)
        self.index.refer(self.tenant_id, manifest.sha256, held)
        self.manifests.add(self.tenant_id, manifest)
        return manifest

    def manifest(self, sha256: str) -> Manifest:
        try:
            tree = self.read(sha256)
        except NotFound as error:
            raise NotFound(f"No manifest {sha256}", code="manifest_not_found") from error
        return self.manifests.get(self.tenant_id, sha256, tree)

    def list(self, namespace: str) -> tuple[Pointer, ...]:
        return self.pointers.list(self.tenant_id, check_name(namespace))

    def history(self, namespace: str, name: str) -> tuple[Pointer, ...]:
        """Every version, the newest first. Raises `NotFound` if there never was one."""
        found = self.pointers.history(self.tenant_id, check_name(namespace), check_name(name))
        if not found:
            raise NotFound(f"No pointer {namespace}/{name}", code="pointer_not_found")
        return found

    def pointer(self, namespace: str, name: str) -> Pointer:
        return self.pointers.get(self.tenant_id, check_name(namespace), check_name(name))

    def move(
        self,
        namespace: str,
        name: str,
        manifest_sha256: str | None,
        *,
        expected_version: int,
        pointer_type: str = "bundle",
        description: str | None = None,
        meta: Mapping[str, Any] | None = None,
    ) -> Pointer:
        """Compare and set: moves only from `expected_version`; 0 makes a new pointer.

        None as the manifest deletes the pointer; its history stays and it can be moved again.
        """
        if manifest_sha256 is not None:
            self.manifest(manifest_sha256)
        pointer = Pointer(
            namespace=check_name(namespace),
            name=check_name(name),
            manifest_sha256=manifest_sha256,
            version=expected_version + 1,
            moved_at=self.clock.now(),
            moved_by=self.user_id,
            pointer_type=pointer_type,
            description=description,
            meta=meta or {},
        )
        self.pointers.move(self.tenant_id, pointer)
        return pointer
