import pytest

from nyqst.identity.plan import PlanCode, plan_in_force


def test_an_override_goes_before_a_subscription() -> None:
    plan = plan_in_force(PlanCode.ENTERPRISE, PlanCode.TEAM, PlanCode.PROFESSIONAL)
    assert plan is PlanCode.ENTERPRISE


def test_a_subscription_goes_before_an_invitation() -> None:
    assert plan_in_force(None, PlanCode.TEAM, PlanCode.PROFESSIONAL) is PlanCode.TEAM


def test_an_invitation_goes_before_the_sandbox() -> None:
    assert plan_in_force(None, None, PlanCode.PROFESSIONAL) is PlanCode.PROFESSIONAL


def test_who_has_nothing_is_in_the_sandbox() -> None:
    assert plan_in_force(None, None, None) is PlanCode.SANDBOX


@pytest.mark.parametrize(
    ("alias", "plan"),
    [("free", "sandbox"), ("Pro", "professional"), ("partner", "professional"),
     ("bootstrapper", "sandbox"), ("cto_scale", "team"), ("enterprise", "enterprise")],
)  # fmt: skip
def test_names_of_other_price_lists_are_understood(alias: str, plan: str) -> None:
    assert PlanCode(alias).value == plan


def test_a_plan_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="gold"):
        PlanCode("gold")
