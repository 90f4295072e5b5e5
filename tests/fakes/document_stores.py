"""Documents, their queue and the corpora made of them, in memory."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from nyqst.documents.model import Document
from nyqst.errors import Conflict, NotFound
from nyqst.paging import Listed
from tests.fakes.pages import page_of


@dataclass
class MemoryDocumentStore:
    _documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, document: Document) -> Document:
        with self._lock:
            return self._documents.setdefault((document.tenant_id, document.id), document)

    def get(self, tenant_id: str, document_id: str) -> Document:
        with self._lock:
            found = self._documents.get((tenant_id, document_id))
        if found is None:
            raise NotFound(f"No document {document_id}", code="document_not_found")
        return found

    def update(self, document: Document) -> None:
        with self._lock:
            if (document.tenant_id, document.id) not in self._documents:
                raise Conflict(f"{document.id} was deleted")
            self._documents[document.tenant_id, document.id] = document

    def delete(self, tenant_id: str, document_id: str) -> None:
        with self._lock:
            gone = self._documents.pop((tenant_id, document_id), None)
        if gone is None:
            raise NotFound(f"No document {document_id}", code="document_not_found")

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Document]:
        return page_of(f"{tenant_id}#DOCUMENT", self._of(tenant_id), limit, cursor)

    def all(self, tenant_id: str) -> tuple[Document, ...]:
        documents = self._of(tenant_id)
        return tuple(documents[key] for key in sorted(documents))

    def _of(self, tenant_id: str) -> dict[str, Document]:
        with self._lock:
            return {
                key: document
                for (owner, key), document in self._documents.items()
                if owner == tenant_id
            }


@dataclass
class MemoryIngestQueue:
    waiting: list[tuple[str, str]] = field(default_factory=list)
    """Tenant and document, in the order they were sent."""

    def send(self, tenant_id: str, document_ids: Sequence[str]) -> None:
        self.waiting += [(tenant_id, document_id) for document_id in document_ids]


@dataclass
class MemoryCorpusStore:
    _indexes: dict[tuple[str, str], str] = field(default_factory=dict)

    def find(self, tenant_id: str, corpus_id: str) -> str | None:
        return self._indexes.get((tenant_id, corpus_id))

    def add(self, tenant_id: str, corpus_id: str, index_sha256: str) -> None:
        self._indexes.setdefault((tenant_id, corpus_id), index_sha256)
