"""Options that several commands have."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Mode(StrEnum):
    NORMAL = "normal"
    SUPER_REPORT = "super_report"


RunId = Annotated[str, typer.Argument(metavar="RUN", help="Id of a run.")]
Limit = Annotated[int, typer.Option(min=1, help="How many, the newest first.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
JsonEvents = Annotated[bool, typer.Option("--json", help="One event a line as JSON, nothing else.")]
Detach = Annotated[bool, typer.Option("--detach", help="Print the run's id and do not wait.")]
FormatName = Annotated[
    str | None,
    typer.Option("--format", help="md, html, pdf, docx or gml; or as the file's name ends."),
]
OutFile = Annotated[
    Path | None, typer.Option("--out", dir_okay=False, help="File to write the report to.")
]
