"""Documents from this machine to the service, with a line that says how far it is."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.text import Text

from nyqst_client.cli.exits import Exit
from nyqst_client.cli.session import console
from nyqst_client.progress.printable import printable
from nyqst_client.upload.add_documents import Added, Stage, Tell
from nyqst_client.upload.local_files import LocalFile, Skipped, find_files, look_at
from nyqst_client.view.wording import counted

if TYPE_CHECKING:
    from nyqst_client.client import Client
    from nyqst_client.model.document import Document

_NAMED = 8
"""Files that a line names; `nyqst docs list` knows them all."""

_DONE = frozenset({"ready", "failed"})

_DOING = {Stage.SENDING: "Sending documents", Stage.READING: "Having documents read"}


def add_for_run(client: "Client", paths: Sequence[Path]) -> list[str]:
    """Ids of what a run is to read. Leaves with an error if it can read nothing.

    Those that failed are among them: the report names what it could not read.
    """
    out = console(stderr=True)
    added = _add(client, paths, out)
    _print_problems(_problems(added), out)
    if not added.ready:
        out.print("There is nothing to read in these files")
        raise typer.Exit(Exit.BAD_USAGE)
    return [document.id for document in added.documents if document.status in _DONE]


def add_and_tell(client: "Client", paths: Sequence[Path]) -> None:
    """Leaves with an error if a document could not be taken in."""
    err, out = console(stderr=True), console()
    added = _add(client, paths, err)
    for document in added.ready:
        name, title = printable(document.name), printable(document.title)
        out.print(Text(f"{document.id}  ready  {name}  {title}"), soft_wrap=True)
    _print_problems(_problems(added), err)
    if added.not_sent or len(added.ready) < len(added.documents) or not added.documents:
        raise typer.Exit(Exit.FAILED)


def _add(client: "Client", paths: Iterable[Path], out: Console) -> Added:
    looked_at = list(map(look_at, find_files(paths)))
    files = [one for one in looked_at if isinstance(one, LocalFile)]
    skipped = [(one.path.name, one.reason) for one in looked_at if isinstance(one, Skipped)]
    _print_problems(skipped, out)
    with _telling(out) as tell:
        added = client.documents.add(files, tell)
    _print_total(added, files, out)
    return added


@contextmanager
def _telling(out: Console) -> Iterator[Tell]:
    """On a terminal one line that changes; elsewhere nothing, the total comes behind."""
    if not out.is_interactive:
        yield lambda *_: None
        return
    with out.status("Announcing documents") as status:
        yield lambda stage, done, total: status.update(f"{_DOING[stage]}: {done} of {total}")


def _print_total(added: Added, files: Sequence[LocalFile], out: Console) -> None:
    ready = counted(len(added.ready), "document")
    failed = len(added.documents) - len(added.ready) + len(added.not_sent)
    lost = f", {failed} failed" if failed else ""
    out.print(Text(f"{ready} ready{lost}, of {counted(len(files), 'file')}"), soft_wrap=True)


def _problems(added: Added) -> list[tuple[str, str]]:
    """Names and reasons."""
    return [
        *((one.name, _why(one)) for one in added.documents if one.status != "ready"),
        *((lost.file.name, lost.reason) for lost in added.not_sent),
    ]


def _why(document: "Document") -> str:
    failure = document.failure
    return f"{failure.message} ({failure.code})" if failure else f"is still {document.status}"


def _print_problems(problems: Iterable[tuple[str, str]], out: Console) -> None:
    """A line for each reason, with the names that it holds for."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in problems:
        by_reason.setdefault(printable(reason), []).append(printable(name))
    for reason, names in by_reason.items():
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        text = f"{', '.join(names[:_NAMED])}{more}: {reason}"
        out.print(Text(text, "yellow"), soft_wrap=True)
