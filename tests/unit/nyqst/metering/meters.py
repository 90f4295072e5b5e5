"""Meters over a store in memory, as the tests here use them."""

from dataclasses import dataclass, field
from datetime import timedelta

from nyqst.metering.model.meter import Balance, Cut, Meter
from nyqst.metering.model.reservation import Facts, LedgerEntry, Reservation
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from nyqst.metering.sweep import SweepMeters
from tests.fakes.clock import FixedClock
from tests.fakes.meter_store import MemoryMeterStore
from tests.fakes.meter_watch import SeenMeters
from tests.fakes.tally_store import MemoryTallyStore

METER = Meter("ten_a", "research_run", "2026-11")
LIFETIME = timedelta(minutes=30)


@dataclass
class Meters:
    store: MemoryMeterStore = field(default_factory=MemoryMeterStore)
    tallies: MemoryTallyStore = field(default_factory=MemoryTallyStore)
    clock: FixedClock = field(default_factory=FixedClock)
    cut: Cut = field(default_factory=lambda: Cut(10))
    watch: SeenMeters = field(default_factory=SeenMeters)

    @property
    def settlement(self) -> Settlement:
        return Settlement(self.store, self.clock)

    @property
    def sweep(self) -> SweepMeters:
        return SweepMeters(self.store, self.tallies, self.settlement, self.watch)

    def reserve(
        self,
        id_: str,
        amount: int = 1,
        lifetime: timedelta = LIFETIME,
        facts: Facts | None = None,
    ) -> Reservation:
        reserve = Reserve(self.store, self.settlement, self.clock)
        return reserve(METER, self.cut, id_, amount, lifetime, facts or {})

    def entries(self, reservation: Reservation) -> tuple[LedgerEntry, ...]:
        return self.store.entries(reservation.shard, reservation.id)

    @property
    def balance(self) -> Balance:
        shards = self.store.shards(METER, self.cut.shards)
        return sum((s.balance for s in shards if s), Balance.untouched(0))
