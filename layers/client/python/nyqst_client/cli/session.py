"""What a command works with: the service, and the two streams it writes to."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from nyqst_client.cli.target import Target, find_target
from nyqst_client.errors import ConnectionFailed

if TYPE_CHECKING:
    from rich.console import Console

    from nyqst_client.client import Client


@dataclass(frozen=True, slots=True)
class Session:
    """What was given before the command's name."""

    url: str | None
    api_key: str | None

    def target(self) -> Target:
        return find_target(self.url, self.api_key, profile_path(), Path.cwd())

    @contextmanager
    def client(self) -> Iterator["Client"]:
        """An error of the connection says where the address came from."""
        from nyqst_client.client import Client

        target = self.target()
        try:
            with Client(target.url, target.api_key) as client:
                yield client
        except ConnectionFailed as error:
            if target.origin.startswith("local stack"):
                error.message = f"The local stack does not run (`make up`): {error.message}"
            raise


def session_of(context: typer.Context) -> Session:
    session: Session = context.obj
    return session


def profile_path() -> Path:
    return Path(typer.get_app_dir("nyqst")) / "profile.json"


@contextmanager
def saying(text: str) -> Iterator[None]:
    """Shows on a terminal what is waited for."""
    out = console(stderr=True)
    with out.status(text) if out.is_interactive else nullcontext():
        yield


def console(*, stderr: bool = False) -> "Console":
    """Colours on a terminal only, and not where NO_COLOR is set; text is shown as it stands.

    FORCE_COLOR colours a log too, but does not make a terminal of it.
    """
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(
        stderr=stderr,
        highlight=False,
        markup=False,
        emoji=False,
        force_interactive=None if stream.isatty() else False,
    )
