"""Trees of artifacts."""

from collections.abc import Mapping
from dataclasses import dataclass

from nyqst_client.decode import decode
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.model.artifact import Manifest


@dataclass(frozen=True, slots=True)
class Manifests:
    connection: Connection

    def commit(
        self,
        tree: Mapping[str, str],
        *,
        parent_sha256: str | None = None,
        message: str | None = None,
    ) -> Manifest:
        """`tree` is path to the sha256 of a registered artifact. Equal trees are one manifest."""
        body = {"tree": dict(tree), "parent_sha256": parent_sha256, "message": message}
        path = path_of("manifests")
        return decode(Manifest, self.connection.call("POST", path, body=body, repeatable=True))

    def get(self, sha256: str) -> Manifest:
        return decode(Manifest, self.connection.call("GET", path_of("manifests", sha256)))
