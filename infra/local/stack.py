"""The local stack as a whole: up, down, and what is known of it."""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

import httpx

from infra.local import assembly, billing, deployment, emulator
from infra.local.paths import OUTPUTS, STATE
from infra.local.processes import Daemon, free_port
from infra.local.seed import is_known, seed_tenant
from nyqst.settings import Settings

GATEWAY = Daemon("gateway", "infra.local.gateway:create")
TENANT = "ten_local"
_GATEWAY_PORT = 8480
_STARTING_S = 30


@dataclass(frozen=True, slots=True)
class LocalStack:
    emulator_port: int
    gateway_port: int
    api_key: str
    fingerprint: str
    """Of what is deployed."""

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.gateway_port}"


Tell = Callable[[str], None]


def up(tell: Tell) -> LocalStack:
    """Starts what does not run and deploys what has changed."""
    try:
        return _up(tell)
    except KeyboardInterrupt:
        down()
        raise SystemExit("Stopped; nothing is left running") from None


def down() -> None:
    """Stops everything. What is stored stays for the next time."""
    GATEWAY.stop()
    billing.TWIN.stop()
    emulator.DAEMON.stop()


def running() -> LocalStack | None:
    """The stack as it runs now, if all of it does."""
    known = _remembered()
    if known is None or GATEWAY.pid() is None or emulator.DAEMON.pid() is None:
        return None
    return known if emulator.answers(known.emulator_port) and billing.runs() else None


def _up(tell: Tell) -> LocalStack:
    context = billing.context()
    wanted = assembly.fingerprint(context)
    known = running()
    if known is not None and known.fingerprint == wanted:
        return known
    tell("Preparing the stacks")
    assembly.synthesize(wanted, context)
    GATEWAY.stop()
    if known is not None:
        port = known.emulator_port
    else:
        emulator.DAEMON.stop()
        tell("Starting the emulator")
        port = emulator.start(tell)
    remembered = _remembered()
    if remembered and remembered.fingerprint == wanted and deployment.is_there(port):
        deployed = deployment.outputs()
    else:
        tell("Deploying")
        port, deployed = _deploy(port, tell)
    if known is None:
        deployment.read_streams_anew(port)
    settings = deployment.settings_of(deployed)
    api_key = remembered.api_key if remembered else ""
    if not is_known(port, settings, api_key):
        api_key = seed_tenant(port, settings, TENANT)
    billing.start(port, deployed, os.environ)
    stack = LocalStack(port, _start_gateway(port, deployed, settings), api_key, wanted)
    STATE.touch(mode=0o600)
    STATE.write_text(json.dumps(asdict(stack)))
    return stack


def _deploy(port: int, tell: Tell) -> tuple[int, dict[str, str]]:
    """The emulator's port and the outputs.

    It does not make every change to a stack that is there (outputs alone are no change to it), so
    what it refuses is deployed to an empty one.
    """
    try:
        return port, deployment.deploy(port)
    except deployment.NotDeployed as error:
        if not deployment.outputs():
            raise SystemExit(f"cdk deploy failed:\n{error}") from error
    tell("What is there cannot be changed in place: deploying anew, without what was stored")
    emulator.forget()
    billing.forget()
    OUTPUTS.unlink(missing_ok=True)
    return _deploy(emulator.start(tell), tell)


def _start_gateway(port: int, deployed: Mapping[str, str], settings: Settings) -> int:
    gateway_port = free_port(_GATEWAY_PORT)
    upstream = f"http://127.0.0.1:{port}/_aws/execute-api/{deployed['RestApiId']}/api/"
    environment = {
        **os.environ,
        **emulator.credentials(port),
        **settings.to_environment(),
        "NYQST_LOCAL_UPSTREAM": upstream,
    }
    command = [sys.executable, "-m", "uvicorn", "--factory", GATEWAY.mark]
    command += ["--port", str(gateway_port), "--no-access-log", "--log-level", "warning"]
    GATEWAY.start(command, environment)
    deadline = time.monotonic() + _STARTING_S
    while not _answers(gateway_port):
        if GATEWAY.pid() is None or time.monotonic() > deadline:
            raise SystemExit(f"The gateway does not start:\n{GATEWAY.last_words()}")
        time.sleep(0.1)
    return gateway_port


def _answers(gateway_port: int) -> bool:
    """Through the gateway, the emulator's API and a function of ours."""
    try:
        url = f"http://127.0.0.1:{gateway_port}/v1/health/live"
        return httpx.get(url, timeout=_STARTING_S).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def _remembered() -> LocalStack | None:
    try:
        return LocalStack(**json.loads(STATE.read_text()))
    except (FileNotFoundError, TypeError, json.JSONDecodeError):
        return None
