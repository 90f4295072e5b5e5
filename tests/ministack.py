"""A MiniStack of a test's own, whose Bedrock passes everything on to one model server."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local import emulator
from infra.local.processes import free_port

_STARTING_S = 60
_STOPPING_S = 20


@contextmanager
def ministack(model_url: str, folder: Path) -> Iterator[dict[str, str]]:
    """The environment in which a client finds it. Keeps nothing when it is left."""
    python = emulator.installed()
    port = free_port(0)
    client = emulator.credentials(port)
    environment = {
        **{name: value for name, value in client.items() if "ENDPOINT" not in name},
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "LOG_LEVEL": "WARNING",
        "MINISTACK_BEDROCK_PROXY_URL": model_url,
    }
    with (folder / "ministack.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            [python, "-m", "ministack"], env=environment, cwd=folder, stdout=log, stderr=log
        )
    try:
        _wait(process, port)
        yield client
    finally:
        process.terminate()
        process.wait(_STOPPING_S)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + _STARTING_S
    while not emulator.answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError("MiniStack does not start")
        time.sleep(0.1)
