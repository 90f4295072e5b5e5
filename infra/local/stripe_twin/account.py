"""All that the twin knows of one Stripe account, and its time."""

import heapq
import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from infra.local.stripe_twin.errors import no_such
from infra.local.stripe_twin.settings import Settings

Thing = dict[str, Any]
"""An object of the API, in the shape of the current version."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event: what the object was before and after, as text that nothing can change any more."""

    id: str
    type: str
    created: int
    after: str
    before: str | None
    request: str | None
    idempotency_key: str | None
    data: str | None = None
    """Of events that are thin only."""


@dataclass(frozen=True, slots=True, order=True)
class Due:
    at: int
    number: int
    kind: str = field(compare=False)
    of: str = field(compare=False)


@dataclass
class Account:
    now: int
    seed: int = 0
    settings: Settings = field(default_factory=Settings)
    things: dict[str, Thing] = field(default_factory=dict)
    kinds: dict[str, list[str]] = field(default_factory=dict)
    events: list[Recorded] = field(default_factory=list)
    declining: dict[str, str] = field(default_factory=dict)
    """Payment methods whose charges are declined, and with which code."""

    usage: dict[str, list[Thing]] = field(default_factory=dict)
    """Meter events as they were accepted, by customer."""

    identifiers: dict[str, int] = field(default_factory=dict)
    """Of meter events, and when each was last accepted."""

    request: tuple[str, str | None] | None = None
    """The id of what is being asked, and its idempotency key."""

    due: list[Due] = field(default_factory=list)
    """A heap."""

    count: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311

    def new_id(self, prefix: str) -> str:
        return f"{prefix}_{''.join(self._random.choices(_ALPHABET, k=24))}"

    def drawn(self) -> list[Any]:
        """Where its ids have come to."""
        return list(self._random.getstate())

    def draw_on(self, drawn: list[Any]) -> None:
        version, state, gauss = drawn
        self._random.setstate((version, tuple(state), gauss))

    def add(self, thing: Thing) -> Thing:
        self.things[thing["id"]] = thing
        self.kinds.setdefault(thing["object"], []).append(thing["id"])
        return thing

    def get(self, kind: str, id_: str, param: str = "id") -> Thing:
        found = self.things.get(id_)
        if found is None or found["object"] != kind:
            raise no_such(kind.replace("_", " ").rpartition(".")[2], id_, param)
        return found

    def living(self, kind: str, id_: str, param: str = "id") -> Thing:
        found = self.get(kind, id_, param)
        if found.get("deleted"):
            raise no_such(kind, id_, param)
        return found

    def all(self, kind: str) -> Iterator[Thing]:
        """Newest first, as lists are."""
        for id_ in reversed(self.kinds.get(kind, [])):
            yield self.things[id_]

    def emit(self, type_: str, thing: Thing, before: str | None = None) -> None:
        self._record(type_, thing, before, None)

    def emit_thin(self, type_: str, thing: Thing, data: Thing) -> None:
        self._record(type_, thing, None, json.dumps(data))

    def _record(self, type_: str, thing: Thing, before: str | None, data: str | None) -> None:
        request, key = self.request or (None, None)
        after = json.dumps(thing)
        id_ = self.new_id("evt")
        self.events.append(Recorded(id_, type_, self.now, after, before, request, key, data))

    @contextmanager
    def changing(self, thing: Thing, type_: str) -> Iterator[Thing]:
        """Tells of a change when there was one."""
        before = json.dumps(thing)
        yield thing
        if json.dumps(thing) != before:
            self.emit(type_, thing, before)

    def schedule(self, at: int, kind: str, of: Thing) -> None:
        self.count += 1
        heapq.heappush(self.due, Due(at, self.count, kind, of["id"]))

    def next_due(self, until: int) -> Due | None:
        if self.due and self.due[0].at <= until:
            return heapq.heappop(self.due)
        return None


def listed(url: str, data: list[Thing], *, has_more: bool = False) -> Thing:
    return {"object": "list", "data": data, "has_more": has_more, "url": url}
