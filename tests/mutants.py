"""`make mutants`: does a test fail for every small change to metering?

mutmut wants the code and its tests side by side, so that is how they are laid out, in a folder of
their own. The figure goes where `make bench` finds it.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from rich.console import Console

_ROOT = Path(__file__).resolve().parents[1]
_FOLDER = _ROOT / ".nyqst" / "mutants"
_CORE = _ROOT / "layers" / "core" / "python" / "nyqst"
FIGURE = _ROOT / ".nyqst" / "mutants.json"
KILLED = ("killed", "timeout")
SURVIVED = ("survived", "no_tests", "suspicious")


def main() -> None:
    _lay_out()
    _mutmut("run", "--max-children", "2")
    _mutmut("export-cicd-stats")
    stats = json.loads((_FOLDER / "mutants" / "mutmut-cicd-stats.json").read_text())
    killed = sum(stats[outcome] for outcome in KILLED)
    every = killed + sum(stats[outcome] for outcome in SURVIVED)
    FIGURE.write_text(json.dumps({"killed": killed, "every": every}))
    _mutmut("results")
    console = Console()
    console.print(f"metering.mutants_killed {killed / every:.3f} ({killed} of {every})")


def _lay_out() -> None:
    shutil.rmtree(_FOLDER, ignore_errors=True)
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(_CORE, _FOLDER / "nyqst", ignore=leave)
    shutil.copytree(_ROOT / "tests", _FOLDER / "tests", ignore=leave)
    shutil.copy(_ROOT / "pyproject.toml", _FOLDER)


def _mutmut(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "mutmut", *arguments], cwd=_FOLDER, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
