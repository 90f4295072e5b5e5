"""Handing over content: to a file, or to standard output where that makes sense."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from nyqst_client.errors import NotDelivered
from nyqst_client.progress.printable import printable_lines

if TYPE_CHECKING:
    from nyqst_client.client import Client
    from nyqst_client.model.run import Run

FORMATS = ("md", "html", "pdf", "docx", "gml")
_BINARY = frozenset({"pdf", "docx"})


@dataclass(frozen=True, slots=True)
class Delivery:
    """`out` None is standard output."""

    format: str
    out: Path | None

    @property
    def to_stdout(self) -> bool:
        return self.out is None

    def hand_over(self, client: "Client", run: "Run") -> None:
        """Raises `NotDelivered`."""
        files = run.delivery.files if run.delivery else {}
        if self.format not in files:
            why = f"has no {self.format}" if files else f"has no report: it is {run.status}"
            raise NotDelivered(f"{run.id} {why}")
        write_artifact(client, files[self.format], self.out)


def wanted(format_name: str | None, out: Path | None) -> Delivery | None:
    """None where nothing was asked for. Refuses what cannot be done before anything is done."""
    if format_name is None and out is None:
        return None
    chosen = format_name or _ending(out)
    if chosen not in FORMATS:
        raise typer.BadParameter(f"there is no format {chosen!r}", param_hint="--format")
    if out is None and chosen in _BINARY:
        refuse_terminal()
    if out is not None and not out.absolute().parent.is_dir():
        raise typer.BadParameter(f"there is no folder {out.parent}", param_hint="--out")
    return Delivery(chosen, out)


def write_artifact(client: "Client", sha256: str, out: Path | None) -> None:
    if out is not None:
        client.artifacts.save(sha256, out)
        return
    content = client.artifacts.read(sha256)
    if sys.stdout.isatty():
        content = printable_lines(content.decode(errors="replace")).encode()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def refuse_terminal() -> None:
    if sys.stdout.isatty():
        raise typer.BadParameter("a terminal cannot show this; name a file", param_hint="--out")


def _ending(out: Path | None) -> str:
    ending = out.suffix.lower().lstrip(".") if out else ""
    return {"htm": "html", "markdown": "md"}.get(ending, ending)
