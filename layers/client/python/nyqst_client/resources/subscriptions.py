"""A tenant's subscription and how it pays."""

import uuid
from dataclasses import dataclass
from typing import Any

from nyqst_client.decode import decode
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.model.billing import PaymentMethod, Preview, Subscription

_TIMINGS = {False: "immediate", True: "period_end"}


@dataclass(frozen=True, slots=True)
class Subscriptions:
    connection: Connection

    def get(self, tenant_id: str) -> Subscription:
        """Raises `NotFound` where there has been none."""
        return decode(Subscription, self.connection.call("GET", _path(tenant_id, "subscription")))

    def start(
        self, tenant_id: str, plan: str, interval: str = "month", seats: int = 1
    ) -> Subscription:
        """Paid by the payment method that is there; without one, open a checkout instead."""
        body = {"plan": plan, "interval": interval, "seats": seats}
        return self._changed("POST", _path(tenant_id, "subscription"), body)

    def change_plan(
        self,
        tenant_id: str,
        plan: str,
        interval: str = "month",
        *,
        at_period_end: bool = False,
    ) -> Subscription:
        """At once with proration, or from the next period on without."""
        body = {"plan": plan, "interval": interval, "timing": _TIMINGS[at_period_end]}
        return self._changed("POST", _path(tenant_id, "subscription", "plan"), body)

    def alter(
        self,
        tenant_id: str,
        *,
        auto_renew: bool | None = None,
        seats: int | None = None,
        billing_email: str | None = None,
    ) -> Subscription:
        """What is left out stays as it is."""
        asked = {"auto_renew": auto_renew, "seats": seats, "billing_email": billing_email}
        body = {name: value for name, value in asked.items() if value is not None}
        return self._changed("PATCH", _path(tenant_id, "subscription"), body)

    def cancel(self, tenant_id: str, *, at_period_end: bool = True) -> Subscription:
        body = {"timing": _TIMINGS[at_period_end]}
        return self._changed("POST", _path(tenant_id, "subscription", "cancel"), body)

    def preview(
        self,
        tenant_id: str,
        plan: str | None = None,
        interval: str = "month",
        seats: int | None = None,
    ) -> Preview:
        """The next invoice, and what another plan or other seats would make of it."""
        asked = {"plan": plan, "interval": interval if plan else None, "seats": seats}
        body = {name: value for name, value in asked.items() if value is not None}
        path = _path(tenant_id, "upcoming-invoice")
        return decode(Preview, self.connection.call("POST", path, body=body, repeatable=True))

    def payment_methods(self, tenant_id: str) -> tuple[PaymentMethod, ...]:
        answer = self.connection.call("GET", _path(tenant_id, "payment-methods"))
        return tuple(decode(PaymentMethod, item) for item in answer)

    def set_default_method(self, tenant_id: str, method_id: str) -> None:
        path = _path(tenant_id, "payment-methods", method_id, "default")
        self.connection.call("POST", path, repeatable=True)

    def detach_method(self, tenant_id: str, method_id: str) -> None:
        self.connection.call("DELETE", _path(tenant_id, "payment-methods", method_id))

    def _changed(self, method: str, path: str, body: dict[str, Any]) -> Subscription:
        once = uuid.uuid4().hex
        return decode(Subscription, self.connection.call(method, path, body=body, once=once))


def _path(tenant_id: str, *names: str) -> str:
    return path_of("billing", "tenants", tenant_id, *names)
