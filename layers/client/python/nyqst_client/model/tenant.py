"""A tenant, and what becomes of all that it owns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nyqst_client.model.artifact import SignedRequest


@dataclass(frozen=True, slots=True)
class Tenant:
    id: str
    name: str
    status: str
    plan: str


@dataclass(frozen=True, slots=True)
class Export:
    id: str
    state: str
    """working, ready, gone"""
    requested_by: str
    requested_at: datetime
    ready_at: datetime | None
    files: int
    rows: int
    contents: int
    bytes: int
    downloads: tuple[SignedRequest, ...] = ()
    """Of all files, in order, when it is ready; only on an export asked for by its id."""


@dataclass(frozen=True, slots=True)
class Erasure:
    id: str
    state: str
    requested_by: str
    requested_at: datetime
    erase_at: datetime
    """When it begins; until then the operator may withdraw it."""
    erased_at: datetime | None
    totals: Mapping[str, int] = field(default_factory=dict)
