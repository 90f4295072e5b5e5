"""Bringing documents in: announce them, upload them to the store, ask for them to be read.

A document's id comes from its name and hash, so announcing the same file again finds it, and one
that is ready need not be uploaded a second time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nyqst.artifacts.model import check_sha256
from nyqst.artifacts.ports import ContentStore, SignedRequest
from nyqst.clock import Clock
from nyqst.documents.model import Document, DocumentStatus
from nyqst.documents.ports import DocumentStore, IngestQueue
from nyqst.errors import Conflict, InvalidInput, NotFound, TooLarge
from nyqst.identity.model import Caller
from nyqst.ids import derived_id
from nyqst.paging import Listed

MAX_DOCUMENT_BYTES = 25 * 1024 * 1024
MAX_DOCUMENTS_AT_ONCE = 50
MAX_NAME = 200
_FORBIDDEN_IN_NAMES = set('/\\:*?"<>|')


@dataclass(frozen=True, slots=True)
class Announced:
    name: str
    media_type: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of the caller's tenant."""

    store: DocumentStore
    content: ContentStore
    queue: IngestQueue
    clock: Clock
    caller: Caller

    def announce(self, files: Sequence[Announced]) -> list[tuple[Document, SignedRequest | None]]:
        """Each file's document, and how to upload it if its content is still wanted."""
        for file in files:
            _check(file)
        return [self._announce(file) for file in files]

    def request_ingest(self, document_ids: Sequence[str]) -> list[Document]:
        """All or none: raises `Conflict` if the content of any has not arrived."""
        documents = [self.get(document_id) for document_id in document_ids]
        waiting = [document for document in documents if _wants_content(document)]
        for document in waiting:
            self._check_arrived(document)
        queued = [replace(document, status=DocumentStatus.QUEUED) for document in waiting]
        for document in queued:
            self.store.update(document)
        # Those that were queued before are sent again: their message may have been lost.
        pending = [d.id for d in documents if d.status is not DocumentStatus.READY]
        if pending:
            self.queue.send(self.caller.tenant_id, pending)
        fresh = {document.id: document for document in queued}
        return [fresh.get(document.id, document) for document in documents]

    def get(self, document_id: str) -> Document:
        return self.store.get(self.caller.tenant_id, document_id)

    def list(self, limit: int, cursor: str | None) -> Listed[Document]:
        return self.store.list(self.caller.tenant_id, limit, cursor)

    def delete(self, document_id: str) -> None:
        """Later runs will not read it. Runs that have read it keep what they cite."""
        self.store.delete(self.caller.tenant_id, document_id)

    def _announce(self, file: Announced) -> tuple[Document, SignedRequest | None]:
        document = self.store.add(
            Document(
                id=derived_id("doc", f"{file.sha256}\n{file.name}".encode()),
                tenant_id=self.caller.tenant_id,
                name=file.name,
                media_type=file.media_type,
                size_bytes=file.size_bytes,
                sha256=file.sha256,
                status=DocumentStatus.AWAITING_UPLOAD,
                created_at=self.clock.now(),
            )
        )
        if not _wants_content(document):
            return document, None
        upload = self.content.sign_upload(
            self.caller.tenant_id, document.sha256, document.size_bytes, document.media_type
        )
        return document, upload

    def _check_arrived(self, document: Document) -> None:
        try:
            size = self.content.size(document.tenant_id, document.sha256)
        except NotFound:
            size = None
        if size != document.size_bytes:
            raise Conflict(
                f"The content of {document.name} has not been uploaded",
                code="document_not_uploaded",
            )


def _wants_content(document: Document) -> bool:
    return document.status in (DocumentStatus.AWAITING_UPLOAD, DocumentStatus.FAILED)


def _check(file: Announced) -> None:
    check_sha256(file.sha256)
    name = file.name
    if not name.strip(". ") or len(name) > MAX_NAME or not name.isprintable():
        raise InvalidInput("A file name is 1 to 200 printable characters", code="invalid_file_name")
    if _FORBIDDEN_IN_NAMES & set(name):
        raise InvalidInput("A file name has no path in it", code="invalid_file_name", field="name")
    if file.size_bytes > MAX_DOCUMENT_BYTES:
        raise TooLarge(
            f"{name} is larger than {MAX_DOCUMENT_BYTES // 2**20} MB", code="document_too_large"
        )
    if file.size_bytes < 1:
        raise InvalidInput(f"{name} is empty", code="document_empty", field="size_bytes")
