"""Documents: announce, upload to the signed address, ask for them to be read."""

from typing import Annotated

from fastapi import APIRouter, Depends

from functions.api.schemas.documents import (
    DocumentList,
    DocumentsAnnounce,
    DocumentsIngest,
    DocumentView,
)
from functions.api.schemas.page import Page, page_of
from nyqst.documents.upload import Documents
from nyqst.http.dependencies import Cursor, Limit, PlatformDep
from nyqst.http.permission import Reader, Writer
from nyqst.identity.model import Caller

router = APIRouter(prefix="/documents", tags=["documents"])


def _documents(services: PlatformDep, caller: Caller) -> Documents:
    return Documents(
        services.documents, services.content, services.ingest_queue, services.clock, caller
    )


def _readable(services: PlatformDep, caller: Reader) -> Documents:
    return _documents(services, caller)


def _writable(services: PlatformDep, caller: Writer) -> Documents:
    return _documents(services, caller)


ReadableDocuments = Annotated[Documents, Depends(_readable)]
WritableDocuments = Annotated[Documents, Depends(_writable)]


@router.post("", status_code=201)
def announce_documents(documents: WritableDocuments, body: DocumentsAnnounce) -> DocumentList:
    """Announcing the same file again finds it; one that is ready need not be uploaded again."""
    announced = documents.announce([file.to_announced() for file in body.files])
    return DocumentList(documents=[DocumentView.of(*pair) for pair in announced])


@router.post("/ingest", status_code=202)
def ingest_documents(documents: WritableDocuments, body: DocumentsIngest) -> DocumentList:
    """Has uploaded documents read. Poll them until they are `ready` or `failed`."""
    asked = documents.request_ingest(body.document_ids)
    return DocumentList(documents=[DocumentView.of(document) for document in asked])


@router.get("")
def list_documents(
    documents: ReadableDocuments, limit: Limit = 50, cursor: Cursor = None
) -> Page[DocumentView]:
    return page_of(documents.list(limit, cursor), DocumentView.of)


@router.get("/{document_id}")
def get_document(documents: ReadableDocuments, document_id: str) -> DocumentView:
    return DocumentView.of(documents.get(document_id))


@router.delete("/{document_id}", status_code=204)
def delete_document(documents: WritableDocuments, document_id: str) -> None:
    """Later runs will not read it; runs that have keep what they cite."""
    documents.delete(document_id)
