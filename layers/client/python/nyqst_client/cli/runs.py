"""`nyqst run`, `watch`, `cancel`, `retry` and `runs`."""

import sys
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from nyqst_client.cli.deliver import wanted
from nyqst_client.cli.options import (
    AsJson,
    Detach,
    FormatName,
    JsonEvents,
    Limit,
    Mode,
    OutFile,
    RunId,
)
from nyqst_client.cli.session import saying, session_of

Question = Annotated[
    str, typer.Argument(metavar="QUESTION", help="What to find out; - reads standard input.")
]
Docs = Annotated[
    list[Path] | None,
    typer.Option(
        "--docs",
        metavar="PATH",
        exists=True,
        help="A folder or file to read, and nothing else; may be given several times.",
    ),
]
Budget = Annotated[
    float | None,
    typer.Option(
        metavar="DOLLARS",
        min=0.000001,
        help="What its model may cost at most.",
    ),
]
ModelClass = Annotated[
    str | None,
    typer.Option(
        metavar="CLASS",
        help="economy, standard or premium, as far as the plan has it.",
    ),
]
Chat = Annotated[str | None, typer.Option("--chat", help="Id of a chat to go on with.")]
Scenario = Annotated[
    str | None, typer.Option(help="On test stages: play this instead of researching.")
]


def run(
    context: typer.Context,
    question: Question,
    *,
    docs: Docs = None,
    chat: Chat = None,
    mode: Mode = Mode.NORMAL,
    model_class: ModelClass = None,
    budget: Budget = None,
    format_name: FormatName = None,
    out: OutFile = None,
    scenario: Scenario = None,
    detach: Detach = False,
    as_json: JsonEvents = False,
) -> None:
    """Ask a question and watch until the report is there.

    Without --docs it is answered from every document that was added before.
    """
    from nyqst_client.cli.adding import add_for_run
    from nyqst_client.cli.watching import Watching

    watching = Watching(wanted(format_name, out), as_json=as_json, detach=detach)
    asked = sys.stdin.read() if question == "-" else question
    with session_of(context).client() as client:
        document_ids = add_for_run(client, docs) if docs else None
        with saying("Starting the run"):
            started = client.runs.start(
                asked,
                chat_id=chat,
                mode=mode.value,
                document_ids=document_ids,
                model_class=model_class,
                budget_micros=None if budget is None else round(budget * 1_000_000),
                scenario=scenario,
            )
        watching(client, started.id)


def watch(
    context: typer.Context,
    run_id: RunId,
    *,
    format_name: FormatName = None,
    out: OutFile = None,
    as_json: JsonEvents = False,
) -> None:
    """Watch a run, from its beginning to its end."""
    from nyqst_client.cli.watching import Watching

    watching = Watching(wanted(format_name, out), as_json=as_json, detach=False)
    with session_of(context).client() as client:
        watching(client, run_id)


def retry(
    context: typer.Context,
    run_id: RunId,
    *,
    format_name: FormatName = None,
    out: OutFile = None,
    detach: Detach = False,
    as_json: JsonEvents = False,
) -> None:
    """Try a failed or cancelled run again.

    A new run takes over what the earlier one has finished.
    """
    from nyqst_client.cli.watching import Watching

    watching = Watching(wanted(format_name, out), as_json=as_json, detach=detach)
    with session_of(context).client() as client:
        with saying("Starting the run"):
            started = client.runs.retry(run_id)
        watching(client, started.id)


def cancel(context: typer.Context, run_id: RunId) -> None:
    """Stop a run. One that has ended stays as it is."""
    with session_of(context).client() as client:
        ended = client.runs.cancel(run_id)
    typer.echo(f"{ended.id} {ended.status}")


def list_runs(context: typer.Context, *, limit: Limit = 20, as_json: AsJson = False) -> None:
    """List the runs."""
    from nyqst_client.cli.tables import Column, print_records

    columns = (
        Column("run", lambda one: one.id),
        Column("status", lambda one: one.status),
        Column("started", lambda one: one.created_at),
        Column("question", lambda one: one.query, wide=True),
    )
    with session_of(context).client() as client:
        print_records(islice(client.runs.all(), limit), columns, as_json=as_json)
