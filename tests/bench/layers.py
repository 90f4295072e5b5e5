"""How heavy the layers are, unpacked, as they go to AWS."""

from collections.abc import Iterator
from pathlib import Path

from infra.constructs.layer_build import build_layer
from infra.constructs.layers import LAYERS
from infra.stage import Targets
from tests.bench.measured import Measured

_TARGETS_MB = {"core": 75, "agent": 120}
_LIMIT_MB = 250
_MB = 1024 * 1024


def measure() -> Iterator[Measured]:
    total = 0.0
    for name, beneath in LAYERS.items():
        folder = build_layer(name, Targets.LAMBDA.value, beneath=beneath)
        size = _bytes(folder) / _MB
        total += size
        yield Measured(f"layers.{name}_mb", round(size, 1), "MB", "lower", _TARGETS_MB.get(name))
    yield Measured("layers.together_mb", round(total, 1), "MB", "lower", _LIMIT_MB)


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
