"""What is known of artifacts, in the `app` table.

pk                                  sk                    holds
<tenant>#ARTIFACT#<sha256>          META                  one artifact
                                    REF#<manifest>        one reference to it
<tenant>#MANIFEST#<sha256>          META                  one manifest, but for its tree (in S3)
<tenant>#POINTER#<namespace>        NAME#<name>           where a pointer points now
<tenant>#POINTED#<namespace>#<name> V#<version>           where it pointed once
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from boto3.dynamodb.conditions import Attr

from nyqst.artifacts.model import (
    Artifact,
    Manifest,
    ManifestEntry,
    Pointer,
    canonical_json,
    tree_from_json,
)
from nyqst.entity import EntityType
from nyqst.errors import Conflict, NotFound
from nyqst.storage.expressions import ABSENT, Item, Put
from nyqst.storage.table import Table


class DynamoArtifactIndex:
    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, tenant_id: str, artifact: Artifact) -> None:
        self._table.put_if_absent(
            {
                "pk": f"{tenant_id}#ARTIFACT#{artifact.sha256}",
                "sk": "META",
                "sha256": artifact.sha256,
                "media_type": artifact.media_type,
                "size_bytes": artifact.size_bytes,
                "created_at": artifact.created_at.isoformat(),
                "created_by": artifact.created_by,
                "filename": artifact.filename,
                "entity_type": artifact.entity_type,
                "entity_metadata": canonical_json(artifact.entity_metadata).decode(),
            }
        )

    def get(self, tenant_id: str, sha256: str) -> Artifact:
        rows = self._table.query_all(f"{tenant_id}#ARTIFACT#{sha256}")
        meta = next((row for row in rows if row["sk"] == "META"), None)
        if meta is None:
            raise NotFound(f"No artifact {sha256}", code="artifact_not_found")
        return Artifact(
            sha256=sha256,
            media_type=meta["media_type"],
            size_bytes=meta["size_bytes"],
            created_at=datetime.fromisoformat(meta["created_at"]),
            created_by=meta["created_by"],
            filename=meta.get("filename"),
            entity_type=_entity_type(meta),
            entity_metadata=json.loads(meta["entity_metadata"]),
            reference_count=len(rows) - 1,
        )

    def entries(self, tenant_id: str, sha256s: Sequence[str]) -> Mapping[str, ManifestEntry]:
        rows = self._table.get_all((f"{tenant_id}#ARTIFACT#{sha256}", "META") for sha256 in sha256s)
        entries = {
            row["sha256"]: ManifestEntry(
                row["sha256"], row["media_type"], row["size_bytes"], _entity_type(row)
            )
            for row in rows
        }
        unknown = [sha256 for sha256 in sha256s if sha256 not in entries]
        if unknown:
            raise NotFound(f"No artifact {unknown[0]}", code="artifact_not_found")
        return entries

    def refer(self, tenant_id: str, manifest_sha256: str, sha256s: Iterable[str]) -> None:
        self._table.put_all(
            {"pk": f"{tenant_id}#ARTIFACT#{sha256}", "sk": f"REF#{manifest_sha256}"}
            for sha256 in sha256s
        )


class DynamoManifestIndex:
    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, tenant_id: str, manifest: Manifest) -> None:
        self._table.put_if_absent(
            {
                "pk": f"{tenant_id}#MANIFEST#{manifest.sha256}",
                "sk": "META",
                "parent_sha256": manifest.parent_sha256,
                "message": manifest.message,
                "created_at": manifest.created_at.isoformat(),
                "created_by": manifest.created_by,
            }
        )

    def get(self, tenant_id: str, sha256: str, tree_json: bytes) -> Manifest:
        row = self._table.get(f"{tenant_id}#MANIFEST#{sha256}", "META")
        if row is None:
            raise NotFound(f"No manifest {sha256}", code="manifest_not_found")
        return Manifest(
            tree=tree_from_json(tree_json),
            created_at=datetime.fromisoformat(row["created_at"]),
            created_by=row["created_by"],
            parent_sha256=row.get("parent_sha256"),
            message=row.get("message"),
        )


class DynamoPointerStore:
    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, tenant_id: str, namespace: str, name: str) -> Pointer:
        row = self._table.get(f"{tenant_id}#POINTER#{namespace}", f"NAME#{name}")
        if row is None:
            raise NotFound(f"No pointer {namespace}/{name}", code="pointer_not_found")
        return _pointer(row)

    def move(self, tenant_id: str, pointer: Pointer) -> None:
        row = _pointer_row(pointer)
        before = pointer.version - 1
        try:
            self._table.transact(
                [
                    Put(
                        {
                            "pk": f"{tenant_id}#POINTER#{pointer.namespace}",
                            "sk": f"NAME#{pointer.name}",
                            **row,
                        },
                        Attr("version").eq(before) if before else ABSENT,
                    ),
                    Put(
                        {
                            "pk": _history_pk(tenant_id, pointer.namespace, pointer.name),
                            "sk": f"V#{pointer.version:010}",
                            **row,
                        },
                        ABSENT,
                    ),
                ]
            )
        except Conflict as error:
            raise Conflict(
                f"{pointer.name} is not at version {before} any more", code="pointer_moved"
            ) from error

    def history(self, tenant_id: str, namespace: str, name: str) -> tuple[Pointer, ...]:
        rows = self._table.query_all(_history_pk(tenant_id, namespace, name), begins="V#")
        return tuple(_pointer(row) for row in reversed(rows))

    def list(self, tenant_id: str, namespace: str) -> tuple[Pointer, ...]:
        rows = self._table.query_all(f"{tenant_id}#POINTER#{namespace}", begins="NAME#")
        pointers = map(_pointer, rows)
        return tuple(pointer for pointer in pointers if pointer.manifest_sha256 is not None)


def _entity_type(row: Item) -> EntityType | None:
    return EntityType(row["entity_type"]) if "entity_type" in row else None


def _history_pk(tenant_id: str, namespace: str, name: str) -> str:
    """Both may hold a `/`, so another sign parts them."""
    return f"{tenant_id}#POINTED#{namespace}#{name}"


def _pointer_row(pointer: Pointer) -> Item:
    return {
        "namespace": pointer.namespace,
        "name": pointer.name,
        "manifest_sha256": pointer.manifest_sha256,
        "version": pointer.version,
        "moved_at": pointer.moved_at.isoformat(),
        "moved_by": pointer.moved_by,
        "pointer_type": pointer.pointer_type,
        "description": pointer.description,
        "meta": canonical_json(pointer.meta).decode(),
    }


def _pointer(row: dict[str, Any]) -> Pointer:
    return Pointer(
        namespace=row["namespace"],
        name=row["name"],
        manifest_sha256=row.get("manifest_sha256"),
        version=row["version"],
        moved_at=datetime.fromisoformat(row["moved_at"]),
        moved_by=row["moved_by"],
        pointer_type=row["pointer_type"],
        description=row.get("description"),
        meta=json.loads(row["meta"]),
    )
