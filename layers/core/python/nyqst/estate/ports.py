"""What handing over and erasing need of the world."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from nyqst.estate.model import Erasure, Export, OwnedRow, Rows
from nyqst.paging import Listed


class Estates(Protocol):
    """All rows there are of a tenant, of whatever kind, and of kinds to come."""

    def rows(self, tenant_id: str, position: str | None) -> Rows:
        """Bounded work: a page may be empty and yet not the last. A position is told as text."""

    def delete(self, rows: Sequence[OwnedRow]) -> None: ...


class Files(Protocol):
    """All content there is of a tenant, by name."""

    def names(self, tenant_id: str, after: str) -> tuple[str, ...]:
        """Up to a thousand, in order; none behind the last."""

    def read(self, name: str) -> bytes: ...

    def write(self, name: str, content: bytes) -> None: ...

    def delete(self, names: Sequence[str]) -> None: ...


class Erasures(Protocol):
    def begin(self, erasure: Erasure) -> Erasure:
        """This one, or the one that stands under its id."""

    def get(self, id_: str) -> Erasure:
        """Raises `NotFound`."""

    def list(self, limit: int, cursor: str | None) -> Listed[Erasure]: ...

    def change(self, after: Erasure) -> Erasure:
        """Raises `Conflict` unless the version before it stands there."""

    def drop(self, erasure: Erasure) -> None:
        """Raises `Conflict` unless it stands as given."""

    def due(self, now: datetime, limit: int) -> tuple[Erasure, ...]: ...


class Exports(Protocol):
    def begin(self, export: Export) -> None: ...

    def get(self, tenant_id: str, id_: str) -> Export:
        """Raises `NotFound`."""

    def list(self, tenant_id: str) -> tuple[Export, ...]:
        """The newest first."""

    def change(self, after: Export, look_again: datetime | None) -> Export:
        """Raises `Conflict` unless the version before it stands there."""

    def due(self, now: datetime, limit: int) -> tuple[Export, ...]: ...
