"""The service as an object: `with Client(url, key) as client: client.runs.start("…")`."""

import time
from types import TracebackType

import httpx

from nyqst_client.http.address import checked_address
from nyqst_client.http.connection import Connection, Sleep
from nyqst_client.http.retries import Retries
from nyqst_client.http.transfers import Transfers
from nyqst_client.resources.api_keys import ApiKeys
from nyqst_client.resources.artifacts import Artifacts
from nyqst_client.resources.billing import Billing
from nyqst_client.resources.catalog import Catalogs
from nyqst_client.resources.chats import Chats
from nyqst_client.resources.documents import Documents
from nyqst_client.resources.health import Health
from nyqst_client.resources.manifests import Manifests
from nyqst_client.resources.pointers import Pointers
from nyqst_client.resources.runs import Runs
from nyqst_client.resources.subscriptions import Subscriptions
from nyqst_client.resources.tenants import Tenants
from nyqst_client.resources.usage import PlanUsage
from nyqst_client.resources.webhooks import Webhooks

_TIMEOUT = httpx.Timeout(35, connect=10)
"""Seconds. The API answers within 30 or not at all; a stream shows a sign of life every 8."""


class Client:
    """Opens no connection before the first call; close it, or use it in a `with` statement.

    `transport` takes the place of the network. May be used from several threads.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        transport: httpx.BaseTransport | None = None,
        *,
        retries: Retries | None = None,
        sleep: Sleep = time.sleep,
    ) -> None:
        retries = retries or Retries()
        self._http = open_http(base_url, transport)
        connection = Connection(self._http, api_key, retries, sleep)
        transfers = Transfers(self._http, retries, sleep)
        self.runs = Runs(connection)
        self.chats = Chats(connection)
        self.documents = Documents(connection, transfers)
        self.artifacts = Artifacts(connection, transfers)
        self.manifests = Manifests(connection)
        self.pointers = Pointers(connection)
        self.api_keys = ApiKeys(connection)
        self.usage = PlanUsage(connection)
        self.catalogs = Catalogs(connection)
        self.webhooks = Webhooks(connection)
        self.billing = Billing(connection)
        self.subscriptions = Subscriptions(connection)
        self.tenants = Tenants(connection, transfers)
        self.health = Health(connection)

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()


def open_http(base_url: str, transport: httpx.BaseTransport | None = None) -> httpx.Client:
    """Raises `Misconfigured`."""
    return httpx.Client(
        base_url=checked_address(base_url),
        headers={"User-Agent": "nyqst-client"},
        timeout=_TIMEOUT,
        transport=transport,
    )
