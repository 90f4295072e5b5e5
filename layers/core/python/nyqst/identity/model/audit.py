"""What was done to identity, kept for good."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    tenant_id: str
    id: str
    at: datetime
    actor: str
    """The user who did it; `system` for what follows from something else."""
    via: str
    """The API key or the session they did it by."""
    action: str
    """Such as `api_key.created`."""
    subject: str
    """The id of what it was done to."""
    before: Mapping[str, str]
    after: Mapping[str, str]
    """What differs, as text; without secrets."""
    correlation_id: str
