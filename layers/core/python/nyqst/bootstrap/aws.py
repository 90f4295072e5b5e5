"""The clients of AWS that adapters are made of."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nyqst.clock import Clock
from nyqst.settings import Settings

if TYPE_CHECKING:
    from nyqst.isolation.sts import TenantClients

_OF_TENANTS = frozenset({"dynamodb", "s3"})
"""The services that hold tenants' data."""


@dataclass
class AwsClients:
    settings: Settings
    clock: Clock

    def __call__(self, service: str) -> Any:
        if self.settings.tenant_role_arn and service in _OF_TENANTS:
            return self.of_tenants.client(service)
        import boto3

        from nyqst.storage.sdk_config import sdk_config

        return boto3.client(service, config=sdk_config(service))  # type: ignore[call-overload]

    @cached_property
    def of_tenants(self) -> "TenantClients":
        from nyqst.isolation.policy import Bounds
        from nyqst.isolation.sts import TenantClients

        told = self.settings
        bounds = Bounds(
            told.tenant_role_arn,
            told.app_table,
            told.events_table,
            told.usage_table,
            told.artifact_bucket,
        )
        return TenantClients(bounds, self.clock)
