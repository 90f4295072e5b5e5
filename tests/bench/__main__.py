"""`make bench`: every figure, as a table on the screen and as JSON in `.nyqst/bench.json`."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import billing, event_log, imports, isolation, layers, metering, research, runs
from tests.bench.measured import Measured

_OUT = Path(__file__).resolve().parents[2] / ".nyqst" / "bench.json"

GROUPS: Mapping[str, Callable[[], Iterator[Measured]]] = {
    "research": research.measure,
    "runs": runs.measure,
    "events": event_log.measure,
    "metering": metering.measure,
    "billing": billing.measure,
    "isolation": isolation.measure,
    "imports": imports.measure,
    "layers": layers.measure,
}


def main(wanted: list[str]) -> None:
    console = Console()
    found: list[Measured] = []
    for name, measure in GROUPS.items():
        if not wanted or name in wanted:
            with console.status(f"Measuring {name}"):
                found += measure()
    console.print(_table(found))
    _OUT.parent.mkdir(exist_ok=True)
    _OUT.write_text(json.dumps([_row(figure) for figure in found], indent=1))
    missed = [figure.name for figure in found if not figure.met]
    if missed:
        raise SystemExit(f"Not met: {', '.join(missed)}")


def _table(found: list[Measured]) -> Table:
    table = Table("figure", "value", "unit", "target", "")
    for figure in found:
        sign = {"lower": "≤", "higher": "≥", "exact": "="}[figure.better]
        target = "" if figure.target is None else f"{sign} {figure.target:g}"
        mark = "" if figure.target is None else ("✓" if figure.met else "✗")
        table.add_row(figure.name, f"{figure.value:,.4g}", figure.unit, target, mark)
    return table


def _row(figure: Measured) -> dict[str, object]:
    return {
        "name": figure.name,
        "value": figure.value,
        "unit": figure.unit,
        "better": figure.better,
    }


if __name__ == "__main__":
    main(sys.argv[1:])
