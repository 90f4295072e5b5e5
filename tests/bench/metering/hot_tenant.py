"""What one busy tenant can do before DynamoDB says no, by the model of `dynamodb_model`."""

from collections.abc import Iterator
from itertools import takewhile

from tests.bench.measured import Measured
from tests.bench.metering.load import Load, quantile

_SHARDS = 8
_WORK_S = 0.1
"""Between reserving and committing; holds weigh on their shard while they last."""
_ASKED_PER_S = 1_000
_P99_MS = 50
_RATES = tuple(round(50 * 1.15**step) for step in range(40))
_QUANTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "p99_9": 0.999}


def measure() -> Iterator[Measured]:
    """A rate is sustained if no caller gives up and p99 stays within its bound."""
    asked = _arriving(_SHARDS, _ASKED_PER_S)
    p99 = quantile(asked.milliseconds, 0.99)
    for shards in (1, 2, 4, _SHARDS):
        sustained = _sustained(shards)
        breaks = _RATES[_RATES.index(sustained) + 1]
        name = f"model.metering.breaks_at_cycles_per_s_with_{shards}_shards"
        yield Measured(name, breaks, "1/s", "higher")
    name = "model.metering.hot_tenant_cycles_per_s"
    yield Measured(name, sustained, "1/s", "higher", _ASKED_PER_S)
    yield Measured("model.metering.hot_tenant_p99_ms", round(p99, 1), "ms", "lower", _P99_MS)
    for work_s in (1, 10):
        name = f"model.metering.hot_tenant_cycles_per_s_held_{work_s}_s"
        yield Measured(name, _sustained(_SHARDS, work_s), "1/s", "higher")
    yield from _by_clients()


def _by_clients() -> Iterator[Measured]:
    for clients in (1, 10, 50, 200):
        for kind, tenants in {"hot": 1, "many": clients}.items():
            load = Load(_SHARDS, 0).in_turn(clients, tenants, max(20, 4_000 // clients))
            for name, share in _QUANTILES.items():
                figure = f"model.metering.{kind}_{clients}_clients_{name}_ms"
                value = round(quantile(load.milliseconds, share), 1)
                yield Measured(figure, value, "ms", "lower")


def _sustained(shards: int, work_s: float = _WORK_S) -> int:
    return [0, *takewhile(lambda rate: _holds(_arriving(shards, rate, work_s)), _RATES)][-1]


def _holds(load: Load) -> bool:
    return not load.given_up and quantile(load.milliseconds, 0.99) <= _P99_MS


def _arriving(shards: int, per_s: float, work_s: float = _WORK_S) -> Load:
    warming_up_s = 1 + work_s
    return Load(shards, work_s).arriving(per_s, 3, warming_up_s)
