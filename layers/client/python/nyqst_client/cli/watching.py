"""Waiting for a run in whichever way was asked for, and handing over what it delivers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from nyqst_client.cli.deliver import Delivery
from nyqst_client.cli.exits import exit_code_of_run
from nyqst_client.cli.session import console
from nyqst_client.errors import ConnectionFailed, StreamLost
from nyqst_client.view.json_lines import write_events
from nyqst_client.view.show_run import show_run

if TYPE_CHECKING:
    from nyqst_client.client import Client
    from nyqst_client.view.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Watching:
    delivery: Delivery | None
    as_json: bool
    detach: bool

    def __post_init__(self) -> None:
        if self.as_json and self.delivery and self.delivery.to_stdout:
            raise typer.BadParameter("--json fills standard output; name a file with --out")

    def __call__(self, client: "Client", run_id: str) -> None:
        """Leaves with the exit code of the run."""
        if self.detach:
            typer.echo(run_id)
            return
        try:
            outcome = self._follow(client, run_id)
        except (KeyboardInterrupt, ConnectionFailed, StreamLost):
            typer.echo(f"The run goes on. Come back with: nyqst watch {run_id}", err=True)
            raise  # Typer turns Ctrl-C into exit code 130
        if outcome.succeeded and self.delivery:
            self._hand_over(client, run_id, self.delivery)
        elif not self.as_json:
            way_on = "report {} --out report.pdf" if outcome.succeeded else "retry {}"
            typer.echo(f"Next: nyqst {way_on.format(run_id)}", err=True)
        raise typer.Exit(exit_code_of_run(outcome.status))

    def _follow(self, client: "Client", run_id: str) -> "Outcome":
        if self.as_json:
            return write_events(client, run_id)
        to_stdout = self.delivery is not None and self.delivery.to_stdout
        return show_run(client, run_id, console(stderr=to_stdout), report=not to_stdout)

    def _hand_over(self, client: "Client", run_id: str, delivery: Delivery) -> None:
        delivery.hand_over(client, client.runs.get(run_id))
        if delivery.out is not None:
            typer.echo(f"Report: {delivery.out}", err=True)
