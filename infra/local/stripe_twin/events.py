"""Events as they are told: with a snapshot in the version of who is told, or thin."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from infra.local.stripe_twin.account import Account, Recorded, Thing
from infra.local.stripe_twin.errors import no_such
from infra.local.stripe_twin.forms import Params, integer
from infra.local.stripe_twin.meters import iso
from infra.local.stripe_twin.paging import in_span, page
from infra.local.stripe_twin.settings import DAY
from infra.local.stripe_twin.versions import CURRENT, rendered

_KEPT_S = 30 * DAY
_PATHS = {
    "billing.meter": "/v1/billing/meters",
    "billing_portal.session": "/v1/billing_portal/sessions",
    "checkout.session": "/v1/checkout/sessions",
    "credit_note": "/v1/credit_notes",
    "customer": "/v1/customers",
    "invoice": "/v1/invoices",
    "invoiceitem": "/v1/invoiceitems",
    "payment_method": "/v1/payment_methods",
    "price": "/v1/prices",
    "product": "/v1/products",
    "setup_intent": "/v1/setup_intents",
    "subscription": "/v1/subscriptions",
    "subscription_schedule": "/v1/subscription_schedules",
}


def snapshot(account: Account, event: Recorded, version: str = CURRENT) -> Thing:
    after = rendered(account, json.loads(event.after), version)
    data = {"object": after}
    if event.before is not None:
        before = rendered(account, json.loads(event.before), version)
        data["previous_attributes"] = _previous(before, after)
    return {
        "id": event.id,
        "object": "event",
        "api_version": version,
        "created": event.created,
        "data": data,
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": event.request, "idempotency_key": event.idempotency_key},
        "type": event.type,
    }


def thin(event: Recorded) -> Thing:
    told: Thing = {
        "id": thin_id(event),
        "object": "v2.core.event",
        "type": f"v1.{event.type}",
        "livemode": False,
        "created": iso(event.created),
        "context": None,
        "reason": _reason(event),
        "snapshot_event": None if event.data else event.id,
    }
    about = json.loads(event.after)
    if "id" in about:
        url = f"{_PATHS[about['object']]}/{about['id']}"
        told["related_object"] = {"id": about["id"], "type": about["object"], "url": url}
    return told


def thin_id(event: Recorded) -> str:
    return event.id.replace("evt_", "evt_test_", 1)


def in_eventbridge(account: Account, event: Recorded, version: str = CURRENT) -> Thing:
    """As Amazon EventBridge hands it over."""
    return {
        "version": "0",
        "id": event.id,
        "detail-type": event.type,
        "source": "aws.partner/stripe.com/ed_test_twin",
        "account": "000000000000",
        "time": iso(event.created),
        "region": "us-east-1",
        "resources": [],
        "detail": snapshot(account, event, version),
    }


def retrieve(account: Account, id_: str, _: Params) -> Thing:
    event = _found(account, id_)
    if event.data:
        raise no_such("event", id_)
    return snapshot(account, event)


def listing(account: Account, params: Params) -> Thing:
    types = params.get("types") or [params.get("type", "*")]
    kept = [
        event
        for event in _kept(account)
        if event.data is None and any(_fits(event.type, each) for each in types)
    ]
    stubs = [{"id": event.id, "created": event.created} for event in kept]
    found = page("/v1/events", stubs, params)
    by_id = {event.id: event for event in kept}
    found["data"] = [snapshot(account, by_id[stub["id"]]) for stub in found["data"]]
    return found


def retrieve_thin(account: Account, id_: str, _: Params) -> Thing:
    """With the data that its notification leaves out."""
    event = _found(account, id_.replace("evt_test_", "evt_", 1))
    data = {"data": json.loads(event.data)} if event.data else {}
    return {**thin(event), **data}


def listing_thin(account: Account, params: Params) -> Thing:
    limit, start = integer(params, "limit", 20), integer(params, "page", 0)
    created = {name: _seconds(value) for name, value in params.get("created", {}).items()}
    found = [
        told
        for event in _kept(account)
        if in_span(event.created, created or None)
        and (told := thin(event))
        and params.get("object_id") in (None, told.get("related_object", {}).get("id"))
    ]
    more = start + limit < len(found)
    url = f"/v2/core/events?limit={limit}&page={start + limit}" if more else None
    return {
        "data": found[start : start + limit],
        "next_page_url": url,
        "previous_page_url": None,
    }


def _kept(account: Account) -> Iterator[Recorded]:
    return (each for each in reversed(account.events) if each.created > account.now - _KEPT_S)


def _found(account: Account, id_: str) -> Recorded:
    for event in _kept(account):
        if event.id == id_:
            return event
    raise no_such("event", id_)


def _fits(type_: str, asked: str) -> bool:
    return asked in ("*", type_) or (asked.endswith(".*") and type_.startswith(asked[:-1]))


def _reason(event: Recorded) -> Thing | None:
    if event.request is None:
        return None
    asked = {"id": event.request, "idempotency_key": event.idempotency_key}
    return {"type": "request", "request": asked}


def _seconds(value: Any) -> int:
    return int(datetime.fromisoformat(str(value)).timestamp())


def _previous(before: Thing, after: Thing) -> Thing:
    """Of what changed, the values as they were; of hashes only the parts that changed."""
    changed: Thing = {}
    for name, old in before.items():
        new = after.get(name)
        if isinstance(old, dict) and isinstance(new, dict) and old.get("object") != "list":
            inner = _previous(old, new)
            if inner:
                changed[name] = inner
        elif old != new:
            changed[name] = old
    return {**changed, **{name: None for name in after if name not in before}}
