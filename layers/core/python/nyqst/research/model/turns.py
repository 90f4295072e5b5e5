"""Whose turn it is when tenants compete for the platform's places.

Weighted fair queueing, counted in places given: a tenant of weight `w` among those of weight `W` in
all has a share of `w/W` of every place. It is due when its shares make a whole one, and who is due
first has the next place. So the k-th place of who keeps waiting is among the first
`ceil(k * W / w)` that are given meanwhile, whoever comes and goes, where `W` is the most that there
was. Who left with more than its shares counts in `W` until they have paid for it, and gains nothing
by coming back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

_WHOLE = 10**15
"""One place, in integers that are fine enough for any weight."""


@dataclass(frozen=True, slots=True)
class Mark:
    weight: int
    served: int
    """The instant of `Turns.now` at which its shares will have paid for what it was given."""

    @property
    def due(self) -> int:
        return self.served + _WHOLE // self.weight


@dataclass(frozen=True, slots=True)
class Turns:
    version: int = 0
    """One more with every change."""
    now: int = 0
    """Goes on with every place, the slower the more weight competes for it."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """By tenant, of those that wait and of those that left with more than their shares."""

    def joined(self, waiting: Mapping[str, int]) -> "Turns":
        """With the weights of those that wait now, and without those that left and are quits."""
        ahead = {tenant: mark for tenant, mark in self.marks.items() if mark.served > self.now}
        come = {tenant: self._mark(tenant, weight) for tenant, weight in waiting.items()}
        return replace(self, marks=ahead | come)

    def first(self, waiting: Iterable[str]) -> str:
        """Whose turn it is among those that wait, all of whom have joined."""
        return min(waiting, key=lambda tenant: (self.marks[tenant].due, tenant))

    def given(self, tenant_id: str) -> "Turns":
        total = sum(mark.weight for mark in self.marks.values())
        mark = self.marks[tenant_id]
        marks = {**self.marks, tenant_id: replace(mark, served=mark.due)}
        return Turns(self.version + 1, self.now - (-_WHOLE // total), marks)

    def left(self, tenant_id: str) -> "Turns":
        """It waits no more: what it has not used is lost, what it owes is not."""
        mark = self.marks[tenant_id]
        kept = {} if mark.served <= self.now else {tenant_id: mark}
        others = {one: mark for one, mark in self.marks.items() if one != tenant_id}
        return Turns(self.version + 1, self.now, others | kept)

    def _mark(self, tenant_id: str, weight: int) -> Mark:
        known = self.marks.get(tenant_id)
        return Mark(weight, known.served if known else self.now)


@dataclass(frozen=True, slots=True)
class TenantsWaiting:
    weights: Mapping[str, int]
    """By tenant."""
    turns: Turns
    """As they were kept last."""
