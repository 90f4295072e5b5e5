"""What a tenant that has bought something is told."""

import json
from typing import Any

import httpx

from tests.unit.nyqst_client.recording import sse

TENANT = {"id": "ten_a", "name": "Acme", "status": "active", "plan": "sandbox"}
SUBSCRIPTION: dict[str, Any] = {
    "id": "bsub_1",
    "stripe_customer_id": "cus_1",
    "stripe_subscription_id": "sub_1",
    "plan": "professional",
    "billing_interval": "month",
    "status": "active",
    "monthly_runs_limit": 200,
    "seats": 1,
    "is_trial": False,
    "trial_ends_at": None,
    "started_at": "2026-11-25T12:00:00Z",
    "current_period_start": "2026-11-25T12:00:00Z",
    "current_period_end": "2026-12-25T12:00:00Z",
    "cancel_at_period_end": False,
    "auto_renew": True,
    "pending_plan": None,
    "canceled_at": None,
    "created_at": "2026-11-25T12:00:00Z",
    "updated_at": "2026-11-25T12:00:00Z",
}
INVOICE: dict[str, Any] = {
    "id": "in_1",
    "number": "A-1",
    "status": "paid",
    "currency": "usd",
    "total_cents": 4_900,
    "due_cents": 4_900,
    "paid_cents": 4_900,
    "created_at": "2026-11-25T12:00:00Z",
    "period_start": "2026-11-25T12:00:00Z",
    "period_end": "2026-12-25T12:00:00Z",
    "hosted_url": "https://pay.example/in_1",
}
RUNS = {"included": 200, "used": 3, "overage": 0, "overage_cents": 0}
BOUGHT: dict[str, Any] = {
    "plan": "professional",
    "subscription_status": "active",
    "has_subscription": True,
    "overage_invoiced": True,
    "subscription": SUBSCRIPTION,
    "runs": RUNS,
    "invoices": [INVOICE],
}
NOT_BOUGHT: dict[str, Any] = {
    "plan": "sandbox",
    "subscription_status": None,
    "has_subscription": False,
    "overage_invoiced": True,
    "subscription": None,
    "runs": {**RUNS, "included": 10},
    "invoices": [],
}
PREVIEW: dict[str, Any] = {
    "currency": "usd",
    "total_cents": 34_900,
    "due_cents": 34_900,
    "lines": [
        {
            "description": "Unused time",
            "amount_cents": -4_900,
            "proration": True,
            "overage": False,
        },
        {
            "description": "1 × NYQST Team",
            "amount_cents": 39_800,
            "proration": False,
            "overage": False,
        },
    ],
}
_TOLD = ({"plan": "professional", "status": "active"}, {"total_cents": 4_900, "currency": "usd"})
EVENTS: list[dict[str, Any]] = [
    {"seq": seq, "at": 1_795_608_000_000, "type": type_, "id": f"evt_{seq}", "data": data}
    for seq, (type_, data) in enumerate(
        zip(("subscription.started", "invoice.paid"), _TOLD, strict=True), start=1
    )
]


def answers(*bodies: Any) -> list[httpx.Response | Exception]:
    return [httpx.Response(200, json=body) for body in bodies]


def history(*events: dict[str, Any]) -> dict[str, Any]:
    return {"events": list(events), "next_cursor": str(len(events))}


def stream(events: list[dict[str, Any]]) -> list[bytes]:
    """As server-sent events, whatever number they begin with."""
    first = events[0]["seq"] if events else 1
    return list(sse([json.dumps(event).encode() for event in events], first))
