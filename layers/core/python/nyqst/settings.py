"""What a function is told through its environment. Infrastructure writes it by the same names."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

_PREFIX = "NYQST_"


@dataclass(frozen=True, slots=True)
class Settings:
    """All are text; one that a function is not told is empty and must not be needed by it."""

    stage: str = ""
    app_table: str = ""
    events_table: str = ""
    usage_table: str = ""
    artifact_bucket: str = ""
    ingest_queue_url: str = ""
    state_machine_arn: str = ""
    alert_topic_arn: str = ""
    """Where those who look after the platform hear of quotas that run out."""
    webhooks_to_loopback: str = ""
    """Anything lets webhooks go to this machine over http; for stages that serve nobody."""
    concurrent_runs: str = ""
    """How many runs of all tenants work at once; empty for no limit."""
    runner: str = "offline"
    """`offline` or `bedrock`."""
    scenarios: str = ""
    """Scenarios that a request may choose, by comma. Empty on every stage that serves people."""
    bedrock_model_id: str = ""
    reads_only: str = ""
    """Anything for a function that may not write to the tables."""
    signing_keys_secret: str = ""
    """Name or ARN of the secret with the keys that access tokens are signed with."""
    stripe_secret: str = ""
    """Name or ARN of the secret with Stripe's key and the secrets of its webhooks."""
    stripe_prices: str = ""
    """Which price stands for which plan, see `nyqst.billing.model.prices`."""
    stripe_address: str = ""
    """Where something else answers like Stripe; only for stages that serve nobody."""
    web_search_secret: str = ""
    """Name or ARN of the secret with the providers of search; empty for no web."""
    web_on_loopback: str = ""
    """Anything lets pages be read from this machine over http; for stages that serve nobody."""
    billing_return_url: str = ""
    """Where Stripe's pages lead back to when a request does not say."""
    trial_days: str = "0"
    """Of a tenant's first subscription."""
    registration: str = "invited"
    """`open` lets strangers register, on the sandbox plan; else they need an invitation."""
    external_issuers: str = ""
    """A JSON list of issuers whose tokens are taken, see `nyqst.identity.model.token.Issuer`."""
    erasure_grace_s: str = "604800"
    """From when a tenant's erasure is asked for to when it begins."""
    tenant_role_arn: str = ""
    """The role in whose sessions the function works on tenants' data; empty for a function that
    serves all of them, and for who is no function."""
    cors_origins: str = ""
    """By comma; empty allows none."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        given = os.environ if environment is None else environment
        names = [field.name for field in fields(cls)]
        found = {name: given[_variable(name)] for name in names if _variable(name) in given}
        return cls(**found)

    def to_environment(self) -> dict[str, str]:
        """What differs from the defaults, as environment variables."""
        return {
            _variable(field.name): getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != field.default
        }

    def listed(self, name: str) -> tuple[str, ...]:
        """A comma-separated setting as its parts."""
        return tuple(part.strip() for part in getattr(self, name).split(",") if part.strip())

    def most(self, name: str) -> int | None:
        """A limit; None where there is none."""
        return int(getattr(self, name) or 0) or None


def _variable(name: str) -> str:
    return _PREFIX + name.upper()
