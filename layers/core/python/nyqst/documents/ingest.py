"""Reading one document: check the bytes, find the text, cut it up, keep it."""

from dataclasses import dataclass, replace

from nyqst.artifacts.store import Artifacts
from nyqst.documents.keep import keep
from nyqst.documents.model import Document, DocumentStatus, Failure
from nyqst.documents.ports import DocumentStore, TextExtractor
from nyqst.errors import Corrupted, NotFound, Unreadable


@dataclass(frozen=True, slots=True)
class Ingestion:
    store: DocumentStore
    artifacts: Artifacts
    extract: TextExtractor

    def ingest(self, document_id: str) -> Document:
        """The document, ready or failed. Doing it again changes nothing."""
        document = self.store.get(self.artifacts.tenant_id, document_id)
        if document.status is DocumentStatus.READY:
            return document
        try:
            done = self._read(document)
        except (Unreadable, Corrupted, NotFound) as error:
            failure = Failure(error.code, error.message)
            done = replace(document, status=DocumentStatus.FAILED, failure=failure)
        self.store.update(done)
        return done

    def give_up(self, document_id: str) -> Document:
        """For a document that broke its reader each time."""
        document = self.store.get(self.artifacts.tenant_id, document_id)
        if document.status is not DocumentStatus.QUEUED:
            return document
        failure = Failure("reader_broke", "Reading it failed several times")
        done = replace(document, status=DocumentStatus.FAILED, failure=failure)
        self.store.update(done)
        return done

    def _read(self, document: Document) -> Document:
        content = self.artifacts.read(document.sha256)
        text = self.extract(content, document.name, document.media_type)
        kept = keep(self.artifacts, document.name, document.sha256, text)
        return replace(
            document,
            status=DocumentStatus.READY,
            text_sha256=kept.text_sha256,
            extract_sha256=kept.extract_sha256,
            title=text.title,
            failure=None,
        )
