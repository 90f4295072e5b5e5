"""Webhooks: where a tenant is told of what happens, and what became of each delivery."""

from typing import Annotated

from fastapi import APIRouter, Depends

from functions.api.schemas.page import Page, page_of
from functions.api.schemas.webhooks import (
    DeliveryView,
    WebhookAlter,
    WebhookCreate,
    WebhookIssued,
    WebhookView,
)
from nyqst.http.dependencies import Cursor, Limit, OnceDep, PlatformDep
from nyqst.http.permission import Admin
from nyqst.webhooks.deliveries import Deliveries
from nyqst.webhooks.endpoints import Alteration, Endpoints

router = APIRouter(prefix="/webhooks", tags=["webhooks"])


def _endpoints(services: PlatformDep, caller: Admin) -> Endpoints:
    return Endpoints(
        services.records,
        services.notifications.deliveries,
        services.clock,
        caller,
        loopback=bool(services.settings.webhooks_to_loopback),
    )


def _deliveries(services: PlatformDep, caller: Admin) -> Deliveries:
    return Deliveries(services.notifications.deliveries, services.clock, caller)


EndpointsDep = Annotated[Endpoints, Depends(_endpoints)]
DeliveriesDep = Annotated[Deliveries, Depends(_deliveries)]


@router.post("", status_code=201)
def create_webhook(endpoints: EndpointsDep, once: OnceDep, body: WebhookCreate) -> WebhookIssued:
    """Up to 10. The secret that signs is in this answer and in no other."""
    return WebhookIssued.issued(endpoints.create(body.url, frozenset(body.types), once))


@router.get("")
def list_webhooks(
    endpoints: EndpointsDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[WebhookView]:
    return page_of(endpoints.list(limit, cursor), WebhookView.of)


@router.get("/{webhook_id}")
def get_webhook(endpoints: EndpointsDep, webhook_id: str) -> WebhookView:
    return WebhookView.of(endpoints.get(webhook_id))


@router.patch("/{webhook_id}")
def alter_webhook(endpoints: EndpointsDep, webhook_id: str, body: WebhookAlter) -> WebhookView:
    """Switching one on again forgives what it did not take."""
    types = None if body.types is None else frozenset(body.types)
    wanted = Alteration(body.url, types, body.enabled)
    return WebhookView.of(endpoints.alter(webhook_id, wanted))


@router.delete("/{webhook_id}", status_code=204)
def remove_webhook(endpoints: EndpointsDep, webhook_id: str) -> None:
    """What is on its way to it is given up."""
    endpoints.remove(webhook_id)


@router.post("/{webhook_id}/rotate", status_code=201)
def rotate_webhook_secret(endpoints: EndpointsDep, once: OnceDep, webhook_id: str) -> WebhookIssued:
    """Another secret. The one before signs beside it for another 24 hours."""
    return WebhookIssued.issued(endpoints.rotate(webhook_id, once))


@router.post("/{webhook_id}/ping", status_code=202)
def ping_webhook(endpoints: EndpointsDep, webhook_id: str) -> DeliveryView:
    """Sends an event of the type `ping`, to an endpoint that is switched off as well."""
    return DeliveryView.of(endpoints.ping(webhook_id))


@router.get("/{webhook_id}/deliveries")
def list_webhook_deliveries(
    deliveries: DeliveriesDep, webhook_id: str, limit: Limit = 50, cursor: Cursor = None
) -> Page[DeliveryView]:
    """Newest first, of the last thirty days; of a webhook that was removed as well."""
    return page_of(deliveries.list(webhook_id, limit, cursor), DeliveryView.of)


@router.post("/{webhook_id}/deliveries/{delivery_id}/replay", status_code=202)
def replay_webhook_delivery(
    deliveries: DeliveriesDep, webhook_id: str, delivery_id: str
) -> DeliveryView:
    """Sends it again, under the same `webhook-id`."""
    return DeliveryView.of(deliveries.replay(webhook_id, delivery_id))
