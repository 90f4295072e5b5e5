"""What differs between stages, as typed values. Nothing else asks which stage it is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.model_class import Provider


@dataclass(frozen=True, slots=True)
class Target:
    """The machine that layers are built for. `uv_platform` None means the one that builds."""

    architecture: str
    python: str
    uv_platform: str | None


class Targets(Enum):
    LAMBDA = Target("arm64", "3.14", "aarch64-manylinux_2_34")
    THIS_MACHINE = Target("arm64", "3.14", None)


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    alert_email: str | None = None
    runner: str = "offline"
    bedrock_model_id: str = ""
    """In the place of the catalog's models."""
    scenarios: tuple[str, ...] = ()
    """Scenarios that requests may choose; only for stages that serve nobody."""
    cors_origins: tuple[str, ...] = ()
    webhooks_to_loopback: bool = False
    """Over http, to the machine itself; only for stages that serve nobody."""
    registration: str = "invited"
    """`open` lets anybody register, on the sandbox plan."""
    external_issuers: str = ""
    """Whose tokens are taken beside ours, as a JSON list."""
    stripe_prices: str = ""
    """Which price of Stripe's stands for which plan, and for what is used beyond it:
    `professional=price_…,team=price_…,overage=price_…`."""
    stripe_address: str = ""
    """Where something answers like Stripe; only for stages that serve nobody."""
    web_search: bool = False
    """Whether runs read the web. Their questions go to the providers of search then."""
    billing_return_url: str = ""
    """Where Stripe's pages lead back to."""
    trial_days: int = 0
    """Of a tenant's first subscription."""
    keys_rotated_days: int | None = 30
    """None where nothing can rotate a secret by itself."""
    erasure_grace_days: int = 7
    """Longer than any worker lives that could still write for the tenant; none on one machine."""
    keeps_data: bool = True
    """Whether data outlives the stack: deletion protection, backups, retained on removal."""
    logs_kept_days: int = 30
    concurrent_runs: int | None = None
    """Runs of all tenants that work at once, up to a few hundred; None for no limit but theirs."""
    tasks_at_once: int = 100
    """Workers of one run. Up to forty tasks an inline map runs no more than forty in any case."""
    stream_concurrency: int | None = 50
    """Watchers at once. Reserved, so that they cannot take the workers' place."""
    target: Target = Targets.LAMBDA.value
    over_tls: bool = True
    """Off where AWS is this machine itself: what is refused without TLS would be refused always."""
    streams_through_web_adapter: bool = True
    """Off where nothing can stream a Lambda: the application is served beside the stack."""
    asset_bucket: str | None = None
    """For a place without bootstrap roles: where assets go, with the caller's own rights."""

    @property
    def runs_at_once(self) -> str:
        """As functions are told it."""
        return str(self.concurrent_runs or "")

    @property
    def models(self) -> tuple[str, ...]:
        """That its functions may call: the stage's own, else those of the built-in catalog."""
        if self.bedrock_model_id:
            return (self.bedrock_model_id,)
        terms = builtin_catalog().model_classes.values()
        return tuple(sorted({each.models[Provider.BEDROCK] for each in terms}))


STAGES: Mapping[str, Stage] = {
    stage.name: stage
    for stage in (
        Stage(
            name="local",
            scenarios=(
                "happy_path",
                "large_plan",
                "llm_failure",
                "partial_build",
                "rate_limited",
            ),
            cors_origins=("http://localhost:5173",),
            webhooks_to_loopback=True,
            stripe_prices=(
                "professional=price_professional, professional:year=price_professional_year,"
                " team=price_team, overage=price_overage, overage:year=price_overage_year"
            ),
            stripe_address="http://127.0.0.1:8490",
            billing_return_url="http://127.0.0.1:8490/returned",
            registration="open",
            keys_rotated_days=None,
            erasure_grace_days=0,
            keeps_data=False,
            logs_kept_days=1,
            concurrent_runs=8,
            tasks_at_once=8,
            stream_concurrency=None,
            target=Targets.THIS_MACHINE.value,
            over_tls=False,
            streams_through_web_adapter=False,
            asset_bucket="nyqst-local-assets",
        ),
        Stage(name="dev", keeps_data=False, logs_kept_days=7),
        Stage(name="prod"),
    )
}


def chosen_stage(context: Mapping[str, str | None]) -> Stage:
    """`-c stage=…`, and what may be set beside it, named in `infra.app.CONTEXT`."""
    name = context.get("stage") or "dev"
    if name not in STAGES:
        raise SystemExit(f"No stage {name!r}; there are {', '.join(STAGES)}")
    stage = STAGES[name]
    return replace(
        stage,
        alert_email=context.get("alert_email") or stage.alert_email,
        bedrock_model_id=context.get("bedrock_model_id") or stage.bedrock_model_id,
        runner=context.get("runner") or stage.runner,
        registration=context.get("registration") or stage.registration,
        external_issuers=context.get("external_issuers") or stage.external_issuers,
        stripe_prices=context.get("stripe_prices") or stage.stripe_prices,
        stripe_address=context.get("stripe_address") or stage.stripe_address,
        billing_return_url=context.get("billing_return_url") or stage.billing_return_url,
        web_search=_switched(context, "web_search"),
        trial_days=int(context.get("trial_days") or stage.trial_days),
    )


def _switched(context: Mapping[str, str | None], name: str) -> bool:
    given = context.get(name) or "off"
    if given not in ("on", "off"):
        raise SystemExit(f"{name} is on or off, not {given!r}")
    return given == "on"
