"""The tenant that runs the platform."""

import pytest

from infra.found_operator import found_operator
from nyqst.errors import Conflict
from nyqst.identity.authenticate import Authenticate
from nyqst.identity.model import Role, Scope
from nyqst.identity.model.tenant import OPERATOR
from nyqst.ids import is_id
from tests.fakes.clock import FixedClock
from tests.fakes.records import MemoryRecords


def test_its_owner_has_a_key_for_everything(records: MemoryRecords, clock: FixedClock) -> None:
    raw = found_operator(records, clock, "root@nyqst.example")
    caller = Authenticate(records, clock).by_key(raw, "")
    assert (caller.tenant_id, caller.role) == (OPERATOR, Role.OWNER)
    assert caller.scopes == frozenset(Scope)


def test_a_stage_is_given_it_once(records: MemoryRecords, clock: FixedClock) -> None:
    found_operator(records, clock, "root@nyqst.example")
    with pytest.raises(Conflict):
        found_operator(records, clock, "other@nyqst.example")


def test_nobody_can_be_given_its_id_by_chance() -> None:
    assert not is_id("ten", OPERATOR)
