"""Processes that outlive the command that starts them, and are found again by the next one."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.local.paths import HOME, ROOT

_STOPPING_S = 20

_STARTED: list["subprocess.Popen[bytes]"] = []
"""Kept, for a process that is forgotten while it runs is taken for a mistake."""


@dataclass(frozen=True, slots=True)
class Daemon:
    """`mark` stands in its command line: what has another is not it, whatever its number."""

    name: str
    mark: str

    @property
    def log(self) -> Path:
        return HOME / f"{self.name}.log"

    def pid(self) -> int | None:
        """Of the living process; None if the file is stale."""
        try:
            pid = int(self._pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return None
        return pid if self.mark in _command_line(pid) else None

    def start(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """In a session of its own, so that Ctrl-C at the terminal does not reach it."""
        HOME.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            process = subprocess.Popen(  # noqa: S603
                command,
                env=dict(environment),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._pid_file.write_text(str(process.pid))
        _STARTED.append(process)

    def stop(self) -> None:
        pid = self.pid()
        if pid is not None:
            _signal(pid, signal.SIGTERM)
            deadline = time.monotonic() + _STOPPING_S
            while self.pid() is not None and time.monotonic() < deadline:
                time.sleep(0.05)
            if self.pid() is not None:
                _signal(pid, signal.SIGKILL)
        self._pid_file.unlink(missing_ok=True)
        _STARTED[:] = [process for process in _STARTED if process.poll() is None]

    def last_words(self, lines: int = 20) -> str:
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    @property
    def _pid_file(self) -> Path:
        return HOME / f"{self.name}.pid"


def free_port(preferred: int) -> int:
    """The preferred port if nobody has it, else any."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise SystemExit("There is no free port on this machine")


def _command_line(pid: int) -> str:
    """Empty when there is no such process, or only its remains."""
    shown = subprocess.run(  # noqa: S603
        ["ps", "-ww", "-o", "stat=,command=", "-p", str(pid)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return "" if shown.startswith("Z") else shown


def _signal(pid: int, number: signal.Signals) -> None:
    """To the whole session: the emulator's workers go with it."""
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return
