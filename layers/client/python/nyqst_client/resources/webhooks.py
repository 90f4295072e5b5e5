"""Webhooks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nyqst_client.decode import decode
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.model.page import Page, all_of
from nyqst_client.model.webhook import Delivery, Webhook
from nyqst_client.resources.pages import page_from


@dataclass(frozen=True, slots=True)
class Webhooks:
    """What makes a secret is not sent again once the service may have seen it: the secret is in the
    first answer alone."""

    connection: Connection

    def create(self, url: str, types: Sequence[str]) -> Webhook:
        body = {"url": url, "types": list(types)}
        return decode(Webhook, self.connection.call("POST", path_of("webhooks"), body=body))

    def list(self, limit: int | None = None, cursor: str | None = None) -> Page[Webhook]:
        params = {"limit": limit, "cursor": cursor}
        return page_from(Webhook, self.connection.call("GET", path_of("webhooks"), params=params))

    def all(self) -> Iterator[Webhook]:
        return all_of(lambda cursor: self.list(100, cursor))

    def set_enabled(self, webhook_id: str, *, enabled: bool) -> Webhook:
        path, body = path_of("webhooks", webhook_id), {"enabled": enabled}
        return decode(Webhook, self.connection.call("PATCH", path, body=body))

    def remove(self, webhook_id: str) -> None:
        self.connection.call("DELETE", path_of("webhooks", webhook_id))

    def rotate(self, webhook_id: str) -> Webhook:
        """With another secret. The one before signs beside it for another 24 hours."""
        return decode(
            Webhook, self.connection.call("POST", path_of("webhooks", webhook_id, "rotate"))
        )

    def ping(self, webhook_id: str) -> Delivery:
        return decode(
            Delivery, self.connection.call("POST", path_of("webhooks", webhook_id, "ping"))
        )

    def deliveries(
        self, webhook_id: str, limit: int | None = None, cursor: str | None = None
    ) -> Page[Delivery]:
        """Newest first."""
        path, params = (
            path_of("webhooks", webhook_id, "deliveries"),
            {"limit": limit, "cursor": cursor},
        )
        return page_from(Delivery, self.connection.call("GET", path, params=params))

    def all_deliveries(self, webhook_id: str) -> Iterator[Delivery]:
        return all_of(lambda cursor: self.deliveries(webhook_id, 100, cursor))

    def replay(self, webhook_id: str, delivery_id: str) -> Delivery:
        path = path_of("webhooks", webhook_id, "deliveries", delivery_id, "replay")
        return decode(Delivery, self.connection.call("POST", path))
