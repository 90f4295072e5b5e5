"""Documents that runs may read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nyqst_client.decode import decode
from nyqst_client.errors import UnexpectedAnswer
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.http.transfers import Transfers
from nyqst_client.model.document import Document
from nyqst_client.model.page import Page, all_of
from nyqst_client.resources.pages import page_from
from nyqst_client.upload.add_documents import AddDocuments, Added, Tell
from nyqst_client.upload.local_files import LocalFile


@dataclass(frozen=True, slots=True)
class Documents:
    connection: Connection
    transfers: Transfers

    def add(self, files: Sequence[LocalFile], tell: Tell = lambda *_: None) -> Added:
        """Sends what the service does not have, and waits until it is read or has failed.

        `find_files` and `look_at` make the files. What nothing happens to for five minutes is
        not waited for.
        """
        return AddDocuments(self, self.transfers, self.connection.sleep, tell)(files)

    def announce(self, files: Sequence[LocalFile]) -> tuple[Document, ...]:
        """Up to 50, in their order. What has an `upload` wants its content sent."""
        body = {
            "files": [
                {
                    "name": file.name,
                    "media_type": file.media_type,
                    "size_bytes": file.size_bytes,
                    "sha256": file.sha256,
                }
                for file in files
            ]
        }
        path = path_of("documents")
        return _documents(self.connection.call("POST", path, body=body, repeatable=True))

    def ingest(self, document_ids: Sequence[str]) -> tuple[Document, ...]:
        """Has up to 50 uploaded documents read."""
        body = {"document_ids": list(document_ids)}
        path = path_of("documents", "ingest")
        return _documents(self.connection.call("POST", path, body=body, repeatable=True))

    def list(self, limit: int | None = None, cursor: str | None = None) -> Page[Document]:
        params = {"limit": limit, "cursor": cursor}
        return page_from(Document, self.connection.call("GET", path_of("documents"), params=params))

    def all(self) -> Iterator[Document]:
        return all_of(lambda cursor: self.list(100, cursor))

    def get(self, document_id: str) -> Document:
        return decode(Document, self.connection.call("GET", path_of("documents", document_id)))

    def delete(self, document_id: str) -> None:
        """Later runs will not read it; runs that have keep what they cite."""
        self.connection.call("DELETE", path_of("documents", document_id))


def _documents(answer: Any) -> tuple[Document, ...]:
    if not isinstance(answer, dict) or not isinstance(answer.get("documents"), list):
        raise UnexpectedAnswer("This is not a list of documents")
    return tuple(decode(Document, document) for document in answer["documents"])
