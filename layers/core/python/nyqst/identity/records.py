"""What identity keeps is records; what it does to them is changes that come into force together."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Ref(Generic[Record]):
    """Names one record, by the fields that make its key."""

    kind: type[Record]
    key: Mapping[str, str]


def ref(kind: type[Record], /, **key: str) -> Ref[Record]:
    return Ref(kind, key)


@dataclass(frozen=True, slots=True)
class Added:
    """Only where nothing stands yet."""

    record: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """Only while what differs is still as it was."""

    before: Any
    after: Any

    @property
    def differing(self) -> list[str]:
        names = [field.name for field in fields(self.before)]
        return [name for name in names if getattr(self.before, name) != getattr(self.after, name)]


@dataclass(frozen=True, slots=True)
class Removed:
    """Only while it is there."""

    record: Any


Change = Added | Changed | Removed
