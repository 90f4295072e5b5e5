"""The catalog's versions, and what another one would change, on the wire."""

from datetime import datetime

from pydantic import BaseModel

from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog.manage import CatalogChange
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.catalog_version import CatalogVersion


class VersionView(BaseModel):
    version: int
    made_at: datetime
    made_by: str
    """The operator's user; empty for the one that the service came with."""
    restores: int | None
    """The version whose content it has again."""

    @classmethod
    def of(cls, version: CatalogVersion) -> "VersionView":
        return cls.model_validate(version, from_attributes=True)


class DifferenceView(BaseModel):
    path: str
    before: str | None
    """As JSON; null where there was nothing."""
    after: str | None


class TouchedView(BaseModel):
    plan: PlanCode
    tenants: int
    tenant_ids: list[str]
    """The first hundred."""


class OverLimitView(BaseModel):
    tenant_id: str
    plan: PlanCode
    feature: Feature
    taken: int
    """Used and set aside in the current period."""
    limit: int


class ImpactView(BaseModel):
    touched: list[TouchedView]
    over_limit: list[OverLimitView]
    """Those who would be beyond their new limits at once."""
    looked_at: int
    """Tenants; a thousand at most."""
    complete: bool
    """Whether that was all of them."""


class ChangeView(BaseModel):
    version: int
    stored: bool
    differences: list[DifferenceView]
    impact: ImpactView | None = None
    """On a dry run."""

    @classmethod
    def of(cls, change: CatalogChange, *, stored: bool) -> "ChangeView":
        return cls.model_validate(
            {
                "version": change.version,
                "stored": stored,
                "differences": change.differences,
                "impact": change.impact,
            },
            from_attributes=True,
        )


class Restore(BaseModel):
    version: int
