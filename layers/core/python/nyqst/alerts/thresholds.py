"""A tenant's own thresholds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nyqst.alerts.model.alert import DEFAULT_PERCENTS, AlertThresholds, check_percents
from nyqst.clock import Clock
from nyqst.errors import InvalidInput
from nyqst.identity.audit import audited
from nyqst.identity.model.caller import Caller
from nyqst.identity.ports import Records
from nyqst.identity.records import Added, Changed, ref
from nyqst.metering.model.catalog import Feature
from nyqst.metering.ports import CurrentCatalog


@dataclass(frozen=True, slots=True)
class Thresholds:
    records: Records
    catalog: CurrentCatalog
    clock: Clock
    caller: Caller

    def in_force(self) -> Mapping[Feature, Sequence[int]]:
        """Of every feature that the caller's plan counts."""
        counted = self.catalog().plans[self.caller.plan].features
        features = [feature for feature, quota in counted.items() if quota is not None]
        return {
            feature: kept.percents if kept else DEFAULT_PERCENTS
            for feature, kept in zip(features, self._kept(features), strict=True)
        }

    def change(self, wanted: Mapping[Feature, Sequence[int]]) -> None:
        """All or none. Features that are not named keep theirs."""
        kept = zip(wanted.items(), self._kept(list(wanted)), strict=True)
        changes = [
            change
            for (feature, percents), before in kept
            for change in self._change(feature, check_percents(percents), before)
        ]
        if changes:
            self.records.commit(*changes)

    def _kept(self, features: Sequence[Feature]) -> Sequence[AlertThresholds | None]:
        wanted = [
            ref(AlertThresholds, tenant_id=self.caller.tenant_id, feature=feature)
            for feature in features
        ]
        return self.records.get_together(*wanted) if wanted else ()

    def _change(
        self, feature: Feature, percents: tuple[int, ...], before: AlertThresholds | None
    ) -> Sequence[Added | Changed]:
        if all(plan.features.get(feature) is None for plan in self.catalog().plans.values()):
            raise InvalidInput(f"{feature} is not counted", code="feature_not_counted")
        if before is None:
            made = AlertThresholds(self.caller.tenant_id, feature, percents)
            change: Added | Changed = Added(made)
        elif before.percents == percents:
            return ()
        else:
            change = Changed(before, replace(before, percents=percents))
        now = self.clock.now()
        return change, audited(self.caller, now, "alerts.changed", feature.value, change)
