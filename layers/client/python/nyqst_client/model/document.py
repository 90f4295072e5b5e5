"""Documents that runs may read."""

from dataclasses import dataclass
from datetime import datetime

from nyqst_client.model.artifact import SignedRequest


@dataclass(frozen=True, slots=True)
class Failure:
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    status: str
    """`awaiting_upload`, `queued`, `ready` or `failed`."""
    created_at: datetime
    title: str | None = None
    text_sha256: str | None = None
    failure: Failure | None = None
    upload: SignedRequest | None = None
    """There while the content is wanted."""

    @property
    def settled(self) -> bool:
        return self.status in ("ready", "failed")
