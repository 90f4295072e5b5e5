"""`python -m infra.local.demo`: the main job from end to end, on the local stack."""

import argparse
import json
import sys
import time
from pathlib import Path

import typer
from rich.console import Console

from infra.local import stack
from infra.local.paths import ROOT
from nyqst_client import Client, ClientError
from nyqst_client.cli.adding import add_for_run
from nyqst_client.view.outcome import Outcome
from nyqst_client.view.show_run import show_run

_SAMPLES = ROOT / "tests" / "samples"
_FORMATS = ("md", "html", "pdf", "docx")
_OUT = ROOT / ".nyqst" / "demo"
_OWN_FILES_QUESTION = "What are these documents about, and what are their main points?"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", default="", help="a folder of your own; else the samples")
    parser.add_argument("--question", default="")
    given = parser.parse_args()
    folder = Path(given.documents).expanduser() if given.documents else _SAMPLES / "documents"
    if not folder.is_dir():
        raise SystemExit(f"demo failed: there is no folder {folder}")
    question = given.question or _default_question(own_files=bool(given.documents))
    ran_before = stack.running() is not None
    try:
        outcome, wall_s = _research(folder, question)
    except ClientError as error:
        raise SystemExit(f"demo failed: {error}") from error
    except typer.Exit:
        raise SystemExit(f"demo failed: there is nothing to read in {folder}") from None
    except KeyboardInterrupt:
        raise SystemExit("demo failed: it was stopped") from None
    finally:
        if not ran_before:
            stack.down()
    if not outcome.succeeded:
        raise SystemExit(f"demo failed: the run {outcome.status}: {outcome.error_message}")
    _say(f"Reports: {_OUT.relative_to(ROOT)}/report.{{{','.join(_FORMATS)}}}")
    _say(_last_line(outcome, wall_s))


def _research(folder: Path, question: str) -> tuple[Outcome, float]:
    local = stack.up(_say)
    with Client(local.api_url, local.api_key) as client:
        document_ids = add_for_run(client, [folder])
        started = time.monotonic()
        run = client.runs.start(question, document_ids=document_ids)
        outcome = show_run(client, run.id, Console())
        wall_s = time.monotonic() - started
        _OUT.mkdir(parents=True, exist_ok=True)
        for name in _FORMATS:
            if name in outcome.files:
                client.artifacts.save(outcome.files[name], _OUT / f"report.{name}")
    return outcome, wall_s


def _default_question(*, own_files: bool) -> str:
    if own_files:
        return _OWN_FILES_QUESTION
    gold = json.loads((_SAMPLES / "gold.json").read_text())
    question: str = gold["demo_question"]
    return question


def _last_line(outcome: Outcome, wall_s: float) -> str:
    return (
        f"demo ok run={outcome.run_id} tasks={outcome.tasks} sources={outcome.sources} "
        f"citations={outcome.citations_verified}/{outcome.citations} verified "
        f"events={outcome.events} cost_usd={outcome.cost_usd:.4f} wall_s={wall_s:.1f}"
    )


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
