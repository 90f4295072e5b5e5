"""Reading one document: check the bytes, find the text, cut it up, keep it."""

from dataclasses import dataclass, replace

from nyqst.artifacts.store import Artifacts
from nyqst.documents.chunking import chunk
from nyqst.documents.extract_json import EXTRACT_MEDIA_TYPE, to_json
from nyqst.documents.model import Document, DocumentStatus, Extract, Failure
from nyqst.documents.ports import DocumentStore, TextExtractor
from nyqst.entity import EntityType
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
        extract = Extract(document.name, document.sha256, text, chunk(text.text, text.headings))
        stored_text = self.artifacts.store(
            text.text.encode(),
            "text/plain; charset=utf-8",
            entity_type=EntityType.KNOWLEDGE_BASE,
            filename=document.name,
            metadata={"title": text.title, "original_sha256": document.sha256},
        )
        stored_extract = self.artifacts.store(to_json(extract), EXTRACT_MEDIA_TYPE)
        return replace(
            document,
            status=DocumentStatus.READY,
            text_sha256=stored_text.sha256,
            extract_sha256=stored_extract.sha256,
            title=text.title,
            failure=None,
        )
