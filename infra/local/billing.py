"""Stripe, as the local stack has it: the twin, and a secret of it in Secrets Manager."""

import json
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from infra.local.deployment import client
from infra.local.paths import HOME
from infra.local.processes import Daemon
from infra.stage import STAGES

TWIN = Daemon("stripe", "infra.local.stripe_twin")
_CATALOG = "infra/local/stripe_catalog.json"
_STATE = HOME / "stripe.json"
_KEY, _SIGNED_WITH = "sk_test_local", "whsec_local"


def start(port: int, deployed: Mapping[str, str], environment: Mapping[str, str]) -> None:
    secret = {"api_key": _KEY, "webhook_secrets": [_SIGNED_WITH]}
    client(port, "secretsmanager").put_secret_value(
        SecretId=deployed["StripeSecretArn"], SecretString=json.dumps(secret)
    )
    TWIN.stop()
    command = [sys.executable, "-m", TWIN.mark, "--port", str(_port()), "--secret", _SIGNED_WITH]
    command += ["--catalog", _CATALOG, "--state", str(_STATE)]
    TWIN.start(command, environment)


def forget() -> None:
    TWIN.stop()
    _STATE.unlink(missing_ok=True)


def answers() -> bool:
    try:
        return httpx.get(STAGES["local"].stripe_address, timeout=2).status_code > 0
    except httpx.TransportError:
        return False


def _port() -> int:
    return urlsplit(STAGES["local"].stripe_address).port or 0
