"""MiniStack, the emulator of AWS, in a virtual environment of its own.

A Lambda function there sees what its layers bring, and boto3, as on AWS: not what this checkout has
installed.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from infra.local.paths import EMULATOR, EMULATOR_STATE, HOME, ROOT, SCRATCH
from infra.local.processes import Daemon, free_port

DAEMON = Daemon("emulator", f"{EMULATOR}/bin/python -m ministack")
REGION = "us-east-1"
ACCOUNT = "000000000000"
_PORT = 4566
_PORT_FILE = HOME / "emulator.port"
_STARTING_S = 60
_REQUIREMENTS = ROOT / "infra" / "local" / "ministack.txt"


def credentials(port: int) -> dict[str, str]:
    """What a client of the emulator needs in its environment."""
    return {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def start(tell: Callable[[str], None]) -> int:
    """The port it listens on.

    What it stores is bound to its port: on another one it would never look into its queues again.
    """
    python = installed()
    stored = _stored_port()
    port = free_port(stored or _PORT)
    if stored not in (None, port):
        tell(f"Port {stored} is taken: beginning anew on {port}, without what was stored")
        forget()
    for folder in (EMULATOR_STATE, SCRATCH):
        folder.mkdir(parents=True, exist_ok=True)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(HOME),
        "LANG": "C.UTF-8",
        "TMPDIR": str(SCRATCH),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "AUTH": "true",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(EMULATOR_STATE),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(EMULATOR_STATE / "s3"),
        "LOG_LEVEL": "WARNING",
        **{name: value for name, value in credentials(port).items() if "ENDPOINT" not in name},
    }
    _PORT_FILE.write_text(str(port))
    DAEMON.start([python, "-m", "ministack"], environment)
    _wait(port)
    return port


def forget() -> None:
    """Stops it and throws away what it has stored."""
    DAEMON.stop()
    shutil.rmtree(EMULATOR_STATE, ignore_errors=True)


def _stored_port() -> int | None:
    try:
        return int(_PORT_FILE.read_text())
    except (FileNotFoundError, ValueError):
        return None


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_ministack/health", timeout=2):
            return True
    except (OSError, urllib.error.URLError):
        return False


def _wait(port: int) -> None:
    deadline = time.monotonic() + _STARTING_S
    while not answers(port):
        if DAEMON.pid() is None or time.monotonic() > deadline:
            raise SystemExit(f"The emulator does not start:\n{DAEMON.last_words()}")
        time.sleep(0.1)


def installed() -> str:
    """Its Python, installed on the first start and when its requirements change."""
    python = str(EMULATOR / "bin" / "python")
    mark = EMULATOR / "installed.txt"
    wanted = _REQUIREMENTS.read_text()
    if mark.exists() and mark.read_text() == wanted:
        return python
    uv = [sys.executable, "-m", "uv"]
    _run([*uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(EMULATOR)])
    _run([*uv, "pip", "install", "--quiet", "--python", python, "-r", str(_REQUIREMENTS)])
    mark.write_text(wanted)
    return python


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True)  # noqa: S603
