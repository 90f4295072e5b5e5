"""However Stripe's events come, a tenant ends where Stripe has it."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from tests.simulation.billing.kept import KEPT
from tests.simulation.billing.life_cycles import LIFE_CYCLES
from tests.simulation.billing.schedules import MakeTill, Odds, Schedule, every, shrunk
from tests.simulation.kept import Kept
from tests.till import Till

SEEDS = range(4)


@dataclass
class Recalling:
    """Stands for the gateway, and answers with what it was told of an invoice at first."""

    gateway: Any
    known: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.gateway, name)

    def invoice(self, invoice_id: str) -> Any:
        if invoice_id not in self.known:
            self.known[invoice_id] = self.gateway.invoice(invoice_id)
        return self.known[invoice_id]


class RecallsInvoices(Till):
    """Whoever deals with events does not ask anew."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.project = self.worker(self.books, Recalling(self.gateway))
        self.sweep = replace(self.sweep, project=self.project)


class FetchesNothing(Till):
    """The sweep compares customers, and does not ask for what never came."""

    def __post_init__(self) -> None:
        super().__post_init__()
        fetches_nothing = _NoNotices(self.gateway)
        self.sweep = replace(self.sweep, gateway=lambda: fetches_nothing)  # type: ignore[arg-type, return-value]


@dataclass
class _NoNotices:
    gateway: Any

    def notices(self, _since: object) -> tuple[()]:
        return ()


_PLANTED: dict[str, MakeTill] = {each.__name__: each for each in (RecallsInvoices, FetchesNothing)}


@pytest.mark.parametrize("life_cycle", LIFE_CYCLES)
def test_all_schedules_end_alike(life_cycle: str) -> None:
    drawn = [schedule for schedule in every(SEEDS) if schedule.life_cycle == life_cycle]
    assert [schedule for schedule in drawn if schedule.fault()] == []


@pytest.mark.parametrize("kept", KEPT.all(), ids=lambda kept: kept.found)
def test_what_a_kept_schedule_found_is_not_there(kept: Kept[Schedule]) -> None:
    ours, theirs = kept.schedule.run()
    assert ours == theirs


@pytest.mark.parametrize("mistake", _PLANTED)
def test_a_kept_schedule_still_finds_what_it_was_kept_for(mistake: str) -> None:
    mine = [kept.schedule for kept in KEPT.all() if kept.found == mistake]
    assert any(schedule.fault(_PLANTED[mistake]) for schedule in mine)


def test_a_failing_schedule_is_made_as_small_as_what_fails_in_it() -> None:
    drawn = (Schedule("trial to paid", "thin", seed) for seed in range(100))
    failing = next(each for each in drawn if each.fault(FetchesNothing))
    small = shrunk(failing, FetchesNothing)
    assert small.fault(FetchesNothing) == "invoices"
    assert small.odds == Odds(small.odds.dropped, 0, 0, 0)
