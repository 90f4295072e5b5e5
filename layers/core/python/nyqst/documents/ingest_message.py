"""What travels from the API to the ingest function: which document, and how often at most."""

import json

TRIES = 3
"""How often a document is read that breaks its reader. The next delivery gives it up."""


def to_message(tenant_id: str, document_id: str) -> str:
    return json.dumps({"tenant_id": tenant_id, "document_id": document_id})


def from_message(body: str) -> tuple[str, str]:
    """Tenant and document."""
    row = json.loads(body)
    return row["tenant_id"], row["document_id"]
