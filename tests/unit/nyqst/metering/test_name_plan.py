import pytest

from nyqst.errors import InvalidInput
from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.name_plan import plan_named
from tests.unit.nyqst.metering.catalogs import a_catalog


@pytest.mark.parametrize("plan", PlanCode)
def test_a_plan_is_known_by_its_own_name(plan: PlanCode) -> None:
    assert plan_named(a_catalog(aliases={}), plan.value) is plan


@pytest.mark.parametrize(
    ("alias", "plan"),
    [("free", "sandbox"), ("Pro", "professional"), ("partner", "professional"),
     ("bootstrapper", "sandbox"), ("cto_scale", "team"), ("enterprise", "enterprise")],
)  # fmt: skip
def test_names_of_other_price_lists_are_understood(alias: str, plan: str) -> None:
    assert plan_named(builtin_catalog(), alias).value == plan


def test_other_names_are_the_catalogs_to_say() -> None:
    catalog = a_catalog(aliases={"harbour": "team"})
    assert plan_named(catalog, "harbour") is PlanCode.TEAM
    with pytest.raises(InvalidInput):
        plan_named(catalog, "free")


def test_a_plan_that_nobody_knows_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        plan_named(builtin_catalog(), "gold")
    assert (refused.value.code, refused.value.field) == ("unknown_plan", "plan")
