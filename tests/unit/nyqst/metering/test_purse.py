from typing import Any

import pytest

from nyqst.errors import BudgetExhausted, Throttled, Unavailable
from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Hold
from nyqst.metering.ports import MeterStore
from nyqst.metering.purse import Cost, Phase, Purse, share_of
from nyqst.metering.reserve import Reserve
from tests.unit.nyqst.metering.meters import Meters

MONEY = Meter("ten_a", "budget-research", "run_1")
TOKENS = Meter("ten_a", "llm_tokens", "2026-11-20")


def purse_of(meters: Meters, micros: int = 1_000, tokens: int = 1_000, attempt: int = 1) -> Purse:
    reserve = Reserve(meters.store, meters.settlement, meters.clock)
    owner = f"run_1:task:t01:{attempt}"
    return Purse(
        reserve, meters.settlement, MONEY, Cut(micros), TOKENS, Cut(tokens), owner, {"run": "run_1"}
    )


class SilentAbout:
    """The store, except that it takes nothing of one meter."""

    def __init__(self, store: MeterStore, meter: Meter) -> None:
        self._store, self._meter = store, meter

    def hold(self, key: ShardKey, cut: Cut, hold: Hold) -> object:
        if key.meter == self._meter:
            raise Unavailable("nothing was answered")
        return self._store.hold(key, cut, hold)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def left(meters: Meters, meter: Meter) -> Balance:
    (shard,) = meters.store.shards(meter, 1)
    return shard.balance if shard else Balance.untouched(0)


def test_the_worst_is_set_aside_and_what_was_used_is_settled() -> None:
    meters = Meters()
    purse = purse_of(meters)
    advance = purse.take(Cost(100, 50, 900))
    assert left(meters, MONEY) == Balance(1_000, 100, held=900)
    assert left(meters, TOKENS) == Balance(1_000, 850, held=150)
    purse.settle(advance, Cost(80, 20, 400))
    assert left(meters, MONEY) == Balance(1_000, 600, used=400)
    assert left(meters, TOKENS) == Balance(1_000, 900, used=100)


def test_a_call_that_the_run_cannot_pay_for_is_refused_for_good() -> None:
    meters = Meters()
    purse = purse_of(meters)
    purse.settle(purse.take(Cost(10, 10, 900)), Cost(10, 10, 900))
    with pytest.raises(BudgetExhausted):
        purse.take(Cost(10, 10, 200))
    assert left(meters, TOKENS).held == 0


def test_a_call_that_siblings_hold_the_money_for_may_come_again() -> None:
    meters = Meters()
    purse_of(meters).take(Cost(10, 10, 900))
    with pytest.raises(Throttled):
        purse_of(meters, attempt=2).take(Cost(10, 10, 200))
    assert left(meters, TOKENS).held == 20


def test_a_call_whose_money_cannot_be_told_takes_no_tokens() -> None:
    meters = Meters()
    purse = purse_of(meters)
    store: Any = SilentAbout(meters.store, MONEY)
    purse.reserve = Reserve(store, meters.settlement, meters.clock)
    with pytest.raises(Unavailable):
        purse.take(Cost(10, 10, 100))
    assert left(meters, TOKENS) == Balance.untouched(1_000)


def test_the_days_tokens_are_the_tenants_not_the_runs() -> None:
    meters = Meters()
    purse = purse_of(meters, tokens=100)
    purse.settle(purse.take(Cost(50, 40, 10)), Cost(50, 40, 10))
    with pytest.raises(BudgetExhausted):
        purse.take(Cost(10, 10, 10))
    assert left(meters, MONEY) == Balance(1_000, 990, used=10)


def test_attempts_do_not_settle_each_other() -> None:
    meters = Meters()
    first, second = purse_of(meters, attempt=1), purse_of(meters, attempt=2)
    one, other = first.take(Cost(1, 1, 100)), second.take(Cost(1, 1, 100))
    first.settle(one, Cost(1, 1, 60))
    assert left(meters, MONEY) == Balance(1_000, 840, held=100, used=60)
    second.settle(other, Cost(1, 1, 70))
    assert left(meters, MONEY) == Balance(1_000, 870, used=130)


def test_the_shares_of_a_budget_are_never_more_than_it() -> None:
    for budget in (1, 7, 99, 100, 2_000_000):
        assert sum(share_of(budget, phase).limit for phase in Phase) <= budget
    assert sum(share_of(2_000_000, phase).limit for phase in Phase) == 2_000_000


def test_a_call_whose_worker_dies_counts_for_the_worst_it_may_have_cost() -> None:
    meters = Meters()
    purse_of(meters).take(Cost(100, 50, 900))
    meters.clock.move(hours=1)
    meters.sweep()
    assert left(meters, MONEY) == Balance(1_000, 100, used=900)
    assert left(meters, TOKENS) == Balance(1_000, 850, used=150)


def test_each_call_has_an_advance_of_its_own() -> None:
    meters = Meters()
    purse = purse_of(meters)
    for _ in range(3):
        purse.take(Cost(10, 10, 100))
    assert left(meters, MONEY).held == 300


def test_the_ledger_tells_what_a_call_used_and_whose_it_was() -> None:
    meters = Meters()
    purse = purse_of(meters)
    advance = purse.take(Cost(100, 50, 900))
    purse.settle(advance, Cost(80, 20, 400))
    told = {"run": "run_1", "input_tokens": 80, "output_tokens": 20, "cost_micros": 400}
    for reservation in (advance.tokens, advance.money):
        assert [entry.facts for entry in meters.entries(reservation)] == [told]


def test_a_call_that_would_just_fit_if_siblings_gave_all_back_may_come_again() -> None:
    meters = Meters()
    purse_of(meters).take(Cost(10, 10, 900))
    with pytest.raises(Throttled) as told:
        purse_of(meters, attempt=2).take(Cost(10, 10, 1_000))
    assert told.value.code == "budget_busy"


def test_a_share_of_a_budget_is_whole_micro_dollars() -> None:
    assert share_of(2_000_019, Phase.PLAN) == Cut(100_000)
