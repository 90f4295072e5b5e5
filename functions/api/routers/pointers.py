"""Names for manifests, moved by compare and set."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from functions.api.routers.artifacts import ReadableArtifacts, WritableArtifacts
from functions.api.schemas.artifacts import PointerMove, PointerView

router = APIRouter(prefix="/pointers/{namespace}", tags=["artifacts"])


class PointerList(BaseModel):
    items: list[PointerView]


@router.get("")
def list_pointers(artifacts: ReadableArtifacts, namespace: str) -> PointerList:
    return PointerList(items=[PointerView.of(pointer) for pointer in artifacts.list(namespace)])


@router.get("/{name:path}/history")
def pointer_history(artifacts: ReadableArtifacts, namespace: str, name: str) -> PointerList:
    """Every version, the newest first."""
    history = artifacts.history(namespace, name)
    return PointerList(items=[PointerView.of(pointer) for pointer in history])


@router.get("/{name:path}")
def get_pointer(artifacts: ReadableArtifacts, namespace: str, name: str) -> PointerView:
    return PointerView.of(artifacts.pointer(namespace, name))


@router.put("/{name:path}")
def move_pointer(
    artifacts: WritableArtifacts, namespace: str, name: str, body: PointerMove
) -> PointerView:
    """Refused with `pointer_moved` unless it stands at `expected_version`."""
    return PointerView.of(
        artifacts.move(
            namespace,
            name,
            body.manifest_sha256,
            expected_version=body.expected_version,
            pointer_type=body.pointer_type,
            description=body.description,
            meta=body.meta,
        )
    )


@router.delete("/{name:path}", status_code=204)
def delete_pointer(
    artifacts: WritableArtifacts,
    namespace: str,
    name: str,
    expected_version: Annotated[int, Query(ge=1)],
) -> None:
    """Its history stays, and it can be moved again."""
    artifacts.move(namespace, name, None, expected_version=expected_version)
