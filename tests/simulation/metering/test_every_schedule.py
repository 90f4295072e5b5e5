"""Two clients, one unit, at most one fault: every schedule there is."""

from collections.abc import Callable
from datetime import timedelta

from nyqst.errors import QuotaExceeded, Throttled, Unavailable
from nyqst.metering.model.meter import Balance, Cut
from nyqst.metering.model.recount import agrees
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from nyqst.metering.sweep import SweepMeters
from tests.fakes.clock import FixedClock
from tests.fakes.meter_store import MemoryMeterStore
from tests.fakes.meter_watch import SeenMeters
from tests.fakes.tally_store import MemoryTallyStore
from tests.simulation.metering.clients import LIFETIME, METER
from tests.simulation.metering.every_schedule import (
    Choices,
    ChosenFaults,
    every_path,
    interleave,
)
from tests.simulation.metering.faults import Crash

_TRIES = 4


class Model:
    def __init__(self, choices: Choices, cut: Cut, faults: int) -> None:
        self.store = MemoryMeterStore()
        self.tallies = MemoryTallyStore()
        self.clock = FixedClock()
        self.network = ChosenFaults(self.store, choices, faults)
        self.cut = cut
        self.used: dict[str, int] = {}

    def client(self, id_: str) -> Callable[[], None]:
        """Reserves a unit, uses it and settles; what breaks off is taken up again."""

        def work() -> None:
            settlement = Settlement(self.network, self.clock)
            reserve = Reserve(self.network, settlement, self.clock)
            for _ in range(_TRIES):
                try:
                    reservation = reserve(METER, self.cut, id_, 1, LIFETIME, {})
                    self.used[id_] = 1
                    settlement.commit(reservation, 1)
                except QuotaExceeded:
                    return
                except (Crash, Throttled, Unavailable):
                    continue
                return

        return work

    def impatience(self) -> None:
        """Time passes, and the sweeper comes by, at any moment."""
        self.clock.move(minutes=2)
        try:
            settlement = Settlement(self.network, self.clock)
            SweepMeters(self.network, self.tallies, settlement, SeenMeters())()
        except (Crash, Throttled, Unavailable):
            return

    def judge(self) -> None:
        self.clock.move(hours=1)
        settlement = Settlement(self.store, self.clock)
        SweepMeters(self.store, self.tallies, settlement, SeenMeters())()
        shards = [shard for shard in self.store.shards(METER, self.cut.shards) if shard]
        for shard in shards:
            entries = self.store.entries(shard.key)
            assert agrees(shard, entries)
            for id_, used in self.used.items():
                mine = [entry for entry in entries if entry.reservation_id == id_]
                assert sum(entry.quantity for entry in mine) in (used, 0)
        total = sum((shard.balance for shard in shards), Balance.untouched(0))
        assert total.held == 0
        assert total.used == sum(self.used.values())


def _two_clients(cut: Cut, faults: int) -> int:
    def run(choices: Choices) -> None:
        model = Model(choices, cut, faults)
        interleave(choices, model.client("a"), model.client("b"))
        model.judge()
        assert len(model.used) <= cut.limit

    return _paths(run)


def _client_and_sweeper(faults: int) -> int:
    def run(choices: Choices) -> None:
        model = Model(choices, Cut(1), faults)
        interleave(choices, model.client("a"), model.impatience)
        model.judge()

    return _paths(run)


def _paths(run: Callable[[Choices], None]) -> int:
    return sum(1 for _ in every_path(run))


def test_one_unit_is_given_once_whatever_the_order_and_the_fault() -> None:
    assert _two_clients(Cut(1), faults=1) > 500


def test_two_shards_with_one_unit_give_it_once() -> None:
    assert _two_clients(Cut(1, shards=2), faults=0) > 50


def test_a_sweep_in_the_middle_of_anything_loses_nothing() -> None:
    assert _client_and_sweeper(faults=1) > 500


def test_lifetimes_are_short_enough_to_pass_in_the_model() -> None:
    assert timedelta(minutes=2) > LIFETIME
