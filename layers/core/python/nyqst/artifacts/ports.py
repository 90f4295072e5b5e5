"""What artifacts need of their stores. Everything is within one tenant; none may see another's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from nyqst.artifacts.model import Artifact, Manifest, ManifestEntry, Pointer


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request that whoever holds it may make until it expires, with these very headers."""

    method: str
    url: str
    headers: Mapping[str, str]
    expires_in_s: int


class ContentStore(Protocol):
    def put(self, tenant_id: str, sha256: str, content: bytes, media_type: str) -> None: ...

    def name(self, tenant_id: str, sha256: str) -> str:
        """Under which other services of the platform find it."""

    def get(self, tenant_id: str, sha256: str) -> bytes:
        """The bytes as they are stored, unchecked. Raises `NotFound`."""

    def size(self, tenant_id: str, sha256: str) -> int:
        """Raises `NotFound`."""

    def sign_upload(
        self, tenant_id: str, sha256: str, size_bytes: int, media_type: str
    ) -> SignedRequest:
        """Takes exactly the bytes of that hash and length."""

    def sign_download(self, tenant_id: str, sha256: str, filename: str) -> SignedRequest: ...

    def sign_named_download(self, name: str, filename: str) -> SignedRequest:
        """Of what stands under that very name."""


class ArtifactIndex(Protocol):
    def add(self, tenant_id: str, artifact: Artifact) -> None:
        """Keeps what is there if the artifact is known."""

    def get(self, tenant_id: str, sha256: str) -> Artifact:
        """With its reference count. Raises `NotFound`."""

    def entries(self, tenant_id: str, sha256s: Sequence[str]) -> Mapping[str, ManifestEntry]:
        """Each as a manifest holds it. Raises `NotFound` if any is unknown."""

    def refer(self, tenant_id: str, manifest_sha256: str, sha256s: Iterable[str]) -> None:
        """Counts the manifest as one reference to each, however often it is said."""


class ManifestIndex(Protocol):
    def add(self, tenant_id: str, manifest: Manifest) -> None:
        """Keeps what is there if the tree is known."""

    def get(self, tenant_id: str, sha256: str, tree_json: bytes) -> Manifest:
        """The manifest of that tree. Raises `NotFound`."""


class PointerStore(Protocol):
    def get(self, tenant_id: str, namespace: str, name: str) -> Pointer:
        """Raises `NotFound`; a deleted pointer is found, with no manifest."""

    def move(self, tenant_id: str, pointer: Pointer) -> None:
        """Stores it as the version behind `pointer.version - 1`, 0 being none.

        Raises `Conflict` with code `pointer_moved` when that is not the current version.
        """

    def history(self, tenant_id: str, namespace: str, name: str) -> tuple[Pointer, ...]:
        """Every version, the newest first."""

    def list(self, tenant_id: str, namespace: str) -> tuple[Pointer, ...]:
        """Those that are not deleted, by name."""
