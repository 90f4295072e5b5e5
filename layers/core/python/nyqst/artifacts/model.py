"""Content by its hash, trees of content, and names that point to trees."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nyqst.entity import EntityType
from nyqst.errors import InvalidInput, TooLarge

MAX_ARTIFACT_BYTES = 100 * 1024 * 1024
"""Of one that is uploaded."""
MAX_PATH = 512
MAX_NAME = 256
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
MANIFEST_MEDIA_TYPE = "application/vnd.nyqst.manifest+json"


@dataclass(frozen=True, slots=True)
class Artifact:
    """What is known of one piece of content. The same bytes are the same artifact."""

    sha256: str
    media_type: str
    size_bytes: int
    created_at: datetime
    created_by: str
    filename: str | None = None
    entity_type: EntityType | None = None
    entity_metadata: Mapping[str, Any] = field(default_factory=dict)
    reference_count: int = 0
    """How many manifests hold it."""


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    sha256: str
    media_type: str
    size_bytes: int
    entity_type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A tree of paths. `sha256` is that of `tree_json`: equal trees are one manifest."""

    tree: Mapping[str, ManifestEntry]
    created_at: datetime
    created_by: str
    parent_sha256: str | None = None
    message: str | None = None

    @property
    def sha256(self) -> str:
        return sha256_of(tree_json(self.tree))

    @property
    def total_size_bytes(self) -> int:
        return sum(entry.size_bytes for entry in self.tree.values())


@dataclass(frozen=True, slots=True)
class Pointer:
    """A name for a manifest. Each move counts `version` up; a move names the version it expects."""

    namespace: str
    name: str
    manifest_sha256: str | None
    """None once the pointer is deleted; its history stays."""
    version: int
    moved_at: datetime
    moved_by: str
    pointer_type: str = "bundle"
    description: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def canonical_json(value: Any) -> bytes:
    """The one way to write a value down: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def tree_json(tree: Mapping[str, ManifestEntry]) -> bytes:
    return canonical_json(
        {
            path: {
                "sha256": entry.sha256,
                "media_type": entry.media_type,
                "size_bytes": entry.size_bytes,
                "entity_type": entry.entity_type,
            }
            for path, entry in tree.items()
        }
    )


def tree_from_json(content: bytes) -> dict[str, ManifestEntry]:
    return {
        path: ManifestEntry(
            sha256=entry["sha256"],
            media_type=entry["media_type"],
            size_bytes=entry["size_bytes"],
            entity_type=EntityType(entry["entity_type"]) if entry["entity_type"] else None,
        )
        for path, entry in json.loads(content).items()
    }


def check_sha256(text: str) -> str:
    if not _SHA256.fullmatch(text):
        raise InvalidInput("A sha256 is 64 lower-case hexadecimal digits", code="invalid_sha256")
    return text


def check_size(size_bytes: int) -> int:
    if size_bytes > MAX_ARTIFACT_BYTES:
        limit = f"An artifact has up to {MAX_ARTIFACT_BYTES // 2**20} MB"
        raise TooLarge(limit, code="artifact_too_large", field="size_bytes")
    return size_bytes


def check_path(path: str) -> str:
    """Paths in a manifest are relative, without `.` or `..`, and printable."""
    parts = path.split("/")
    bad = not path or len(path) > MAX_PATH or not path.isprintable() or "\\" in path
    if bad or any(part in ("", ".", "..") for part in parts):
        raise InvalidInput(f"Not a path for a manifest: {path[:80]!r}", code="invalid_path")
    return path


def check_name(name: str) -> str:
    """Namespaces and pointer names: letters, digits, `.`, `_`, `-` and `/`."""
    if len(name) > MAX_NAME or not _NAME.fullmatch(name) or ".." in name or "//" in name:
        raise InvalidInput(f"Not a pointer name: {name[:80]!r}", code="invalid_name")
    return name
