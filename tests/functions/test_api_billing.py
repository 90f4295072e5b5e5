"""Billing over HTTP, with Stripe's twin behind a socket, from a checkout to what it changes."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from infra.local.stripe_twin.catalog import stock
from infra.local.stripe_twin.courier import Endpoint
from infra.local.stripe_twin.server import serving
from infra.local.stripe_twin.twin import Twin
from nyqst.billing.model.inbox import EntryState
from nyqst.bootstrap import Platform, platform
from nyqst.clock import SystemClock
from nyqst.identity.model import Caller, Role
from tests.functions.conftest import key_for, signed_in
from tests.functions.service import made, problem_of
from tests.iam.guard import Deployed, Guard
from tests.till import BACK, CATALOG

webhook = Deployed("stripe_webhook").handle
project = Deployed("project_billing_events").handle
sweep = Deployed("sweep_billing").handle
report = Deployed("report_usage").handle

CHECKOUT = {"plan": "professional", "success_url": BACK}


@pytest.fixture(scope="module")
def twin() -> Twin:
    found = Twin(SystemClock())
    stock(found.account, CATALOG)
    found.courier.endpoints.append(Endpoint("https://nyqst.example/"))
    return found


@pytest.fixture(scope="module")
def services(services: Platform, guard: Guard, twin: Twin) -> Iterator[Platform]:
    with serving(twin) as server, pytest.MonkeyPatch.context() as environment:
        environment.setenv("NYQST_STRIPE_ADDRESS", server.url)
        platform.cache_clear()
        guard.watch(platform().client.of_tenants)
        yield services
    platform.cache_clear()


@pytest.fixture
def of_role(services: Platform, api_client: TestClient, caller: Caller) -> Callable[[Role], Any]:
    def made_so(role: Role) -> TestClient:
        somebody = replace(caller, user_id=f"usr_{role}", role=role)
        return signed_in(api_client, key_for(services, somebody))

    return made_so


@pytest.fixture
def mine(caller: Caller) -> str:
    return f"/v1/billing/tenants/{caller.tenant_id}"


def delivered(twin: Twin) -> list[str]:
    """By Stripe to the webhook, and from the table's stream to the worker."""
    twin.settle()
    ids = []
    for delivery, body, headers in twin.courier.taken():
        signature = headers["Stripe-Signature"]
        answer = webhook({"headers": {"stripe-signature": signature}, "body": body.decode()}, None)
        twin.courier.heard(delivery, answer["statusCode"])
        ids.append(delivery.event.id)
    keys = [{"dynamodb": {"Keys": {"pk": {"S": f"STRIPE#INBOX#{id_}"}}}} for id_ in ids]
    project({"Records": keys}, None)
    return ids


def bought(api: TestClient, twin: Twin, plan: str = "professional") -> None:
    session = made(api.post("/v1/billing/checkout", json={**CHECKOUT, "plan": plan}))
    twin.complete_checkout(session["id"])
    delivered(twin)


def test_a_checkout_that_is_paid_changes_the_plan(api: TestClient, twin: Twin, mine: str) -> None:
    status = "/v1/billing/status"
    assert made(api.get(status), 200)["has_subscription"] is False
    session = made(api.post("/v1/billing/checkout", json=CHECKOUT))
    assert session["checkout_url"].startswith("http")
    assert made(api.get(status), 200)["has_subscription"] is False
    twin.complete_checkout(session["id"])
    delivered(twin)
    assert made(api.get(status), 200) == {
        "plan": "professional",
        "subscription_status": "active",
        "has_subscription": True,
        "overage_invoiced": True,
    }
    subscription = made(api.get(f"{mine}/subscription"), 200)
    assert (subscription["monthly_runs_limit"], subscription["auto_renew"]) == (200, True)
    assert made(api.get("/v1/usage"), 200)["plan"] == "professional"


def test_the_overview_shows_subscription_runs_and_invoices(api: TestClient, twin: Twin) -> None:
    bought(api, twin)
    overview = made(api.get("/v1/billing/overview"), 200)
    assert overview["subscription"]["status"] == "active"
    assert overview["runs"] == {"included": 200, "used": 0, "overage": 0, "overage_cents": 0}
    (invoice,) = overview["invoices"]
    assert (invoice["status"], invoice["total_cents"]) == ("paid", 2_900)


def test_the_history_is_read_on_from_where_one_was(api: TestClient, twin: Twin, mine: str) -> None:
    bought(api, twin)
    first = made(api.get(f"{mine}/events", params={"limit": 2}), 200)
    rest = made(api.get(f"{mine}/events", params={"after": first["next_cursor"]}), 200)
    told = [*first["events"], *rest["events"]]
    assert [event["seq"] for event in told] == list(range(1, len(told) + 1))
    types = [event["type"] for event in told]
    for wanted in ("checkout.completed", "subscription.started", "invoice.paid"):
        assert types.count(wanted) == 1
    problem_of(api.get(f"{mine}/events", params={"after": "99999"}), 422, "cursor_beyond_end")


def test_plans_are_shown_with_their_prices(api: TestClient) -> None:
    plans = {plan["code"]: plan["prices"] for plan in api.get("/v1/billing/plans").json()}
    assert plans["team"] == [{"interval": "month", "price_id": "price_team"}]
    assert plans["enterprise"] == []


def test_a_subscription_is_changed_and_cancelled(api: TestClient, twin: Twin, mine: str) -> None:
    bought(api, twin)
    changed = made(api.post(f"{mine}/subscription/plan", json={"plan": "cto_scale"}), 200)
    assert changed["plan"] == "team"
    wanted = {"seats": 3, "auto_renew": False, "billing_email": "Pay@example.com"}
    altered = made(api.patch(f"{mine}/subscription", json=wanted), 200)
    assert (altered["seats"], altered["cancel_at_period_end"]) == (3, True)
    ended = made(api.post(f"{mine}/subscription/cancel", json={"timing": "immediate"}), 200)
    assert (ended["status"], ended["plan"]) == ("canceled", "sandbox")


def test_an_invoice_is_previewed(api: TestClient, twin: Twin, mine: str) -> None:
    bought(api, twin)
    preview = made(api.post(f"{mine}/upcoming-invoice", json={}), 200)
    assert preview["total_cents"] == 2_900
    seen = made(api.post(f"{mine}/upcoming-invoice", json={"plan": "team"}), 200)
    assert any(line["proration"] for line in seen["lines"])


def test_what_is_told_by_hand_is_billed_and_reconciled(
    api: TestClient, twin: Twin, mine: str
) -> None:
    bought(api, twin)
    told = made(api.post(f"{mine}/usage", json={"quantity": 203}))
    assert told["quantity"] == 203
    preview = made(api.post(f"{mine}/upcoming-invoice", json={}), 200)
    assert preview["total_cents"] == 2_900 + 3 * 50
    report({}, None)
    seen = made(api.post(f"{mine}/upcoming-invoice", json={}), 200)
    assert seen["total_cents"] == preview["total_cents"]
    assert sum(line["amount_cents"] for line in seen["lines"] if line["overage"]) == 150
    (month,) = made(api.get(f"{mine}/statements"), 200)["items"]
    assert (month["overage"], month["overage_cents"], month["sent"]) == (3, 150, 3)
    path = f"{mine}/statements/{month['period']}/reconciliation"
    assert made(api.get(path), 200)["drift_cents"] == 0


def test_a_month_in_which_nothing_was_used_has_no_reconciliation(
    api: TestClient, twin: Twin, mine: str
) -> None:
    bought(api, twin)
    problem_of(api.get(f"{mine}/statements/2020-01/reconciliation"), 404, "statement_not_found")


@pytest.mark.parametrize("quantity", [0, -1, 1.5, "1", None, 10_001])
def test_use_is_told_in_whole_numbers(api: TestClient, mine: str, quantity: Any) -> None:
    answer = api.post(f"{mine}/usage", json={"quantity": quantity})
    problem_of(answer, 422, "invalid_request")


def test_what_is_not_sold_by_the_unit_is_not_told(api: TestClient, mine: str) -> None:
    answer = api.post(f"{mine}/usage", json={"feature": "llm_tokens", "quantity": 1})
    problem_of(answer, 422, "invalid_request")


def test_only_admins_tell_of_use(of_role: Callable[[Role], Any], mine: str) -> None:
    answer = of_role(Role.MEMBER).post(f"{mine}/usage", json={"quantity": 1})
    problem_of(answer, 403, "role_too_low")


def test_payment_methods_are_listed_chosen_and_taken_away(
    api: TestClient, twin: Twin, mine: str
) -> None:
    bought(api, twin)
    (method,) = api.get(f"{mine}/payment-methods").json()
    path = f"{mine}/payment-methods/{method['id']}"
    assert made(api.post(f"{mine}/payment-methods/setup-intent"))["client_secret"]
    assert api.post(f"{path}/default").status_code == 204
    assert api.delete(path).status_code == 204
    problem_of(api.delete(path), 404, "payment_method_not_found")


def test_the_portal_opens_for_customers(api: TestClient, twin: Twin, mine: str) -> None:
    back = {"return_url": BACK}
    problem_of(api.post("/v1/billing/portal", json=back), 404, "billing_customer_not_found")
    bought(api, twin)
    for path in ("/v1/billing/portal", f"{mine}/portal"):
        assert made(api.post(path, json=back))["portal_url"].startswith("http")
    problem_of(api.post(f"{mine}/portal", json={}), 422, "return_url_missing")


def test_another_tenant_does_not_exist(others: TestClient, mine: str) -> None:
    problem_of(others.get(f"{mine}/subscription"), 404, "tenant_not_found")
    problem_of(others.get(f"{mine}/events"), 404, "tenant_not_found")
    problem_of(others.post(f"{mine}/subscription/cancel", json={}), 404, "tenant_not_found")


def test_who_only_looks_buys_nothing(of_role: Callable[[Role], Any], mine: str) -> None:
    for role in (Role.VIEWER, Role.MEMBER):
        somebody = of_role(role)
        assert somebody.get("/v1/billing/status").status_code == 200
        problem_of(somebody.post("/v1/billing/checkout", json=CHECKOUT), 403, "role_too_low")
        problem_of(somebody.get(f"{mine}/payment-methods"), 403, "role_too_low")


@pytest.mark.parametrize("seats", [0, -1, 1.5, "3", True, 10_001])
def test_seats_are_whole_numbers(api: TestClient, mine: str, seats: Any) -> None:
    answer = api.patch(f"{mine}/subscription", json={"seats": seats})
    problem_of(answer, 422, "invalid_request")


def test_what_cannot_be_had_is_refused(api: TestClient) -> None:
    def asked(**changes: str) -> Any:
        return api.post("/v1/billing/checkout", json={**CHECKOUT, **changes})

    problem_of(asked(plan="gold"), 422, "unknown_plan")
    problem_of(asked(plan="enterprise"), 422, "plan_without_price")
    problem_of(asked(plan="team", interval="year"), 422, "plan_without_price")
    problem_of(asked(interval="week"), 422, "invalid_request")
    problem_of(asked(success_url="javascript:alert(1)"), 422, "invalid_request")


def test_what_never_came_is_fetched_once_a_day(api: TestClient, twin: Twin) -> None:
    session = made(api.post("/v1/billing/checkout", json=CHECKOUT))
    twin.complete_checkout(session["id"])
    twin.courier.waiting.clear()
    assert sweep({}, None)["missed"] > 0
    assert made(api.get("/v1/billing/status"), 200)["plan"] == "professional"


def test_what_was_given_up_is_asked_for_again(
    services: Platform, api: TestClient, twin: Twin
) -> None:
    bought(api, twin)
    event_id = twin.account.events[-1].id
    entry = services.billing.inbox.get(event_id)
    assert entry is not None
    services.billing.inbox.change(replace(entry, state=EntryState.DEAD, error="price_unknown"))
    assert project({}, None)["done"] == 0
    assert project({"redrive": 10}, None)["done"] == 1
    assert services.billing.inbox.dead(10) == ()


def test_the_stream_tells_what_the_history_tells(
    api: TestClient, stream: TestClient, twin: Twin, mine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bought(api, twin)
    told = made(api.get(f"{mine}/events"), 200)["events"]
    monkeypatch.setattr("nyqst.events.follow.Pace.__init__.__defaults__", (0.2, 8))
    seen = stream.get("/v1/billing/stream", headers={"Last-Event-ID": "1"}).text
    data = [line.removeprefix("data: ") for line in seen.splitlines() if line.startswith("data")]
    assert [json.loads(each) for each in data] == told[1:]
