"""Callers that reserve, work and commit, in virtual time against the modelled DynamoDB."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from nyqst.errors import Throttled
from nyqst.metering.model.meter import Cut, Meter
from nyqst.metering.model.reservation import Facts
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from tests.bench.metering.dynamodb_model import ModelledStore
from tests.bench.metering.virtual_time import VirtualTime

_LIMIT = 10**9
_LIFETIME = timedelta(minutes=5)
_FACTS: Facts = {"plan": "team", "policy": 1, "user": "usr_01jdqwmz3v9k"}


@dataclass
class Load:
    """Cycles of reserving and committing, each by a caller of its own."""

    shards: int
    work_s: float
    """How long a caller holds what it has reserved."""
    seed: int = 1
    milliseconds: list[float] = field(default_factory=list)
    """That each cycle has waited for metering, its work left out."""
    given_up: int = 0
    time: VirtualTime = field(default_factory=VirtualTime)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        random.seed(self.seed)  # what the adapter's patience draws from
        self.store = ModelledStore(self.time, self.random)
        self._settlement = Settlement(self.store, self.time)
        self._reserve = Reserve(self.store, self._settlement, self.time)

    def arriving(self, per_s: float, seconds: float, warming_up_s: float) -> "Load":
        """Callers come whether or not others wait."""
        self._prepare(_meter(0))
        at = 0.0
        while at < warming_up_s + seconds:
            counts = at >= warming_up_s
            self.time.start(at, partial(self._cycle, _meter(0), counts=counts))
            at += self.random.expovariate(per_s)
        self.time.run()
        return self

    def in_turn(self, clients: int, tenants: int, cycles_each: int) -> "Load":
        """Each client begins its next cycle when it has done one."""
        for tenant in range(tenants):
            self._prepare(_meter(tenant))

        def work(client: int) -> None:
            for _ in range(cycles_each):
                self._cycle(_meter(client % tenants), counts=True)

        for client in range(clients):
            self.time.start(self.random.random(), partial(work, client))
        self.time.run()
        return self

    def _prepare(self, meter: Meter) -> None:
        self.store.memory.recut(meter, [None] * self.shards, Cut(_LIMIT, self.shards))

    def _cycle(self, meter: Meter, *, counts: bool) -> None:
        id_ = f"run_{self.random.getrandbits(80):026x}"
        began = self.time.seconds
        try:
            reservation = self._reserve(meter, Cut(_LIMIT, self.shards), id_, 1, _LIFETIME, _FACTS)
            self.time.sleep(self.work_s)
            self._settlement.commit(reservation, 1)
        except Throttled:
            self.given_up += 1
            return
        if counts:
            self.milliseconds.append((self.time.seconds - began - self.work_s) * 1_000)


def quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _meter(tenant: int) -> Meter:
    return Meter(f"ten_{tenant}", "research_run", "2026-11")
