"""From files on this machine to documents that a run can read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from nyqst_client.errors import TransferFailed
from nyqst_client.http.connection import Sleep
from nyqst_client.http.transfers import Transfers
from nyqst_client.model.document import Document
from nyqst_client.upload.batches import batches
from nyqst_client.upload.local_files import LocalFile
from nyqst_client.upload.side_by_side import workers
from nyqst_client.upload.wait_until_read import wait_until_read


class Stage(StrEnum):
    SENDING = "sending"
    READING = "reading"


Tell = Callable[[Stage, int, int], None]
"""Stage, how many are done, and of how many."""


class Service(Protocol):
    def announce(self, files: Sequence[LocalFile]) -> tuple[Document, ...]: ...
    def ingest(self, document_ids: Sequence[str]) -> tuple[Document, ...]: ...
    def get(self, document_id: str) -> Document: ...


@dataclass(frozen=True, slots=True)
class NotSent:
    """A file whose bytes the store did not take."""

    file: LocalFile
    reason: str


@dataclass(frozen=True, slots=True)
class Added:
    documents: tuple[Document, ...]
    """In the order of the files, each once: `ready`, `failed`, or `queued` for too long."""
    not_sent: tuple[NotSent, ...] = ()

    @property
    def ready(self) -> tuple[Document, ...]:
        return tuple(document for document in self.documents if document.status == "ready")


@dataclass
class AddDocuments:
    service: Service
    transfers: Transfers
    sleep: Sleep
    tell: Tell
    _not_sent: list[NotSent] = field(default_factory=list, init=False)
    _sent: int = field(default=0, init=False)

    def __call__(self, files: Sequence[LocalFile]) -> Added:
        """Files that are ready already are not sent. One that fails does not stop the others."""
        documents: dict[str, Document] = {}
        distinct = _distinct(files)
        for batch in batches(distinct):
            for document in self._add(batch, len(distinct)):
                documents[document.id] = document
        self._wait(documents)
        return Added(tuple(documents.values()), tuple(self._not_sent))

    def _add(self, batch: list[LocalFile], total: int) -> Iterable[Document]:
        announced = self.service.announce(batch)
        arrived = []
        with workers() as pool:
            pairs = zip(batch, announced, strict=True)
            for document, problem in pool.map(lambda pair: self._send(*pair), pairs):
                self._sent += 1
                self.tell(Stage.SENDING, self._sent, total)
                if problem:
                    self._not_sent.append(problem)
                else:
                    arrived.append(document)
        unread = [document.id for document in arrived if document.status != "ready"]
        fresh = {document.id: document for document in self._ingest(unread)}
        return [fresh.get(document.id, document) for document in arrived]

    def _send(self, file: LocalFile, document: Document) -> tuple[Document, NotSent | None]:
        if document.upload is not None:
            try:
                self.transfers.send(document.upload, lambda: file.path.open("rb"))
            except TransferFailed as error:
                return document, NotSent(file, error.message)
            except OSError as error:
                return document, NotSent(file, error.strerror or "cannot be read")
        return document, None

    def _ingest(self, document_ids: list[str]) -> Sequence[Document]:
        return self.service.ingest(document_ids) if document_ids else ()

    def _wait(self, documents: dict[str, Document]) -> None:
        total = len(documents)
        unread = [document.id for document in documents.values() if document.status != "ready"]
        documents |= wait_until_read(
            self.service.get,
            unread,
            self.sleep,
            lambda left: self.tell(Stage.READING, total - left, total),
        )


def _distinct(files: Iterable[LocalFile]) -> list[LocalFile]:
    """The service knows a document by its name and content, so copies are one."""
    return list({(file.name, file.sha256): file for file in files}.values())
