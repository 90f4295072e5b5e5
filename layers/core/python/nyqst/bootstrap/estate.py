"""The part of the composition that hands over and erases what a tenant owns."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nyqst.bootstrap import Platform
    from nyqst.estate.dynamodb import DynamoErasures, DynamoEstates, DynamoExports
    from nyqst.estate.erase import EraseTenants, RequestErasure
    from nyqst.estate.export import ExportTenants, RequestExport
    from nyqst.estate.s3 import S3Files


@dataclass
class EstateServices:
    platform: "Platform"

    @cached_property
    def erasures(self) -> "DynamoErasures":
        from nyqst.estate.dynamodb import DynamoErasures

        return DynamoErasures(self.platform.app_table)

    @cached_property
    def exports(self) -> "DynamoExports":
        from nyqst.estate.dynamodb import DynamoExports

        return DynamoExports(self.platform.app_table)

    @cached_property
    def estates(self) -> "DynamoEstates":
        from nyqst.estate.dynamodb import DynamoEstates

        settings = self.platform.settings
        tables = {
            "app": settings.app_table,
            "events": settings.events_table,
            "usage": settings.usage_table,
        }
        return DynamoEstates(self.platform.client("dynamodb"), tables)

    @cached_property
    def files(self) -> "S3Files":
        from nyqst.estate.s3 import S3Files

        return S3Files(self.platform.client("s3"), self.platform.settings.artifact_bucket)

    @cached_property
    def request_erasure(self) -> "RequestErasure":
        from nyqst.estate.erase import RequestErasure

        here = self.platform
        grace = timedelta(seconds=int(here.settings.erasure_grace_s))
        return RequestErasure(here.records, self.erasures, here.clock, grace)

    @cached_property
    def erase_tenants(self) -> "EraseTenants":
        from nyqst.estate.books import Books
        from nyqst.estate.erase import EraseTenants

        here = self.platform
        return EraseTenants(
            self.erasures,
            self.estates,
            self.files,
            Books(here.metering.meters),
            here.research.runs,
            here.research.cancel_run,
            here.clock,
        )

    @cached_property
    def request_export(self) -> "RequestExport":
        from nyqst.estate.export import RequestExport

        return RequestExport(self.platform.records, self.exports, self.platform.clock)

    @cached_property
    def export_tenants(self) -> "ExportTenants":
        from nyqst.estate.export import ExportTenants

        return ExportTenants(self.exports, self.estates, self.files, self.platform.clock)
