"""The one place where a Lambda function is defined."""

from collections.abc import Sequence
from dataclasses import replace

from aws_cdk import Duration, IgnoreMode
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.layer_build import ROOT
from infra.constructs.layers import architecture, runtime
from infra.constructs.retention import LogGroup
from infra.stage import Stage
from nyqst.settings import Settings

FULL_CPU_MB = 1769
"""With this much memory a function has one whole processor."""

ENVIRONMENT = {
    "POWERTOOLS_LOG_LEVEL": "INFO",
    # There are none; looking for them takes time whenever a function starts.
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
}
"""Of every function."""


class Function(lambda_.Function):
    """The function in `functions/<verb>`, imported by the same path as everywhere else."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        verb: str,
        description: str,
        stage: Stage,
        settings: Settings,
        layers: Sequence[lambda_.ILayerVersion],
        timeout: Duration,
        memory_mb: int = FULL_CPU_MB,
        handler: str | None = None,
        environment: dict[str, str] | None = None,
        reserved_concurrency: int | None = None,
        serves_tenants: bool = False,
    ) -> None:
        self.logs = LogGroup(scope, f"{id_}Logs", stage=stage)
        role = iam.Role(
            scope, f"{id_}Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")
        )
        self.logs.grant_write(role)
        self._tenants = _tenant_role(scope, id_, role) if serves_tenants else None
        if self._tenants:
            settings = replace(settings, tenant_role_arn=self._tenants.role_arn)
        super().__init__(
            scope,
            id_,
            description=description,
            code=_code(verb),
            handler=handler or f"functions.{verb}.handler.handle",
            runtime=runtime(stage.target),
            architecture=architecture(stage.target),
            layers=list(layers),
            memory_size=memory_mb,
            timeout=timeout,
            tracing=lambda_.Tracing.ACTIVE,
            log_group=self.logs,
            role=role,
            reserved_concurrent_executions=reserved_concurrency,
            environment={
                **settings.to_environment(),
                **ENVIRONMENT,
                **(environment or {}),
            },
        )

    @property
    def tenants(self) -> iam.Role:
        """In whose sessions, each for one tenant, it works on what tenants have."""
        if self._tenants is None:
            raise ValueError(f"{self.node.id} serves no tenant")
        return self._tenants


def _tenant_role(scope: Construct, id_: str, function: iam.Role) -> iam.Role:
    trusted = iam.ArnPrincipal(function.role_arn)
    role = iam.Role(scope, f"{id_}SessionRole", assumed_by=trusted)
    iam.Grant.add_to_principal(
        grantee=function, actions=["sts:AssumeRole"], resource_arns=[role.role_arn]
    )
    return role


def pascal(verb: str) -> str:
    """What a function is called in templates."""
    return "".join(part.capitalize() for part in verb.split("_"))


def _code(verb: str) -> lambda_.AssetCode:
    """That function's folder alone, under its path from the root."""
    kept = ["!functions", "!functions/__init__.py", f"!functions/{verb}", f"!functions/{verb}/**"]
    return lambda_.Code.from_asset(
        str(ROOT),
        exclude=["*", *kept, "**/__pycache__"],
        ignore_mode=IgnoreMode.GLOB,
    )
