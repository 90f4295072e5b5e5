"""What a run costs beside its model: calls and dollars of the demo's run, with 34 documents.

Counted: the calls of every function, DynamoDB's units, Lambda's time, the workflow's states, and
one client that starts the run and watches it. Left out: logs, traces and what is kept, which
depend on how long.
"""

from collections.abc import Iterator, Mapping

from infra.constructs.function import FULL_CPU_MB
from tests.bench import aws_prices as price
from tests.bench.measured import Measured
from tests.bench.sample_run import SampleRun, sample_run

_GB = 1024
_SMALL_MB = 512
_MEMORY_MB: Mapping[str, int] = {"api": _SMALL_MB, "close_run": _SMALL_MB}
"""Where a function has less than a whole processor."""
_STATES = 6
"""Plan, choice, map, synthesize, write, close; each task is one more."""
_REQUESTS = 2
"""One starts the run, one watches it."""


def measure() -> Iterator[Measured]:
    run = sample_run()
    tasks = len(run.of("research_task"))
    calls = sum(run.calls.counted.values())
    yield Measured("run.aws_calls_per_task", round(calls / tasks, 1), "calls", "lower")
    yield Measured("run.usd_without_model", round(sum(_usd(run).values()), 5), "$", "lower", 0.005)
    for name, usd in _usd(run).items():
        yield Measured(f"run.usd_{name}", round(usd, 6), "$", "lower")


def _usd(run: SampleRun) -> dict[str, float]:
    calls, tasks = run.calls, len(run.of("research_task"))
    put = calls.of("s3", "PutObject", "CopyObject", "ListObjectsV2")
    other = calls.of("s3", "GetObject", "HeadObject")
    return {
        "lambda": _lambda_usd(run),
        "workflow": (_STATES + tasks) * price.STATE_TRANSITION,
        "dynamodb": calls.write_units * price.DYNAMODB_WRITE_UNIT
        + calls.read_units * price.DYNAMODB_READ_UNIT,
        "s3": put * price.S3_PUT + other * price.S3_GET,
        "api": _REQUESTS * price.API_REQUEST,
    }


def _lambda_usd(run: SampleRun) -> float:
    gb_seconds = sum(
        seconds * _MEMORY_MB.get(function, FULL_CPU_MB) / _GB
        for function, taken in run.seconds.items()
        for seconds in taken
    )
    # The stream's function runs as long as somebody watches: from the first state to the last.
    watched = sum(max(taken) for taken in run.seconds.values())
    gb_seconds += watched * _SMALL_MB / _GB
    requests = 1 + sum(len(taken) for taken in run.seconds.values())
    return gb_seconds * price.LAMBDA_GB_SECOND + requests * price.LAMBDA_REQUEST
