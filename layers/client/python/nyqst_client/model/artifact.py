"""Stored content, trees of it, and names for trees."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request to the store that may be made as it stands until it expires."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    expires_in_s: int = 0


@dataclass(frozen=True, slots=True)
class Artifact:
    sha256: str
    media_type: str
    size_bytes: int
    created_at: datetime
    created_by: str = ""
    filename: str | None = None
    entity_type: str | None = None
    entity_metadata: Mapping[str, Any] = field(default_factory=dict)
    reference_count: int = 0
    download: SignedRequest | None = None


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    sha256: str
    media_type: str
    size_bytes: int
    entity_type: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    sha256: str
    tree: Mapping[str, ManifestEntry]
    created_at: datetime
    created_by: str = ""
    entry_count: int = 0
    total_size_bytes: int = 0
    parent_sha256: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    namespace: str
    name: str
    version: int
    moved_at: datetime
    manifest_sha256: str | None = None
    """None on a pointer that was deleted."""
    pointer_type: str = "bundle"
    description: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)
    moved_by: str = ""
