"""Stored catalogs: each is there for good, and a head says which one is in force."""

from dataclasses import dataclass, field
from datetime import datetime

from nyqst.identity.model.tenant import OPERATOR


@dataclass(frozen=True, slots=True)
class CatalogHead:
    version: int
    """Of the catalog in force; goes up by one with every change."""
    tenant_id: str = OPERATOR


@dataclass(frozen=True, slots=True)
class CatalogVersion:
    number: str
    """The version with leading zeros, so that they are listed in order."""
    made_at: datetime
    made_by: str
    """The user; empty for the built-in one, which is stored before the first change."""
    document: str = field(repr=False)
    restores: int | None = None
    """The version whose content it has again."""
    tenant_id: str = OPERATOR

    @property
    def version(self) -> int:
        return int(self.number)


def number_of(version: int) -> str:
    return f"{version:010d}"
