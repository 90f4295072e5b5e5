"""Tenants that a store has made for its customers."""

from dataclasses import replace
from functools import partial

import pytest

from nyqst.identity.authenticate import Authenticate
from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.model.caller import Role
from nyqst.identity.model.tenant import OPERATOR
from nyqst.identity.plan import PlanCode
from nyqst.identity.provision import Order, Provision
from nyqst.identity.records import Changed
from tests.builders import a_caller
from tests.fakes.clock import FixedClock
from tests.fakes.records import MemoryRecords
from tests.unit.nyqst.identity.conftest import Refusal

ORDER = Order("ada@ferries.example", "Ada", "Ferries Ltd", PlanCode.TEAM)


@pytest.fixture
def provision(records: MemoryRecords, clock: FixedClock) -> Provision:
    return Provision(records, clock, a_caller(OPERATOR, user_id="usr_store"))


def test_a_customer_has_a_tenant_an_owner_and_a_key_that_works(
    provision: Provision, records: MemoryRecords, clock: FixedClock
) -> None:
    made = provision(ORDER)
    assert made.api_key is not None
    caller = Authenticate(records, clock).by_key(made.api_key, "")
    assert (caller.tenant_id, caller.user_id) == (made.tenant.id, made.user.id)
    assert (caller.role, caller.plan) == ("owner", PlanCode.TEAM)


def test_the_same_order_again_makes_nothing(provision: Provision, records: MemoryRecords) -> None:
    first = provision(ORDER)
    rows = dict(records._rows)
    again = provision(ORDER)
    assert (again.tenant, again.user, again.api_key) == (first.tenant, first.user, None)
    assert records._rows == rows


def test_an_order_for_another_plan_is_refused(provision: Provision, refusal: Refusal) -> None:
    provision(ORDER)
    other = Order(ORDER.email, ORDER.name, ORDER.tenant_name, PlanCode.ENTERPRISE)
    assert refusal(lambda: provision(other)) == "provisioned_differently"


def test_a_tenant_keeps_what_the_platform_calls_its_customer(provision: Provision) -> None:
    order = replace(ORDER, platform_id="shop-7", store_id="north")
    tenant = provision(order).tenant
    assert (tenant.platform_id, tenant.store_id) == ("shop-7", "north")
    assert provision(order).tenant == tenant


def test_an_order_for_another_customer_of_that_address_is_refused(
    provision: Provision, refusal: Refusal
) -> None:
    order = replace(ORDER, platform_id="shop-7", store_id="north")
    provision(order)
    for other in (replace(order, platform_id="shop-8"), replace(order, store_id="south")):
        assert refusal(partial(provision, other)) == "provisioned_differently"


def test_an_order_for_who_is_a_member_elsewhere_is_refused(
    provision: Provision, records: MemoryRecords, refusal: Refusal
) -> None:
    made = provision(ORDER)
    records.commit(Changed(made.user, replace(made.user, role=Role.MEMBER)))
    assert refusal(lambda: provision(ORDER)) == "provisioned_differently"


def test_an_order_without_an_address_is_refused(provision: Provision, refusal: Refusal) -> None:
    nobody = Order("", "Ada", "Ferries Ltd", PlanCode.TEAM)
    assert refusal(lambda: provision(nobody)) == "invalid_email"


def test_the_trail_of_the_tenant_tells_who_had_it_made(
    provision: Provision, records: MemoryRecords
) -> None:
    tenant_id = provision(ORDER).tenant.id
    trail = records.list(AuditEntry, 10, None, tenant_id=tenant_id).items
    assert ("tenant.provisioned", "usr_store") in {(e.action, e.actor) for e in trail}
