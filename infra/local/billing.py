"""Stripe, as the local stack has it: the twin, a secret of it, and the way to our webhook."""

import json
import sys
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from infra.local.deployment import client
from infra.local.paths import HOME
from infra.local.processes import Daemon, free_port
from infra.local.stripe_twin.markup import BACK
from infra.stage import STAGES

TWIN = Daemon("stripe", "infra.local.stripe_twin")
_CATALOG = "infra/local/stripe_catalog.json"
_STATE = HOME / "stripe.json"
_PORT_FILE = HOME / "stripe.port"
_KEY, _SIGNED_WITH = "sk_test_local", "whsec_local"
_STARTING_S = 30


def context() -> dict[str, str]:
    """What the templates are told of it, which is where it listens."""
    return {"stripe_address": address(), "billing_return_url": f"{address()}{BACK}"}


def address() -> str:
    """The one it had, while nobody else listens there."""
    stored = _stored_port()
    if stored is None or TWIN.pid() is None:
        stored = free_port(stored or urlsplit(STAGES["local"].stripe_address).port or 0)
        HOME.mkdir(parents=True, exist_ok=True)
        _PORT_FILE.write_text(str(stored))
    return f"http://127.0.0.1:{stored}"


def start(port: int, deployed: Mapping[str, str], environment: Mapping[str, str]) -> None:
    secret = {"api_key": _KEY, "webhook_secrets": [_SIGNED_WITH]}
    client(port, "secretsmanager").put_secret_value(
        SecretId=deployed["StripeSecretArn"], SecretString=json.dumps(secret)
    )
    TWIN.stop()
    port_of_twin = str(urlsplit(address()).port)
    command = [sys.executable, "-m", TWIN.mark, "--port", port_of_twin, "--secret", _SIGNED_WITH]
    command += ["--webhook", webhook_at(port, deployed["StripeWebhookUrl"])]
    command += ["--catalog", _CATALOG, "--state", str(_STATE)]
    TWIN.start(command, environment)
    deadline = time.monotonic() + _STARTING_S
    while not runs():
        if TWIN.pid() is None or time.monotonic() > deadline:
            raise SystemExit(f"The twin of Stripe does not start:\n{TWIN.last_words()}")
        time.sleep(0.1)


def forget() -> None:
    TWIN.stop()
    _STATE.unlink(missing_ok=True)


def runs() -> bool:
    if TWIN.pid() is None:
        return False
    try:
        return httpx.get(address(), timeout=2).status_code > 0
    except httpx.TransportError:
        return False


def webhook_at(port: int, url: str) -> str:
    """Where the emulator answers for a function URL, whose host no resolver knows."""
    url_id = (urlsplit(url).hostname or "").partition(".")[0]
    return f"http://127.0.0.1:{port}/_aws/lambda-url/{url_id}/"


def _stored_port() -> int | None:
    try:
        return int(_PORT_FILE.read_text())
    except (FileNotFoundError, ValueError):
        return None
