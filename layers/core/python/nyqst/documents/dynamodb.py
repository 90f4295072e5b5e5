"""Documents in the `app` table.

pk                  sk             holds
<tenant>#DOCUMENT   <document>     one document
<tenant>#CORPUS     <corpus>       the index over one set of documents
"""

from datetime import datetime

from nyqst.documents.model import Document, DocumentStatus, Failure
from nyqst.errors import NotFound
from nyqst.paging import Listed, cursor_behind, read_cursor
from nyqst.storage.expressions import PRESENT, Item, Put
from nyqst.storage.table import Table


class DynamoDocumentStore:
    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, document: Document) -> Document:
        if self._table.put_if_absent(_row(document)):
            return document
        return self.get(document.tenant_id, document.id)

    def get(self, tenant_id: str, document_id: str) -> Document:
        row = self._table.get(f"{tenant_id}#DOCUMENT", document_id)
        if row is None:
            raise NotFound(f"No document {document_id}", code="document_not_found")
        return _document(tenant_id, row)

    def update(self, document: Document) -> None:
        self._table.write(Put(_row(document), PRESENT))

    def delete(self, tenant_id: str, document_id: str) -> None:
        if not self._table.delete(f"{tenant_id}#DOCUMENT", document_id):
            raise NotFound(f"No document {document_id}", code="document_not_found")

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Document]:
        partition = f"{tenant_id}#DOCUMENT"
        page = self._table.query(partition, after_sk=read_cursor(partition, cursor), limit=limit)
        documents = tuple(_document(tenant_id, row) for row in page.items)
        return Listed(documents, cursor_behind(partition, page.last_sk))

    def all(self, tenant_id: str) -> tuple[Document, ...]:
        rows = self._table.query_all(f"{tenant_id}#DOCUMENT")
        return tuple(_document(tenant_id, row) for row in rows)


class DynamoCorpusStore:
    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, tenant_id: str, corpus_id: str) -> str | None:
        row = self._table.get(f"{tenant_id}#CORPUS", corpus_id)
        return row["index_sha256"] if row else None

    def add(self, tenant_id: str, corpus_id: str, index_sha256: str) -> None:
        self._table.put_if_absent(
            {"pk": f"{tenant_id}#CORPUS", "sk": corpus_id, "index_sha256": index_sha256}
        )


def _row(document: Document) -> Item:
    failure = document.failure
    return {
        "pk": f"{document.tenant_id}#DOCUMENT",
        "sk": document.id,
        "name": document.name,
        "media_type": document.media_type,
        "size_bytes": document.size_bytes,
        "sha256": document.sha256,
        "status": document.status,
        "created_at": document.created_at.isoformat(),
        "text_sha256": document.text_sha256,
        "extract_sha256": document.extract_sha256,
        "title": document.title,
        "failure": {"code": failure.code, "message": failure.message} if failure else None,
    }


def _document(tenant_id: str, row: Item) -> Document:
    return Document(
        id=row["sk"],
        tenant_id=tenant_id,
        name=row["name"],
        media_type=row["media_type"],
        size_bytes=row["size_bytes"],
        sha256=row["sha256"],
        status=DocumentStatus(row["status"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        text_sha256=row.get("text_sha256"),
        extract_sha256=row.get("extract_sha256"),
        title=row.get("title"),
        failure=Failure(**row["failure"]) if "failure" in row else None,
    )
