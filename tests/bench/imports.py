"""What it costs to import a handler, as a ratio to `import boto3` in the same minute.

Each is measured in an interpreter that finds what the function's layers carry and boto3, nothing
else. `imports.<function>_ratio` is the handler as Lambda's init phase imports it; what a handler
imports when its first request comes is in `imports.<function>_first_call_ratio`, so that nothing is
hidden by putting it off.
"""

import os
import resource
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from infra.constructs.layer_build import ROOT, build_layer
from infra.constructs.layers import LAYERS
from infra.local import emulator
from infra.stage import Targets
from tests.bench.measured import Measured

_RUNS = 9

_HANDLERS: dict[str, tuple[str, tuple[str, ...], float | None, str]] = {
    "api": (
        "functions.api.handler",
        ("core",),
        2.0,
        "from nyqst.bootstrap import platform; p = platform(); p.records; p.start_run; p.content",
    ),
    "research_task": (
        "functions.research_task.handler",
        ("core", "agent"),
        3.5,
        "from nyqst_agent.bootstrap import workers; w = workers(); w.research_task; w.open_corpus",
    ),
}
"""Module, layers, target, and what its first call makes."""


def measure() -> Iterator[Measured]:
    environment = {"AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}
    nothing = _cpu("pass", (), environment)
    boto3 = _cpu("import boto3", (), environment) - nothing
    for name, (module, layers, target, first_call) in _HANDLERS.items():
        handler = _cpu(f"import {module}", layers, environment) - nothing
        yield Measured(f"imports.{name}_ratio", round(handler / boto3, 2), "x", "lower", target)
        called = _cpu(f"import {module}; {first_call}", layers, environment) - nothing
        ratio = round(called / boto3, 2)
        yield Measured(f"imports.{name}_first_call_ratio", ratio, "x", "lower")


def _cpu(code: str, layers: Sequence[str], environment: dict[str, str]) -> float:
    """The median CPU seconds of a process that does nothing else."""
    python = emulator.installed()
    paths = [str(_layer(name) / "python") for name in layers]
    given = {**environment, "PYTHONPATH": os.pathsep.join([*paths, str(ROOT)])}
    times = []
    for _ in range(_RUNS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([python, "-c", code], env=given, check=True)  # noqa: S603
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times[1:])


def _layer(name: str) -> Path:
    return build_layer(name, Targets.THIS_MACHINE.value, beneath=LAYERS[name])
