"""The CDK application: every stack of one stage."""

import os

from aws_cdk import App, CliCredentialsStackSynthesizer, Environment, IStackSynthesizer, Tags
from aws_cdk import Validations as CdkValidations
from cdk_nag import AwsSolutionsChecks

from infra.acknowledged import acknowledge
from infra.stacks.api import ApiStack
from infra.stacks.billing import BillingStack
from infra.stacks.data import DataStack
from infra.stacks.monitoring import MonitoringStack
from infra.stacks.research import ResearchStack
from infra.stage import Stage, chosen_stage

CONTEXT = (
    "stage",
    "alert_email",
    "bedrock_model_id",
    "billing_return_url",
    "external_issuers",
    "registration",
    "runner",
    "stripe_address",
    "stripe_prices",
    "trial_days",
    "web_search",
)


def build(app: App, stage: Stage) -> None:
    def about(name: str) -> dict[str, object]:
        return {
            "stack_name": f"nyqst-{stage.name}-{name}",
            "env": _environment(),
            "synthesizer": _synthesizer(stage),
            "termination_protection": stage.keeps_data and name == "data",
        }

    data = DataStack(app, "Data", stage=stage, **about("data"))
    research = ResearchStack(app, "Research", stage=stage, data=data, **about("research"))
    billing = BillingStack(
        app, "Billing", stage=stage, data=data, research=research, **about("billing")
    )
    api = ApiStack(
        app, "Api", stage=stage, data=data, research=research, billing=billing, **about("api")
    )
    monitoring = MonitoringStack(
        app,
        "Monitoring",
        stage=stage,
        research=research,
        billing=billing,
        api=api,
        **about("monitoring"),
    )
    Tags.of(app).add("application", "nyqst")
    Tags.of(app).add("stage", stage.name)
    acknowledge(data, research, billing, api, monitoring)
    CdkValidations.of(app).add_plugins(AwsSolutionsChecks(app))


def _environment() -> Environment:
    """Of the caller's credentials; open where there are none, as when only templates are wanted."""
    return Environment(
        account=os.environ.get("CDK_DEFAULT_ACCOUNT"), region=os.environ.get("CDK_DEFAULT_REGION")
    )


def _synthesizer(stage: Stage) -> IStackSynthesizer | None:
    if stage.asset_bucket is None:
        return None
    return CliCredentialsStackSynthesizer(file_assets_bucket_name=stage.asset_bucket)


def main() -> None:
    app = App()
    build(app, chosen_stage({name: app.node.try_get_context(name) for name in CONTEXT}))
    app.synth()


if __name__ == "__main__":
    main()
