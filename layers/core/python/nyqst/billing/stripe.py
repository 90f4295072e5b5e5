"""Stripe, by its SDK: the one module that knows it. The version of the API is pinned.

Each write carries a key made of ids of ours, so that it is done once however often it is tried.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import stripe

from nyqst.billing.model.event import NAMED
from nyqst.billing.model.notice import Notice, notice_of
from nyqst.billing.model.processor import (
    PaymentMethod,
    Preview,
    ProcessorInvoice,
    ProcessorSubscription,
    SoldMeter,
)
from nyqst.billing.ports import Alteration, Order, Session, UsageEvent, Window
from nyqst.billing.stripe_meters import event_of, sums_of
from nyqst.billing.stripe_objects import (
    default_method,
    id_of,
    invoice,
    payment_method,
    preview,
    read,
    sold_meter,
    subscription,
    summary,
)
from nyqst.billing.stripe_requests import (
    TENANT,
    alteration,
    altered_items,
    checkout_of,
    credit_note_of,
    given,
    ordered,
)
from nyqst.errors import Conflict, Failed, NotFound, NyqstError, Throttled, Unavailable
from nyqst.telemetry import Metric, count

API_VERSION = "2026-10-28.endive"
_TIMEOUT_S = (3, 10)
"""To connect, and between one part of an answer and the next."""
_RETRIES = 2
_PAGE = 100
_TOLD_BEFORE = "duplicate_meter_event"


def stripe_client(api_key: str, address: str | None = None) -> stripe.StripeClient:
    """`address` is where something else than Stripe answers like it."""
    return stripe.StripeClient(
        api_key,
        stripe_version=API_VERSION,
        base_addresses={"api": address} if address else {},
        max_network_retries=_RETRIES,
        http_client=stripe.RequestsClient(timeout=_TIMEOUT_S),
    )


class StripeGateway:
    """`nyqst.billing.ports.PaymentGateway`."""

    def __init__(self, client: stripe.StripeClient) -> None:
        self._v1: Any = client.v1
        self._v2: Any = client.v2
        self._meters: dict[str, SoldMeter] = {}

    def subscriptions_of(self, customer_id: str) -> Sequence[ProcessorSubscription]:
        wanted = {"customer": customer_id, "status": "all", "limit": _PAGE}
        with stripe_errors():
            try:
                found = list(self._v1.subscriptions.list(wanted).auto_paging_iter())
            except stripe.InvalidRequestError as error:
                if _is_missing(error):
                    return ()
                raise
        return tuple(read(subscription, each.to_dict()) for each in found)

    def customer_of(self, object_id: str) -> str | None:
        services = {
            "cs": self._v1.checkout.sessions,
            "in": self._v1.invoices,
            "pm": self._v1.payment_methods,
            "sub": self._v1.subscriptions,
        }
        kind = object_id.partition("_")[0]
        if kind == "cus":
            return object_id
        found = self._found(services[kind].retrieve, object_id) if kind in services else None
        customer = found.get("customer") if found else None
        return id_of(customer) if customer else None

    def invoice(self, invoice_id: str) -> ProcessorInvoice | None:
        found = self._found(self._v1.invoices.retrieve, invoice_id)
        return read(invoice, self._with_all_lines(found)) if found else None

    def invoices_of(self, customer_id: str, since: datetime) -> Sequence[ProcessorInvoice]:
        made = {"gte": int(since.timestamp())}
        wanted = {"customer": customer_id, "created": made, "limit": _PAGE}
        with stripe_errors():
            found = list(self._v1.invoices.list(wanted).auto_paging_iter())
        return tuple(read(invoice, self._with_all_lines(each.to_dict())) for each in found)

    def behind(self, price_id: str) -> SoldMeter:
        if price_id not in self._meters:
            price = self._found(self._v1.prices.retrieve, price_id) or {}
            named = (price.get("recurring") or {}).get("meter")
            meter = self._found(self._v1.billing.meters.retrieve, named) if named else None
            if meter is None:
                raise Failed(f"{price_id} is no metered price", code="price_not_metered")
            self._meters[price_id] = read(sold_meter, meter)
        return self._meters[price_id]

    def tell(self, meter: SoldMeter, event: UsageEvent) -> None:
        with stripe_errors():
            try:
                self._v2.billing.meter_events.create(event_of(meter, event))
            except stripe.InvalidRequestError as error:
                if error.code != _TOLD_BEFORE:
                    raise

    def summed(
        self, meter: SoldMeter, customer_id: str, start: datetime, end: datetime, by: Window
    ) -> Mapping[datetime, int]:
        sums = self._v1.billing.meters.event_summaries
        with stripe_errors():
            found = sums.list(meter.id, sums_of(customer_id, start, end, by))
            return dict(read(summary, each.to_dict()) for each in found.auto_paging_iter())

    def notices(self, since: datetime) -> Iterator[Notice]:
        wanted = {"created": {"gte": int(since.timestamp())}, "types": list(NAMED), "limit": _PAGE}
        with stripe_errors():
            for event in self._v1.events.list(wanted).auto_paging_iter():
                yield notice_of(event.to_dict())

    def create_customer(self, tenant_id: str, name: str) -> str:
        wanted = {"name": name, "metadata": {TENANT: tenant_id}}
        with stripe_errors():
            made = self._v1.customers.create(wanted, _once(f"customer:{tenant_id}"))
        return str(made.id)

    def set_email(self, customer_id: str, email: str) -> None:
        with stripe_errors():
            self._v1.customers.update(customer_id, {"email": email})

    def checkout(self, order: Order, success_url: str, cancel_url: str, key: str) -> Session:
        wanted = checkout_of(order, success_url, cancel_url)
        with stripe_errors():
            made = self._v1.checkout.sessions.create(wanted, _once(key))
        return Session(made.id, made.url)

    def portal(self, customer_id: str, return_url: str) -> Session:
        wanted = {"customer": customer_id, "return_url": return_url}
        with stripe_errors():
            made = self._v1.billing_portal.sessions.create(wanted)
        return Session(made.id, made.url)

    def start(self, order: Order, key: str) -> None:
        with stripe_errors():
            self._v1.subscriptions.create(ordered(order), _once(key))

    def alter(self, subscription_id: str, wanted: Alteration, key: str) -> None:
        with stripe_errors():
            self._v1.subscriptions.update(subscription_id, alteration(wanted), _once(key))

    def cancel(self, subscription_id: str, key: str, *, invoices_use: bool) -> None:
        wanted = {"invoice_now": True} if invoices_use else {}
        with stripe_errors():
            self._v1.subscriptions.cancel(subscription_id, wanted, _once(key))

    def refund(self, paid: ProcessorInvoice, key: str) -> None:
        with stripe_errors():
            self._v1.credit_notes.create(credit_note_of(paid), _once(key))

    def preview(self, customer_id: str, subscription_id: str, wanted: Alteration) -> Preview:
        items = altered_items(wanted)
        asked = {
            "customer": customer_id,
            "subscription": subscription_id,
            "subscription_details": {"items": items} if items else None,
        }
        with stripe_errors():
            made = self._v1.invoices.create_preview(given(asked))
        return read(preview, made.to_dict())

    def payment_methods(self, customer_id: str) -> Sequence[PaymentMethod]:
        customer = self._found(self._v1.customers.retrieve, customer_id) or {}
        with stripe_errors():
            found = self._v1.payment_methods.list({"customer": customer_id, "limit": _PAGE})
        default = default_method(customer)
        return tuple(payment_method(each.to_dict(), default) for each in found.data)

    def setup_intent(self, customer_id: str) -> str:
        """The secret by which a browser tells Stripe of a card that we never see."""
        with stripe_errors():
            made = self._v1.setup_intents.create({"customer": customer_id, "usage": "off_session"})
        return str(made.client_secret)

    def set_default_method(self, customer_id: str, method_id: str) -> None:
        chosen = {"invoice_settings": {"default_payment_method": method_id}}
        with stripe_errors():
            self._v1.customers.update(customer_id, chosen)

    def detach_method(self, method_id: str) -> None:
        with stripe_errors():
            self._v1.payment_methods.detach(method_id)

    def _with_all_lines(self, found: Mapping[str, Any]) -> Mapping[str, Any]:
        """An invoice shows the first ten."""
        if not (found.get("lines") or {}).get("has_more"):
            return found
        with stripe_errors():
            lines = self._v1.invoices.line_items.list(found["id"], {"limit": _PAGE})
            every = [each.to_dict() for each in lines.auto_paging_iter()]
        return {**found, "lines": {"data": every}}

    def _found(self, retrieve: Callable[[str], Any], object_id: str) -> Mapping[str, Any] | None:
        """None of what Stripe does not have, or has deleted."""
        with stripe_errors():
            try:
                found: dict[str, Any] = retrieve(object_id).to_dict()
            except stripe.InvalidRequestError as error:
                if _is_missing(error):
                    return None
                raise
        return None if found.get("deleted") else found


def translate(error: stripe.StripeError) -> NyqstError:
    """Errors of Stripe's become ours here and nowhere else."""
    message = f"Stripe: {error.user_message or type(error).__name__}"
    if isinstance(error, stripe.InvalidRequestError) and _is_missing(error):
        return NotFound(message, code="billing_object_not_found")
    for kind, made, code in _MADE_OF:
        if isinstance(error, kind):
            return made(message, code=code)
    return Unavailable(message, code="stripe_unavailable")


_MADE_OF: Sequence[tuple[type[stripe.StripeError], type[NyqstError], str]] = (
    (stripe.RateLimitError, Throttled, "stripe_throttled"),
    (stripe.AuthenticationError, Unavailable, "billing_not_configured"),
    (stripe.PermissionError, Unavailable, "billing_not_configured"),
    (stripe.CardError, Conflict, "card_declined"),
    (stripe.IdempotencyError, Conflict, "idempotency_key_reused"),
    (stripe.InvalidRequestError, Failed, "stripe_refused"),
)


@contextmanager
def stripe_errors() -> Iterator[None]:
    try:
        yield
    except stripe.StripeError as error:
        count(Metric.STRIPE_ERRORS)
        raise translate(error) from error


def _is_missing(error: stripe.InvalidRequestError) -> bool:
    return error.code == "resource_missing"


def _once(key: str) -> dict[str, str]:
    return {"idempotency_key": f"nyqst:{key}"}
