"""What changing the catalog does, or would do."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Difference:
    path: str
    before: str | None
    """As JSON; None where there was nothing."""
    after: str | None


@dataclass(frozen=True, slots=True)
class Touched:
    plan: str
    tenants: int
    tenant_ids: tuple[str, ...]
    """The first hundred."""


@dataclass(frozen=True, slots=True)
class OverLimit:
    tenant_id: str
    plan: str
    feature: str
    taken: int
    limit: int


@dataclass(frozen=True, slots=True)
class Impact:
    touched: tuple[Touched, ...]
    over_limit: tuple[OverLimit, ...]
    looked_at: int
    """Tenants."""
    complete: bool


@dataclass(frozen=True, slots=True)
class CatalogChange:
    version: int
    stored: bool
    differences: tuple[Difference, ...]
    impact: Impact | None = None
    """On a dry run."""


@dataclass(frozen=True, slots=True)
class CatalogVersion:
    version: int
    made_at: datetime
    made_by: str
    restores: int | None
