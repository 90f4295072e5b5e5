"""Stores that something happens to between any two calls."""

import copy
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from tests.fakes.stores import MemoryStores

When = Literal["before", "after"]
Hook = Callable[[int, When], None]
"""Told of every call: its number, from 1, and whether it is about to be made or was made."""


@dataclass
class Calls:
    hook: Hook = lambda _number, _when: None
    names: list[str] = field(default_factory=list)
    """Of the calls made so far, as in `runs.create`."""
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def interrupted(*arguments: Any, **options: Any) -> Any:
            number = next(self._numbers)
            self.names.append(name)
            self.hook(number, "before")
            answer = call(*arguments, **options)
            self.hook(number, "after")
            return answer

        return interrupted


@dataclass(frozen=True)
class Interrupting:
    """Stands for any store: its methods are wrapped, its attributes are its own."""

    store: Any
    name: str
    calls: Calls

    def __getattr__(self, name: str) -> Any:
        member = getattr(self.store, name)
        return self.calls.wrap(f"{self.name}.{name}", member) if callable(member) else member


def interrupting(stores: MemoryStores, calls: Calls) -> MemoryStores:
    """The same state behind calls that may be interrupted."""
    made = copy.copy(stores)
    for each in fields(stores):
        setattr(made, each.name, Interrupting(getattr(stores, each.name), each.name, calls))
    return made
