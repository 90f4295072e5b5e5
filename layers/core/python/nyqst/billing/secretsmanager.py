"""Stripe's credentials as one secret of Secrets Manager: a key and the secrets of its webhooks.

{"api_key": "rk_live_…", "webhook_secrets": ["whsec_…"]}
"""

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from nyqst.billing.ports import Credentials
from nyqst.clock import Clock
from nyqst.storage.sdk_errors import sdk_errors

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

_FRESH = timedelta(minutes=5)
"""How long a secret that was replaced may still be taken for the one in force."""


class SecretCredentials:
    """`nyqst.billing.ports.CredentialSource`. Reads the secret when it starts, then seldom."""

    def __init__(self, client: "SecretsManagerClient", secret_id: str, clock: Clock) -> None:
        self._client = client
        self._secret_id = secret_id
        self._clock = clock
        self._kept: tuple[datetime, Credentials] | None = None

    def __call__(self) -> Credentials | None:
        now = self._clock.now()
        if self._kept and now < self._kept[0] + _FRESH:
            return self._kept[1]
        found = self._read()
        self._kept = (now, found) if found else None
        return found

    def _read(self) -> Credentials | None:
        if not self._secret_id:
            return None
        with sdk_errors():
            value = self._client.get_secret_value(SecretId=self._secret_id)
        return _credentials(value["SecretString"])


def _credentials(written: str) -> Credentials | None:
    """None for the chance characters that a secret is made with."""
    try:
        read: Any = json.loads(written)
        key, secrets = read["api_key"], read["webhook_secrets"]
    except (ValueError, TypeError, KeyError):
        return None
    if not isinstance(key, str) or not isinstance(secrets, list):
        return None
    given = tuple(each for each in secrets if isinstance(each, str) and each)
    return Credentials(key, given) if key and given else None
