"""`nyqst report`."""

import typer

from nyqst_client.cli.deliver import wanted
from nyqst_client.cli.options import FormatName, OutFile, RunId
from nyqst_client.cli.session import session_of


def report(
    context: typer.Context, run_id: RunId, format_name: FormatName = None, out: OutFile = None
) -> None:
    """Get the report of a run. Without --out it is written to standard output."""
    delivery = wanted(format_name or (None if out else "md"), out)
    with session_of(context).client() as client:
        run = client.runs.get(run_id)
        if delivery is not None:
            delivery.hand_over(client, run)
