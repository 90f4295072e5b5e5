"""What differs between two documents, leaf by leaf."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    path: str
    """Such as `plans.team.concurrent_runs`."""
    before: str | None
    """As JSON; None where there was nothing."""
    after: str | None


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    old, new = dict(_leaves(before)), dict(_leaves(after))
    return tuple(
        Difference(path, old.get(path), new.get(path))
        for path in sorted(old.keys() | new.keys())
        if old.get(path) != new.get(path)
    )


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Items of a list go by their id where they have one."""
    if isinstance(value, Mapping) and value:
        for name, part in value.items():
            yield from _leaves(part, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for position, part in enumerate(value):
            yield from _leaves(part, f"{path}.{part.get('id', position)}")
    else:
        yield path, json.dumps(value)
