"""Content by its hash."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from nyqst_client.decode import decode
from nyqst_client.errors import Corrupted, UnexpectedAnswer
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.http.transfers import Transfers
from nyqst_client.model.artifact import Artifact, SignedRequest
from nyqst_client.whole_file import whole_file


@dataclass(frozen=True, slots=True)
class Artifacts:
    connection: Connection
    transfers: Transfers

    def describe(self, sha256: str) -> Artifact:
        return decode(Artifact, self.connection.call("GET", path_of("artifacts", sha256)))

    def read(self, sha256: str) -> bytes:
        """Raises `Corrupted` if what comes is something else."""
        content = BytesIO()
        self._fetch(sha256, content)
        return content.getvalue()

    def save(self, sha256: str, path: Path) -> None:
        """Writes the file when all of it has come and is what it should be, or not at all."""
        with whole_file(path) as file:
            self._fetch(sha256, file)

    def store(
        self,
        content: bytes,
        media_type: str,
        *,
        filename: str | None = None,
        entity_type: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Artifact:
        sha256 = hashlib.sha256(content).hexdigest()
        body = {"sha256": sha256, "size_bytes": len(content), "media_type": media_type}
        path = path_of("artifacts", "uploads")
        signed = decode(
            SignedRequest, self.connection.call("POST", path, body=body, repeatable=True)
        )
        self.transfers.send(signed, lambda: BytesIO(content))
        body = {
            **body,
            "filename": filename,
            "entity_type": entity_type,
            "entity_metadata": dict(metadata or {}),
        }
        answer = self.connection.call("POST", path_of("artifacts"), body=body, repeatable=True)
        return decode(Artifact, answer)

    def _fetch(self, sha256: str, target: BinaryIO) -> None:
        artifact = self.describe(sha256)
        if artifact.download is None:
            raise UnexpectedAnswer(f"The service does not say where {sha256} lies")

        def take(chunks: Iterator[bytes]) -> None:
            digest = hashlib.sha256()
            target.seek(0)
            target.truncate()
            for chunk in chunks:
                digest.update(chunk)
                target.write(chunk)
            if digest.hexdigest() != sha256:
                raise Corrupted(f"What came is not {sha256}")

        self.transfers.fetch(artifact.download, take)
