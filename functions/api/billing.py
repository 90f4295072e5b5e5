"""What routes about money may ask for."""

from typing import Annotated

from fastapi import Depends

from nyqst.billing.check_plan_fits import CheckPlanFits
from nyqst.billing.customers import Customers
from nyqst.billing.manage import Subscriptions
from nyqst.bootstrap import Platform
from nyqst.errors import InvalidInput, NotFound
from nyqst.http.dependencies import PlatformDep
from nyqst.http.permission import Admin, Reader
from nyqst.identity.model import Caller


def configured(services: PlatformDep) -> None:
    """Nothing about money is answered on a stage that nobody has set up for it."""
    services.billing.configured()


def _own(tenant_id: str, caller: Caller) -> Caller:
    if tenant_id != caller.tenant_id:
        raise NotFound(f"No tenant {tenant_id}", code="tenant_not_found")
    return caller


def subscriptions_of(services: Platform, caller: Caller) -> Subscriptions:
    billing = services.billing
    return Subscriptions(
        services.records,
        billing.gateway,
        billing.prices,
        billing.project,
        services.clock,
        caller,
        CheckPlanFits(services.metering.usage),
        int(services.settings.trial_days),
        billing.report_usage,
    )


def customers_of(services: Platform, caller: Caller) -> Customers:
    return Customers(services.records, services.billing.gateway, services.clock, caller)


def _own_reader(tenant_id: str, caller: Reader) -> Caller:
    return _own(tenant_id, caller)


def _own_admin(tenant_id: str, caller: Admin) -> Caller:
    return _own(tenant_id, caller)


OwnReader = Annotated[Caller, Depends(_own_reader)]
OwnAdmin = Annotated[Caller, Depends(_own_admin)]
"""Of the tenant that the path names, which is the caller's or does not exist."""


def place(services: Platform, wanted: str | None) -> str:
    """Where a page of Stripe's leads back to."""
    found = wanted or services.settings.billing_return_url
    if not found:
        raise InvalidInput("Say where to go afterwards", code="return_url_missing")
    return found
