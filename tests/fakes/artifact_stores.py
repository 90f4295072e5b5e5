"""Content, what is known of it, trees and names, in memory."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nyqst.artifacts.model import Artifact, Manifest, ManifestEntry, Pointer, tree_from_json
from nyqst.artifacts.ports import SignedRequest
from nyqst.errors import Conflict, NotFound

_SIGNED_FOR_S = 900


@dataclass
class MemoryContentStore:
    _content: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def put(self, tenant_id: str, sha256: str, content: bytes, media_type: str) -> None:
        self._content[tenant_id, sha256] = content

    def name(self, tenant_id: str, sha256: str) -> str:
        return f"{tenant_id}/{sha256}"

    def get(self, tenant_id: str, sha256: str) -> bytes:
        try:
            return self._content[tenant_id, sha256]
        except KeyError:
            raise NotFound(f"No content {sha256}", code="content_not_found") from None

    def size(self, tenant_id: str, sha256: str) -> int:
        return len(self.get(tenant_id, sha256))

    def sign_upload(
        self, tenant_id: str, sha256: str, size_bytes: int, media_type: str
    ) -> SignedRequest:
        headers = {"Content-Type": media_type, "Content-Length": str(size_bytes)}
        url = f"memory://{self.name(tenant_id, sha256)}"
        return SignedRequest("PUT", url, headers, _SIGNED_FOR_S)

    def sign_download(self, tenant_id: str, sha256: str, filename: str) -> SignedRequest:
        return self.sign_named_download(self.name(tenant_id, sha256), filename)

    def sign_named_download(self, name: str, filename: str) -> SignedRequest:
        return SignedRequest("GET", f"memory://{name}", {}, _SIGNED_FOR_S)


@dataclass
class MemoryArtifactIndex:
    _artifacts: dict[tuple[str, str], Artifact] = field(default_factory=dict)
    _referrers: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def add(self, tenant_id: str, artifact: Artifact) -> None:
        self._artifacts.setdefault((tenant_id, artifact.sha256), artifact)

    def get(self, tenant_id: str, sha256: str) -> Artifact:
        if (tenant_id, sha256) not in self._artifacts:
            raise NotFound(f"No artifact {sha256}", code="artifact_not_found")
        held = len(self._referrers.get((tenant_id, sha256), ()))
        return replace(self._artifacts[tenant_id, sha256], reference_count=held)

    def entries(self, tenant_id: str, sha256s: Sequence[str]) -> Mapping[str, ManifestEntry]:
        found = [self.get(tenant_id, sha256) for sha256 in sha256s]
        return {
            each.sha256: ManifestEntry(
                each.sha256, each.media_type, each.size_bytes, each.entity_type
            )
            for each in found
        }

    def refer(self, tenant_id: str, manifest_sha256: str, sha256s: Iterable[str]) -> None:
        for sha256 in sha256s:
            self._referrers.setdefault((tenant_id, sha256), set()).add(manifest_sha256)


@dataclass
class MemoryManifestIndex:
    _manifests: dict[tuple[str, str], Manifest] = field(default_factory=dict)

    def add(self, tenant_id: str, manifest: Manifest) -> None:
        self._manifests.setdefault((tenant_id, manifest.sha256), manifest)

    def get(self, tenant_id: str, sha256: str, tree_json: bytes) -> Manifest:
        if (tenant_id, sha256) not in self._manifests:
            raise NotFound(f"No manifest {sha256}", code="manifest_not_found")
        return replace(self._manifests[tenant_id, sha256], tree=tree_from_json(tree_json))


@dataclass
class MemoryPointerStore:
    _versions: dict[tuple[str, str, str], list[Pointer]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, tenant_id: str, namespace: str, name: str) -> Pointer:
        versions = self._versions.get((tenant_id, namespace, name))
        if not versions:
            raise NotFound(f"No pointer {namespace}/{name}", code="pointer_not_found")
        return versions[-1]

    def move(self, tenant_id: str, pointer: Pointer) -> None:
        place = (tenant_id, pointer.namespace, pointer.name)
        with self._lock:
            versions = self._versions.setdefault(place, [])
            if len(versions) != pointer.version - 1:
                raise Conflict(f"{pointer.name} has moved", code="pointer_moved")
            versions.append(pointer)

    def history(self, tenant_id: str, namespace: str, name: str) -> tuple[Pointer, ...]:
        return tuple(reversed(self._versions.get((tenant_id, namespace, name), [])))

    def list(self, tenant_id: str, namespace: str) -> tuple[Pointer, ...]:
        places = sorted(place for place in self._versions if place[:2] == (tenant_id, namespace))
        latest = (self._versions[place][-1] for place in places if self._versions[place])
        return tuple(pointer for pointer in latest if pointer.manifest_sha256 is not None)
