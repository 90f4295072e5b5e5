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
