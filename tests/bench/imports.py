"""What it costs to import a handler, as a ratio to `import boto3` in the same minute.

Each is measured in an interpreter that finds what the function's layers carry and boto3, nothing
else. `imports.<function>_ratio` is the handler as Lambda's init phase imports it; what a handler
imports when its first request comes is in `imports.<function>_first_call_ratio`, so that nothing is
hidden by putting it off.
"""

import os
import resource
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from infra.constructs.function import ENVIRONMENT
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
        "from nyqst.bootstrap import platform; p = platform();"
        " p.records; p.research.start_run; p.content",
    ),
    "research_task": (
        "functions.research_task.handler",
        ("core", "agent"),
        3.5,
        "from nyqst_agent.bootstrap import workers; w = workers(); w.research_task; w.open_corpus",
    ),
    "stripe_webhook": (
        "functions.stripe_webhook.handler",
        ("core",),
        1.4,
        "from nyqst.bootstrap import platform; p = platform(); p.billing.receive",
    ),
}
"""Module, layers, target, and what its first call makes."""


def measure() -> Iterator[Measured]:
    wanted = {"nothing": Started("pass"), "boto3": Started("import boto3")}
    for name, (module, layers, _, first_call) in _HANDLERS.items():
        wanted[f"{name}_ratio"] = Started(f"import {module}", layers)
        wanted[f"{name}_first_call_ratio"] = Started(f"import {module}; {first_call}", layers)
    cpu = _cpu(wanted)
    boto3 = cpu["boto3"] - cpu["nothing"]
    targets = {f"{name}_ratio": target for name, (_, _, target, _) in _HANDLERS.items()}
    for name in list(wanted)[2:]:
        ratio = (cpu[name] - cpu["nothing"]) / boto3
        yield Measured(f"imports.{name}", round(ratio, 2), "x", "lower", targets.get(name))


@dataclass(frozen=True, slots=True)
class Started:
    """A process that does nothing else, with the environment of every function."""

    code: str
    layers: tuple[str, ...] = ()

    def cpu(self) -> float:
        """Seconds."""
        paths = [str(_layer(name) / "python") for name in self.layers]
        environment = {
            **ENVIRONMENT,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "PYTHONPATH": os.pathsep.join([*paths, str(ROOT)]),
        }
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [emulator.installed(), "-c", self.code]
        subprocess.run(command, env=environment, check=True)  # noqa: S603
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _cpu(wanted: Mapping[str, Started]) -> dict[str, float]:
    """The least of each, for other work on the machine only adds; taken in turn, so fairly."""
    rounds = [{name: one.cpu() for name, one in wanted.items()} for _ in range(_RUNS)]
    return {name: min(taken[name] for taken in rounds) for name in wanted}


@cache
def _layer(name: str) -> Path:
    return build_layer(name, Targets.THIS_MACHINE.value, beneath=LAYERS[name])
