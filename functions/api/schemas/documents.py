"""Documents on the wire."""

from datetime import datetime

from pydantic import BaseModel, Field

from functions.api.schemas.artifacts import SignedRequestView
from functions.api.schemas.ids import Id
from nyqst.artifacts.ports import SignedRequest
from nyqst.documents.model import Document, DocumentStatus
from nyqst.documents.upload import (
    MAX_DOCUMENT_BYTES,
    MAX_DOCUMENTS_AT_ONCE,
    MAX_NAME,
    Announced,
)


class FileAnnounced(BaseModel):
    name: str = Field(min_length=1, max_length=MAX_NAME)
    media_type: str = Field(
        default="application/octet-stream", max_length=100, pattern=r"^[\w.+-]+/[\w.+-]+(;.*)?$"
    )
    size_bytes: int = Field(ge=0, json_schema_extra={"maximum": MAX_DOCUMENT_BYTES})
    sha256: str

    def to_announced(self) -> Announced:
        return Announced(self.name, self.media_type, self.size_bytes, self.sha256)


class DocumentsAnnounce(BaseModel):
    files: list[FileAnnounced] = Field(min_length=1, max_length=MAX_DOCUMENTS_AT_ONCE)


class DocumentsIngest(BaseModel):
    document_ids: list[Id] = Field(min_length=1, max_length=MAX_DOCUMENTS_AT_ONCE)


class FailureView(BaseModel):
    code: str
    message: str


class DocumentView(BaseModel):
    id: str
    name: str
    title: str | None
    media_type: str
    size_bytes: int
    sha256: str
    text_sha256: str | None
    status: DocumentStatus
    failure: FailureView | None
    created_at: datetime
    upload: SignedRequestView | None = None
    """Present while the content is wanted: send the bytes so, then ask for them to be read."""

    @classmethod
    def of(cls, document: Document, upload: SignedRequest | None = None) -> "DocumentView":
        failure = document.failure
        return cls(
            id=document.id,
            name=document.name,
            title=document.title,
            media_type=document.media_type,
            size_bytes=document.size_bytes,
            sha256=document.sha256,
            text_sha256=document.text_sha256,
            status=document.status,
            failure=FailureView(code=failure.code, message=failure.message) if failure else None,
            created_at=document.created_at,
            upload=SignedRequestView.of(upload) if upload else None,
        )


class DocumentList(BaseModel):
    documents: list[DocumentView]
