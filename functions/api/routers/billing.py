"""Buying: plans and their prices, Stripe's pages, and how one's own tenant stands."""

from fastapi import APIRouter, Depends

from functions.api.billing import configured, customers_of, place, subscriptions_of
from functions.api.schemas.billing import (
    BillingPlanView,
    CheckoutStart,
    CheckoutView,
    InvoiceView,
    OverviewView,
    PortalOpen,
    PortalView,
    StatusView,
    SubscriptionView,
    runs_view,
)
from nyqst.billing.model.invoice import Invoice
from nyqst.http.dependencies import OnceDep, PlatformDep
from nyqst.http.permission import Admin, Reader

router = APIRouter(prefix="/billing", tags=["billing"], dependencies=[Depends(configured)])
_INVOICES_SHOWN = 12


@router.get("/plans")
def list_billing_plans(services: PlatformDep, _caller: Reader) -> list[BillingPlanView]:
    catalog, prices = services.metering.catalogs(), services.billing.prices
    return [BillingPlanView.priced(catalog, plan, prices) for plan in catalog.plans.values()]


@router.post("/checkout", status_code=201)
def open_checkout(
    services: PlatformDep, caller: Admin, once: OnceDep, body: CheckoutStart
) -> CheckoutView:
    """A page of Stripe's, where the plan is paid for. It is in force when Stripe says so."""
    success = place(services, body.success_url)
    session = subscriptions_of(services, caller).checkout(
        body.offered(services.metering.catalogs(), body.seats),
        success,
        body.cancel_url or success,
        once,
    )
    return CheckoutView(id=session.id, checkout_url=session.url)


@router.post("/portal", status_code=201)
def open_portal(services: PlatformDep, caller: Admin, body: PortalOpen) -> PortalView:
    """A page of Stripe's, where cards, addresses and invoices are looked after."""
    session = customers_of(services, caller).portal(place(services, body.return_url))
    return PortalView(portal_url=session.url)


@router.get("/status")
def get_billing_status(services: PlatformDep, caller: Reader) -> StatusView:
    found = subscriptions_of(services, caller).find()
    return StatusView(
        plan=caller.plan,
        subscription_status=found.status if found else None,
        has_subscription=found is not None and found.status.serves,
        overage_invoiced=bool(services.billing.prices.overage),
    )


@router.get("/overview")
def get_billing_overview(services: PlatformDep, caller: Reader) -> OverviewView:
    """Plan, subscription, runs of this month with what they will cost, and invoices."""
    status = get_billing_status(services, caller)
    found = subscriptions_of(services, caller).find()
    features = services.metering.usage.of(caller.tenant_id, caller.plan, caller.allowances)
    invoices = services.records.list(
        Invoice, _INVOICES_SHOWN, None, newest_first=True, tenant_id=caller.tenant_id
    )
    return OverviewView(
        **status.model_dump(),
        subscription=SubscriptionView.of(found) if found else None,
        runs=runs_view(features),
        invoices=[InvoiceView.of(invoice) for invoice in invoices.items],
    )
