"""That money reconciles however events come, and how soon Stripe hears that one has come."""

import sys
from collections.abc import Iterator
from multiprocessing import Pool

import pytest

from nyqst.bootstrap import platform
from nyqst.settings import Settings
from tests.aws import moto_aws
from tests.bench.measured import Measured
from tests.simulation.billing.kept import KEPT
from tests.simulation.billing.month import Month
from tests.simulation.billing.schedules import Schedule, every, shrunk
from tests.webhook_calls import calls_before_ack

_SEEDS = range(417)
"""Under six life cycles in four shapes of their events: 10,008 schedules."""
_SCHEDULES = 10_000
_PROCESSES = 2


def measure() -> Iterator[Measured]:
    schedules = [*every(_SEEDS)]
    with Pool(_PROCESSES) as pool:
        faults = pool.map(Schedule.fault, schedules, chunksize=24)
    diverged = [schedule for schedule, fault in zip(schedules, faults, strict=True) if fault]
    for schedule in diverged[:1]:
        _keep(schedule)
    yield Measured("billing.diverged_schedules", len(diverged), "schedules", "exact", 0)
    yield Measured("billing.schedules", len(schedules), "", "higher", _SCHEDULES)
    yield Measured("billing.calls_before_ack", _calls_before_ack(), "calls", "exact", 1)
    month = Month()
    month()
    yield Measured("billing.reconciliation_drift_cents", month.drift_cents, "cents", "exact", 0)


def _keep(schedule: Schedule) -> None:
    small = shrunk(schedule)
    KEPT.keep(small.fault(), small)
    print(f"{small.fault()}: kept as {small}", file=sys.stderr)  # noqa: T201


def _calls_before_ack() -> int:
    with pytest.MonkeyPatch.context() as environment, moto_aws(environment) as aws:
        settings = Settings(app_table=aws.app_table, stripe_secret=aws.stripe_secret)
        for name, value in settings.to_environment().items():
            environment.setenv(name, value)
        platform.cache_clear()
        calls = calls_before_ack(platform(), "whsec_twin")
    platform.cache_clear()
    return calls.total()
