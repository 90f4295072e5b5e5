"""Names for manifests, moved by compare and set."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nyqst_client.decode import decode
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of, tree_path_of
from nyqst_client.model.artifact import Pointer
from nyqst_client.resources.pages import page_from


@dataclass(frozen=True, slots=True)
class Pointers:
    """A move is not sent again once the service may have seen it: the second would be refused."""

    connection: Connection

    def list(self, namespace: str) -> tuple[Pointer, ...]:
        answer = self.connection.call("GET", path_of("pointers", namespace))
        return page_from(Pointer, answer).items

    def get(self, namespace: str, name: str) -> Pointer:
        return decode(Pointer, self.connection.call("GET", _path(namespace, name)))

    def history(self, namespace: str, name: str) -> tuple[Pointer, ...]:
        """Every version, the newest first."""
        answer = self.connection.call("GET", _path(namespace, f"{name}/history"))
        return page_from(Pointer, answer).items

    def move(
        self,
        namespace: str,
        name: str,
        manifest_sha256: str,
        *,
        expected_version: int,
        pointer_type: str = "bundle",
        description: str | None = None,
        meta: Mapping[str, Any] | None = None,
    ) -> Pointer:
        """Raises `Refused` with code `pointer_moved` unless it stands at `expected_version`."""
        body = {
            "manifest_sha256": manifest_sha256,
            "expected_version": expected_version,
            "pointer_type": pointer_type,
            "description": description,
            "meta": dict(meta or {}),
        }
        return decode(Pointer, self.connection.call("PUT", _path(namespace, name), body=body))

    def delete(self, namespace: str, name: str, *, expected_version: int) -> None:
        params = {"expected_version": expected_version}
        path = _path(namespace, name)
        self.connection.call("DELETE", path, params=params, repeatable=False)


def _path(namespace: str, name: str) -> str:
    return tree_path_of("pointers", namespace, below=name)
