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
from infra.stage import STAGES

TWIN = Daemon("stripe", "infra.local.stripe_twin")
_ADDRESS = STAGES["local"].stripe_address
_PORT = urlsplit(_ADDRESS).port or 0
_CATALOG = "infra/local/stripe_catalog.json"
_STATE = HOME / "stripe.json"
_KEY, _SIGNED_WITH = "sk_test_local", "whsec_local"
_STARTING_S = 30


def make_room() -> None:
    """Before anything else is started: the templates know the twin's address, so it has one port.

    Raises `SystemExit` where somebody else listens there.
    """
    TWIN.stop()
    if free_port(_PORT) != _PORT:
        raise SystemExit(
            f"Port {_PORT} is taken, and the local stack's Stripe has no other. "
            "If it is the stack of another checkout, `make down` there frees it."
        )


def start(port: int, deployed: Mapping[str, str], environment: Mapping[str, str]) -> None:
    secret = {"api_key": _KEY, "webhook_secrets": [_SIGNED_WITH]}
    client(port, "secretsmanager").put_secret_value(
        SecretId=deployed["StripeSecretArn"], SecretString=json.dumps(secret)
    )
    command = [sys.executable, "-m", TWIN.mark, "--port", str(_PORT), "--secret", _SIGNED_WITH]
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
    """Ours, and not that of another checkout, which would answer as well."""
    return TWIN.pid() is not None and _answers()


def webhook_at(port: int, url: str) -> str:
    """Where the emulator answers for a function URL, whose host no resolver knows."""
    url_id = (urlsplit(url).hostname or "").partition(".")[0]
    return f"http://127.0.0.1:{port}/_aws/lambda-url/{url_id}/"


def _answers() -> bool:
    try:
        return httpx.get(_ADDRESS, timeout=2).status_code > 0
    except httpx.TransportError:
        return False
