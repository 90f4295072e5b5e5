"""What can be asked: method and path, and the function that answers."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from infra.local.stripe_twin import (
    cards,
    checkout,
    customers,
    events,
    meters,
    products,
    schedules,
    setup_intents,
    usage,
)
from infra.local.stripe_twin.account import Account, Thing
from infra.local.stripe_twin.errors import unrecognized_url
from infra.local.stripe_twin.forms import Params
from infra.local.stripe_twin.invoices import collect, credit_notes, pending, preview
from infra.local.stripe_twin.invoices import requests as invoices
from infra.local.stripe_twin.paging import page
from infra.local.stripe_twin.subscriptions import create, update
from infra.local.stripe_twin.subscriptions import requests as subscriptions
from infra.local.stripe_twin.subscriptions.state import OVER

Answering = Callable[..., Thing]
"""Of the account, the ids in the path, and the parameters."""


def _all(kind: str, url: str, *filters: str) -> Answering:
    def listing(account: Account, params: Params) -> Thing:
        return page(url, _fitting(account, kind, filters, params), params)

    return listing


def _fitting(
    account: Account, kind: str, filters: tuple[str, ...], params: Params
) -> Iterator[Thing]:
    asked = {name: params[name] for name in filters if name in params}
    if "customer" in asked:
        account.get("customer", asked["customer"], "customer")
    for thing in account.all(kind):
        if not thing.get("deleted") and all(_is(thing, name, asked[name]) for name in asked):
            yield thing


def _is(thing: Thing, name: str, asked: Any) -> bool:
    value = thing.get(name)
    return bool(asked == (str(value).lower() if isinstance(value, bool) else value))


def _of(url: str, rows: Callable[[Account, str], list[Thing]]) -> Answering:
    """A list within another object, in its own order."""

    def listing(account: Account, id_: str, params: Params) -> Thing:
        stubs = [{"created": 0, **row} for row in rows(account, id_)]
        return page(url.format(id_), stubs, params)

    return listing


def _subscriptions(account: Account, params: Params) -> Thing:
    """The ended are left out unless they are asked for."""
    asked = params.get("status", "current")
    found = _fitting(account, "subscription", ("customer",), params)
    fitting = (
        each for each in found if _stands(each["status"], asked) and _has_price(each, params)
    )
    return page("/v1/subscriptions", fitting, params)


def _stands(status: str, asked: str) -> bool:
    is_over = status in OVER
    return {"all": True, "current": not is_over, "ended": is_over}.get(asked, status == asked)


def _has_price(subscription: Thing, params: Params) -> bool:
    prices = {item["price"]["id"] for item in subscription["items"]["data"]}
    return params.get("price") in (None, *prices)


def _items(account: Account, params: Params) -> Thing:
    rows = subscriptions.items(account, str(params.get("subscription")))
    return page("/v1/subscription_items", rows, params)


def _invoices(account: Account, params: Params) -> Thing:
    found = _fitting(account, "invoice", ("customer", "status"), params)
    named = params.get("subscription")
    fitting = (
        each
        for each in found
        if named is None or each["parent"]["subscription_details"]["subscription"] == named
    )
    return page("/v1/invoices", fitting, params)


def _cards_of(account: Account, customer: str, params: Params) -> Thing:
    account.living("customer", customer)
    url = f"/v1/customers/{customer}/payment_methods"
    theirs = (each for each in account.all("payment_method") if each["customer"] == customer)
    return page(url, theirs, params)


_METERS = "/v1/billing/meters"
_TABLE: tuple[tuple[str, str, Answering], ...] = (
    ("POST", "/v1/customers", customers.create),
    ("GET", "/v1/customers", _all("customer", "/v1/customers", "email")),
    ("GET", "/v1/customers/{}", customers.retrieve),
    ("POST", "/v1/customers/{}", customers.update),
    ("DELETE", "/v1/customers/{}", customers.delete),
    ("GET", "/v1/customers/{}/payment_methods", _cards_of),
    ("GET", "/v1/customers/{}/payment_methods/{}", cards.retrieve_of_customer),
    ("POST", "/v1/payment_methods", cards.create),
    (
        "GET",
        "/v1/payment_methods",
        _all("payment_method", "/v1/payment_methods", "customer", "type"),
    ),
    ("GET", "/v1/payment_methods/{}", cards.retrieve),
    ("POST", "/v1/payment_methods/{}", cards.update),
    ("POST", "/v1/payment_methods/{}/attach", cards.attach),
    ("POST", "/v1/payment_methods/{}/detach", cards.detach),
    ("POST", "/v1/setup_intents", setup_intents.create),
    ("GET", "/v1/setup_intents", _all("setup_intent", "/v1/setup_intents", "customer")),
    ("GET", "/v1/setup_intents/{}", setup_intents.retrieve),
    ("POST", "/v1/setup_intents/{}/confirm", setup_intents.confirm),
    ("POST", "/v1/setup_intents/{}/cancel", setup_intents.cancel),
    ("POST", "/v1/products", products.create),
    ("GET", "/v1/products", _all("product", "/v1/products", "active")),
    ("GET", "/v1/products/{}", products.retrieve),
    ("POST", "/v1/products/{}", products.update),
    ("POST", "/v1/prices", products.create_price),
    ("GET", "/v1/prices", _all("price", "/v1/prices", "product", "active", "type")),
    ("GET", "/v1/prices/{}", products.retrieve_price),
    ("POST", "/v1/prices/{}", products.update_price),
    ("POST", "/v1/subscriptions", create.create),
    ("GET", "/v1/subscriptions", _subscriptions),
    ("GET", "/v1/subscriptions/{}", subscriptions.retrieve),
    ("POST", "/v1/subscriptions/{}", update.update),
    ("DELETE", "/v1/subscriptions/{}", subscriptions.cancel),
    ("GET", "/v1/subscription_items", _items),
    ("POST", "/v1/subscription_schedules", schedules.create),
    (
        "GET",
        "/v1/subscription_schedules",
        _all("subscription_schedule", "/v1/subscription_schedules", "customer"),
    ),
    ("GET", "/v1/subscription_schedules/{}", schedules.retrieve),
    ("POST", "/v1/subscription_schedules/{}", schedules.update),
    ("POST", "/v1/subscription_schedules/{}/release", schedules.release),
    ("POST", "/v1/invoices/create_preview", preview.create),
    ("GET", "/v1/invoices", _invoices),
    ("GET", "/v1/invoices/{}", invoices.retrieve),
    ("GET", "/v1/invoices/{}/lines", _of("/v1/invoices/{}/lines", invoices.lines_of)),
    ("POST", "/v1/invoices/{}/pay", collect.pay),
    ("POST", "/v1/invoices/{}/finalize", invoices.finalize),
    ("POST", "/v1/invoices/{}/void", invoices.void),
    ("POST", "/v1/invoices/{}/mark_uncollectible", invoices.mark_uncollectible),
    ("POST", "/v1/credit_notes", credit_notes.create),
    (
        "GET",
        "/v1/credit_notes",
        _all("credit_note", "/v1/credit_notes", "customer", "invoice"),
    ),
    ("GET", "/v1/credit_notes/{}", credit_notes.retrieve),
    ("POST", "/v1/invoiceitems", pending.create),
    ("GET", "/v1/invoiceitems", _all("invoiceitem", "/v1/invoiceitems", "customer", "invoice")),
    ("GET", "/v1/invoiceitems/{}", pending.retrieve),
    ("POST", "/v1/checkout/sessions", checkout.create),
    (
        "GET",
        "/v1/checkout/sessions",
        _all("checkout.session", "/v1/checkout/sessions", "customer", "status", "subscription"),
    ),
    ("GET", "/v1/checkout/sessions/{}", checkout.retrieve),
    (
        "GET",
        "/v1/checkout/sessions/{}/line_items",
        _of("/v1/checkout/sessions/{}/line_items", checkout.line_items),
    ),
    ("POST", "/v1/checkout/sessions/{}/expire", checkout.expire),
    ("POST", "/v1/billing_portal/sessions", checkout.portal),
    ("POST", _METERS, meters.create),
    ("GET", _METERS, _all("billing.meter", _METERS, "status")),
    ("GET", f"{_METERS}/{{}}", meters.retrieve),
    ("POST", f"{_METERS}/{{}}/deactivate", meters.deactivate),
    ("GET", f"{_METERS}/{{}}/event_summaries", meters.summaries),
    ("POST", "/v1/billing/meter_events", usage.report),
    ("POST", "/v2/billing/meter_events", usage.report_v2),
    ("GET", "/v1/events", events.listing),
    ("GET", "/v1/events/{}", events.retrieve),
    ("GET", "/v2/core/events", events.listing_thin),
    ("GET", "/v2/core/events/{}", events.retrieve_thin),
)

_PATTERNS = [
    (method, re.compile(template.replace("{}", "([^/]+)")), answering)
    for method, template, answering in _TABLE
]


def found(method: str, path: str) -> tuple[Answering, tuple[str, ...]]:
    for known, pattern, answering in _PATTERNS:
        match = pattern.fullmatch(path)
        if match and known == method:
            return answering, match.groups()
    raise unrecognized_url(method, path)
