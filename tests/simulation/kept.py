"""Schedules that something was wrong under: made small, and kept in a file to be tried first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter

S = TypeVar("S")


@dataclass(frozen=True)
class Kept(Generic[S]):
    found: str
    """What was wrong, or the mistake that was planted."""
    schedule: S


class KeptFile(Generic[S]):
    def __init__(self, path: Path, kind: type[S]) -> None:
        self._path = path
        self._schedules = TypeAdapter(tuple[Kept[kind], ...])  # type: ignore[valid-type]

    def all(self) -> tuple[Kept[S], ...]:
        return self._schedules.validate_json(self._path.read_bytes())

    def keep(self, found: str, schedule: S) -> None:
        known = (*self.all(), Kept(found, schedule))
        self._path.write_bytes(self._schedules.dump_json(known, indent=1) + b"\n")


def smallest(
    schedule: S, simpler: Callable[[S], Iterable[S]], failing: Callable[[S], S | None]
) -> S:
    """By steps each of which leaves something that fails."""
    found: S | None = schedule
    while found is not None:
        schedule = found
        found = next(filter(None, map(failing, simpler(schedule))), None)
    return schedule
