"""How a tenant divides its work."""

from dataclasses import dataclass
from datetime import datetime

DEFAULT = "default"
"""The workspace that every tenant begins with."""


@dataclass(frozen=True, slots=True)
class Workspace:
    tenant_id: str
    id: str
    name: str
    created_by: str
    created_at: datetime
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Project:
    tenant_id: str
    id: str
    workspace_id: str
    name: str
    created_by: str
    created_at: datetime
    archived_at: datetime | None = None
    concurrent_runs: int | None = None
    """How many of its runs work at once; None where only the plan limits them."""
