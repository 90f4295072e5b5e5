"""The part of the composition that admits, sets aside, counts and tells what was used."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nyqst.bootstrap import Platform
    from nyqst.identity.model import Caller
    from nyqst.metering.admit import Admit
    from nyqst.metering.analytics import Analytics
    from nyqst.metering.catalog.kept import KeptCatalogs
    from nyqst.metering.catalog.manage import ManageCatalog
    from nyqst.metering.explain import Explain
    from nyqst.metering.ports import DecisionLog, MeterStore, TallyStore
    from nyqst.metering.rebuild import RebuildMeter
    from nyqst.metering.reserve import Reserve
    from nyqst.metering.settle import Settlement
    from nyqst.metering.sweep import SweepMeters
    from nyqst.metering.usage import Usage


@dataclass
class MeteringServices:
    platform: "Platform"

    @cached_property
    def catalogs(self) -> "KeptCatalogs":
        from nyqst.metering.catalog.kept import KeptCatalogs
        from nyqst.metering.catalog.store import CatalogStore

        return KeptCatalogs(CatalogStore(self.platform.records), self.platform.clock)

    def manage_catalog(self, caller: "Caller") -> "ManageCatalog":
        from nyqst.metering.catalog.impact import FindImpact
        from nyqst.metering.catalog.manage import ManageCatalog

        kept = self.catalogs
        impact = FindImpact(self.platform.records, self.meters, self.platform.clock)
        return ManageCatalog(kept.store, kept, impact, self.platform.clock, caller)

    @cached_property
    def meters(self) -> "MeterStore":
        from nyqst.metering.dynamodb import DynamoMeterStore

        return DynamoMeterStore(
            self.platform.client("dynamodb"), self.platform.settings.usage_table
        )

    @cached_property
    def tallies(self) -> "TallyStore":
        from nyqst.metering.dynamodb import DynamoTallyStore
        from nyqst.storage.table import Table

        return DynamoTallyStore(
            Table(self.platform.client("dynamodb"), self.platform.settings.usage_table)
        )

    @cached_property
    def decision_log(self) -> "DecisionLog":
        from nyqst.metering.dynamodb import DynamoDecisionLog
        from nyqst.storage.table import Table

        return DynamoDecisionLog(
            Table(self.platform.client("dynamodb"), self.platform.settings.usage_table)
        )

    @cached_property
    def reserve(self) -> "Reserve":
        from nyqst.metering.reserve import Reserve

        return Reserve(self.meters, self.settlement, self.platform.clock)

    @cached_property
    def settlement(self) -> "Settlement":
        from nyqst.metering.settle import Settlement

        return Settlement(self.meters, self.platform.clock)

    @cached_property
    def admit(self) -> "Admit":
        from nyqst.metering.admit import Admit
        from nyqst.metering.bypass import KeptSwitches
        from nyqst.metering.look import Look

        return Admit(
            self.catalogs,
            Look(self.meters, self.platform.clock),
            self.reserve,
            self.decision_log,
            KeptSwitches(self.platform.records, self.platform.clock).bypassed,
            self.platform.clock,
        )

    @cached_property
    def explain(self) -> "Explain":
        from nyqst.metering.explain import Explain

        return Explain(self.admit)

    @cached_property
    def sweep_meters(self) -> "SweepMeters":
        from nyqst.metering.sweep import SweepMeters

        return SweepMeters(
            self.meters,
            self.tallies,
            self.settlement,
            self.platform.notifications.notice_thresholds,
        )

    @cached_property
    def rebuild_meter(self) -> "RebuildMeter":
        from nyqst.metering.rebuild import RebuildMeter

        return RebuildMeter(self.meters, self.platform.clock)

    @cached_property
    def usage(self) -> "Usage":
        from nyqst.metering.usage import Usage

        return Usage(self.catalogs, self.meters, self.platform.clock)

    @cached_property
    def analytics(self) -> "Analytics":
        from nyqst.metering.analytics import Analytics

        return Analytics(self.tallies)
