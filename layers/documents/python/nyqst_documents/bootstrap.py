"""The composition root of the ingest function."""

from nyqst.bootstrap import platform
from nyqst.documents.ingest import Ingestion
from nyqst_documents.extract import extract


def ingestion(tenant_id: str) -> Ingestion:
    parts = platform()
    return Ingestion(parts.documents, parts.artifacts(tenant_id, "ingest"), extract)
