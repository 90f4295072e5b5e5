"""The Python client of NYQST. The `nyqst` command is built on it.

    from nyqst_client import Client

    with Client("https://api.example.com", "nyq_…") as client:
        run = client.runs.start("What are the risks of this purchase?")
        for event in client.runs.follow(run.id):
            print(event.seq, event.type)

What is named here is loaded when it is first asked for: the command shows its help without HTTPX.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nyqst_client.client import Client as Client
    from nyqst_client.errors import ApiError as ApiError
    from nyqst_client.errors import ClientError as ClientError
    from nyqst_client.model.event import Event as Event
    from nyqst_client.model.run import Run as Run
    from nyqst_client.upload.local_files import LocalFile as LocalFile
    from nyqst_client.upload.local_files import find_files as find_files
    from nyqst_client.upload.local_files import look_at as look_at
    from nyqst_client.view.outcome import Outcome as Outcome
    from nyqst_client.view.show_run import show_run as show_run

_HOMES = {
    "ApiError": "errors",
    "Client": "client",
    "ClientError": "errors",
    "Event": "model.event",
    "LocalFile": "upload.local_files",
    "Outcome": "view.outcome",
    "Run": "model.run",
    "find_files": "upload.local_files",
    "look_at": "upload.local_files",
    "show_run": "view.show_run",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"{__name__} has no {name}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
