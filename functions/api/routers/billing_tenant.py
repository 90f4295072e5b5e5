"""A tenant's subscription and how it pays."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from functions.api.billing import OwnAdmin, OwnReader, configured, customers_of, subscriptions_of
from functions.api.billing import place as place_of
from functions.api.schemas.billing import (
    BillingEventsPage,
    Cancel,
    PaymentMethodView,
    PlanChange,
    PortalOpen,
    PortalView,
    PreviewView,
    PreviewWanted,
    SetupIntentView,
    SubscriptionAlter,
    SubscriptionStart,
    SubscriptionView,
)
from nyqst.billing.log import log_of
from nyqst.billing.manage import Offered, Wish
from nyqst.events.cursor import check_cursor, parse_cursor
from nyqst.events.follow import page
from nyqst.http.dependencies import OnceDep, PlatformDep
from nyqst.identity.model.user import clean_email
from nyqst.metering.name_plan import plan_named

router = APIRouter(
    prefix="/billing/tenants/{tenant_id}", tags=["billing"], dependencies=[Depends(configured)]
)
_AT_PERIOD_END = "period_end"
_MAX_PAGE = 500


@router.get("/subscription")
def get_subscription(services: PlatformDep, caller: OwnReader) -> SubscriptionView:
    return SubscriptionView.of(subscriptions_of(services, caller).get())


@router.post("/subscription", status_code=201)
def start_subscription(
    services: PlatformDep, caller: OwnAdmin, once: OnceDep, body: SubscriptionStart
) -> SubscriptionView:
    """Paid by the payment method that is there; where there is none, open a checkout instead."""
    wanted = body.offered(services.metering.catalogs(), body.seats)
    return SubscriptionView.of(subscriptions_of(services, caller).start(wanted, once))


@router.patch("/subscription")
def alter_subscription(
    services: PlatformDep, caller: OwnAdmin, once: OnceDep, body: SubscriptionAlter
) -> SubscriptionView:
    subscriptions = subscriptions_of(services, caller)
    if body.billing_email is not None:
        customers_of(services, caller).set_email(clean_email(body.billing_email))
    if body.auto_renew is None and body.seats is None:
        return SubscriptionView.of(subscriptions.get())
    return SubscriptionView.of(subscriptions.alter(Wish(body.auto_renew, body.seats), once))


@router.post("/subscription/plan")
def change_plan(
    services: PlatformDep, caller: OwnAdmin, once: OnceDep, body: PlanChange
) -> SubscriptionView:
    """Another interval begins a new period, so it can only begin at once."""
    wanted = body.offered(services.metering.catalogs())
    at_end = body.timing == _AT_PERIOD_END
    changed = subscriptions_of(services, caller).change_plan(
        wanted, at_period_end=at_end, once=once
    )
    return SubscriptionView.of(changed)


@router.post("/subscription/cancel")
def cancel_subscription(
    services: PlatformDep, caller: OwnAdmin, once: OnceDep, body: Cancel
) -> SubscriptionView:
    at_end = body.timing == _AT_PERIOD_END
    ended = subscriptions_of(services, caller).cancel(at_period_end=at_end, once=once)
    return SubscriptionView.of(ended)


@router.post("/portal", status_code=201)
def open_tenant_portal(services: PlatformDep, caller: OwnAdmin, body: PortalOpen) -> PortalView:
    session = customers_of(services, caller).portal(place_of(services, body.return_url))
    return PortalView(portal_url=session.url)


@router.get("/payment-methods")
def list_payment_methods(services: PlatformDep, caller: OwnAdmin) -> list[PaymentMethodView]:
    return [PaymentMethodView.of(each) for each in customers_of(services, caller).payment_methods()]


@router.post("/payment-methods/setup-intent", status_code=201)
def create_setup_intent(services: PlatformDep, caller: OwnAdmin) -> SetupIntentView:
    return SetupIntentView(client_secret=customers_of(services, caller).setup_intent())


@router.post("/payment-methods/{payment_method_id}/default", status_code=204)
def set_default_payment_method(
    services: PlatformDep, caller: OwnAdmin, payment_method_id: str
) -> None:
    customers_of(services, caller).set_default_method(payment_method_id)


@router.delete("/payment-methods/{payment_method_id}", status_code=204)
def detach_payment_method(services: PlatformDep, caller: OwnAdmin, payment_method_id: str) -> None:
    customers_of(services, caller).detach_method(payment_method_id)


@router.post("/upcoming-invoice")
def preview_upcoming_invoice(
    services: PlatformDep, caller: OwnReader, body: PreviewWanted
) -> PreviewView:
    """The next invoice, and what another plan or other seats would make of it."""
    plan = plan_named(services.metering.catalogs(), body.plan) if body.plan else None
    offered = Offered(plan, body.interval) if plan else None
    return PreviewView.of(subscriptions_of(services, caller).preview(offered, body.seats))


@router.get("/events")
def list_billing_events(
    services: PlatformDep,
    caller: OwnReader,
    after: Annotated[str | None, Query(max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=_MAX_PAGE)] = 100,
) -> BillingEventsPage:
    """Oldest first, by the numbers that the stream `/v1/billing/stream` gives them as well."""
    log = log_of(caller.tenant_id)
    start = parse_cursor(after, "")
    check_cursor(services.events, log, start)
    found, _ = page(services.events, log, start, limit)
    last = found[-1].seq if found else start
    return BillingEventsPage(
        events=[json.loads(event.json) for event in found], next_cursor=str(last)
    )
