"""What becomes of all that a tenant owns: it is handed over, or it is erased."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

Totals = Mapping[str, int]
"""What books must keep, by `<month> <figure>`: `2026-11 research_run`, `2026-11 cost_micros`."""


class ErasureState(StrEnum):
    """waiting ──► cancelling ──► counting ──► erasing ──► erased"""

    WAITING = "waiting"
    """Its time of grace. The tenant is suspended already."""
    CANCELLING = "cancelling"
    COUNTING = "counting"
    ERASING = "erasing"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Erasure:
    """In the end it is all that is left: by then it does not know whose it was."""

    id: str
    tenant_id: str | None
    requested_by: str
    """An operator's id, or `owner`."""
    requested_at: datetime
    erase_at: datetime
    state: ErasureState = ErasureState.WAITING
    position: str | None = None
    """Where the state's work goes on; None at its beginning."""
    found: int = 0
    """By this pass over everything. One that finds nothing is the last."""
    totals: Totals = field(default_factory=dict)
    erased_at: datetime | None = None
    version: int = 0


class ExportState(StrEnum):
    WORKING = "working"
    READY = "ready"
    GONE = "gone"
    """Its files are deleted a week after they were ready."""


@dataclass(frozen=True, slots=True)
class Export:
    tenant_id: str
    id: str
    requested_by: str
    requested_at: datetime
    state: ExportState = ExportState.WORKING
    position: str | None = None
    files: int = 0
    rows: int = 0
    contents: int = 0
    bytes: int = 0
    ready_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class OwnedRow:
    table: str
    """`app`, `events` or `usage`."""
    key: tuple[str, str | int]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """One page; `position` is None behind the last."""

    rows: tuple[OwnedRow, ...]
    position: str | None
