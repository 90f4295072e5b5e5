"""What a tenant owns, kind by kind: what erasing deletes and what an export shows.

A key layout that is told at the top of an adapter and not here fails a test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row, by what its partition key has behind the tenant, or begins with."""

    name: str
    """Of its file in an export."""
    exported: bool = True
    secrets: frozenset[str] = field(default_factory=frozenset)
    """Attributes that no export shows."""


_HASHES = frozenset({"family_sha256", "turn_sha256"})

OWNED: Mapping[tuple[str, str], Kind] = {
    ("app", "TENANT"): Kind("tenant"),
    ("app", "USER"): Kind("users"),
    ("app", "PASSWORD"): Kind("passwords", exported=False),
    ("app", "SESSION"): Kind("sessions", secrets=_HASHES),
    ("app", "APIKEY"): Kind("api_keys"),
    ("app", "WORKSPACE"): Kind("workspaces"),
    ("app", "PROJECT"): Kind("projects"),
    ("app", "INVITATION"): Kind("invitations"),
    ("app", "AUDIT"): Kind("audit"),
    ("app", "ALERTING"): Kind("alert_thresholds"),
    ("app", "WEBHOOK"): Kind("webhooks", secrets=frozenset({"secret", "old_secret"})),
    ("app", "WEBHOOKS"): Kind("webhook_count"),
    ("app", "CATALOG"): Kind("catalog_in_force"),
    ("app", "CATALOGS"): Kind("catalogs"),
    ("app", "IDEMPOTENCY"): Kind("idempotency", exported=False),
    ("app", "CHAT"): Kind("chats"),
    ("app", "DOCUMENT"): Kind("documents"),
    ("app", "CORPUS"): Kind("corpora"),
    ("app", "ARTIFACT"): Kind("artifacts"),
    ("app", "MANIFEST"): Kind("manifests"),
    ("app", "POINTER"): Kind("pointers"),
    ("app", "POINTED"): Kind("pointer_history"),
    ("app", "RUN"): Kind("runs"),
    ("app", "QUEUE"): Kind("queue"),
    ("app", "STEP"): Kind("steps"),
    ("app", "EXPORT"): Kind("exports"),
    ("app", "DELIVERY"): Kind("webhook_deliveries"),
    ("app", "BILLING"): Kind("billing_account"),
    ("app", "SUBSCRIPTION"): Kind("subscription"),
    ("app", "INVOICE"): Kind("invoices"),
    ("app", "DUPLICATE"): Kind("duplicate_subscriptions"),
    ("app", "STATEMENT"): Kind("statements"),
    ("app", "REPORT"): Kind("overage_reports"),
    ("events", "BILLING"): Kind("billing_events"),
    ("events", "RUN"): Kind("run_events"),
    ("usage", "METER"): Kind("meters"),
    ("usage", "LEDGER"): Kind("ledger"),
    ("usage", "TALLY"): Kind("tallies"),
    ("usage", "DECISION"): Kind("decisions"),
    ("usage", "ALERT"): Kind("alerts"),
    ("usage", "ALERTED"): Kind("alerted"),
}
"""By table and the word behind the tenant. All of it begins with the tenant and goes with it."""

POINTING: Mapping[str, str] = {
    "CREDENTIAL": "says whose it is in `tenant_id`",
    "EMAIL": "says whose it is in `tenant_id`",
    "TENANTS": "says whose it is in `tenant_id`",
    "STRIPE": "of a customer, says whose it is in `tenant_id`; of an event, goes after its time",
    "ATTEMPTS": "goes with the address it is about",
}
"""What does not begin with a tenant and goes with it all the same. It is in no export."""

NOBODYS = frozenset({"ERASURES", "PLACES", "PLATFORM"})
"""What outlives every tenant: it knows of none, or only as long as it is needed."""


def kind_of(table: str, pk: str) -> Kind | None:
    """Of a row that begins with its tenant."""
    return OWNED.get((table, pk.split("#")[1])) if "#" in pk else None
