"""What the service sends has all that the client looks for, and nothing that it overlooks."""

from dataclasses import MISSING, fields

import pytest
from pydantic import BaseModel

from functions.api.routers.health import Readiness as ReadinessView
from functions.api.schemas import (
    api_keys,
    artifacts,
    chats,
    documents,
    estate,
    plans,
    runs,
    tenants,
)
from functions.api.schemas import billing as billings
from functions.api.schemas import usage as usages
from functions.stream.events import RETRY_MS
from nyqst.events.types import TERMINAL_TYPES
from nyqst.events.types import message as wire
from nyqst.research.model.run import TRANSITIONS
from nyqst_client.model import (
    api_key,
    artifact,
    billing,
    chat,
    document,
    event,
    health,
    run,
    tenant,
    usage,
)

PAIRS: list[tuple[type, type[BaseModel]]] = [
    (run.Run, runs.RunView),
    (run.Delivery, runs.DeliveryView),
    (api_key.ApiKey, api_keys.ApiKeyIssued),
    (chat.Chat, chats.ChatView),
    (chat.Message, wire.Message),
    (document.Document, documents.DocumentView),
    (document.Failure, documents.FailureView),
    (artifact.Artifact, artifacts.ArtifactView),
    (artifact.SignedRequest, artifacts.SignedRequestView),
    (artifact.Manifest, artifacts.ManifestView),
    (artifact.ManifestEntry, artifacts.EntryView),
    (artifact.Pointer, artifacts.PointerView),
    (usage.Usage, usages.UsageView),
    (usage.FeatureUsage, usages.FeatureUsageView),
    (tenant.Tenant, tenants.TenantView),
    (tenant.Export, estate.ExportView),
    (tenant.Erasure, estate.ErasureView),
    (billing.Plan, billings.BillingPlanView),
    (billing.PlanFeature, plans.PlanFeatureView),
    (billing.Price, billings.PriceView),
    (billing.Checkout, billings.CheckoutView),
    (billing.Status, billings.StatusView),
    (billing.Overview, billings.OverviewView),
    (billing.Subscription, billings.SubscriptionView),
    (billing.Runs, billings.RunsView),
    (billing.Invoice, billings.InvoiceView),
    (billing.Preview, billings.PreviewView),
    (billing.PreviewLine, billings.PreviewLineView),
    (billing.Statement, billings.StatementView),
    (billing.PaymentMethod, billings.PaymentMethodView),
    (health.Readiness, ReadinessView),
]
NOT_FOR_CLIENTS = {
    run.Run: {"events_url"},
    tenant.Tenant: {
        "override_plan",
        "subscribed_plan",
        "invited_plan",
        "enforcement",
        "allowances",
        "platform_id",
        "store_id",
        "created_at",
    },
    chat.Message: {
        "creator_user_id",
        "needs_clarification_message",
        "retry_attempts",
        "user_content_artifact_id",
        "user_message_entity_ids",
        "user_message_entities",
        "event_stream_artifact_id",
    },
}


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_the_fields_are_the_services(ours: type, theirs: type[BaseModel]) -> None:
    known = {field.name for field in fields(ours)}
    assert known == set(theirs.model_fields) - NOT_FOR_CLIENTS.get(ours, set())


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_what_the_service_may_leave_out_the_client_can_do_without(
    ours: type, theirs: type[BaseModel]
) -> None:
    needed = {
        field.name
        for field in fields(ours)
        if field.default is MISSING and field.default_factory is MISSING
    }
    optional = {name for name, info in theirs.model_fields.items() if not info.is_required()}
    assert needed.isdisjoint(optional)


def test_a_run_has_ended_when_nothing_can_become_of_it() -> None:
    assert {status.value for status, targets in TRANSITIONS.items() if not targets} == run.ENDED


def test_the_same_events_are_terminal() -> None:
    assert event.TERMINAL_TYPES == TERMINAL_TYPES


def test_the_service_lets_readers_come_back_soon() -> None:
    assert RETRY_MS <= 1_000
