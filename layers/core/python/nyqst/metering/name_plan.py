"""Plans by name: their own, or one of another price list that the catalog knows."""

from nyqst.errors import InvalidInput
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.catalog import Catalog


def plan_named(catalog: Catalog, name: str) -> PlanCode:
    given = name.lower()
    if given in set(PlanCode):
        return PlanCode(given)
    if given in catalog.aliases:
        return catalog.aliases[given]
    raise InvalidInput(f"There is no plan {name!r}", code="unknown_plan", field="plan")
