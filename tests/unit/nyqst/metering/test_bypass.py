from typing import cast

import pytest

from nyqst.identity.manage_platform import Platform
from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.model.tenant import OPERATOR
from nyqst.identity.ports import Records
from nyqst.metering.bypass import STALE_AFTER, KeptSwitches
from tests.builders import a_caller
from tests.fakes.clock import FixedClock
from tests.fakes.records import MemoryRecords
from tests.fakes.silent import Silent


def silent(records: MemoryRecords) -> Records:
    return cast(Records, Silent(records))


@pytest.fixture
def records() -> MemoryRecords:
    return MemoryRecords()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def platform(records: MemoryRecords, clock: FixedClock) -> Platform:
    return Platform(records, clock, a_caller(OPERATOR))


@pytest.fixture
def kept(records: MemoryRecords, clock: FixedClock) -> KeptSwitches:
    return KeptSwitches(records, clock)


def test_limits_hold_until_somebody_says_otherwise(kept: KeptSwitches, platform: Platform) -> None:
    assert not kept.bypassed()
    assert not platform.switches().bypass_limits


def test_a_switch_that_is_turned_is_known_after_half_a_minute_at_most(
    kept: KeptSwitches, platform: Platform, clock: FixedClock
) -> None:
    assert not kept.bypassed()
    platform.bypass_limits(on=True)
    clock.move(seconds=STALE_AFTER.total_seconds())
    assert kept.bypassed()
    platform.bypass_limits(on=False)
    clock.move(seconds=STALE_AFTER.total_seconds())
    assert not kept.bypassed()


def test_until_then_it_is_not_read_again(
    kept: KeptSwitches, records: MemoryRecords, clock: FixedClock
) -> None:
    kept.bypassed()
    calls = records.calls
    clock.move(seconds=STALE_AFTER.total_seconds() - 1)
    kept.bypassed()
    assert records.calls == calls


def test_what_was_said_last_holds_while_nothing_is_said(
    kept: KeptSwitches, platform: Platform, clock: FixedClock
) -> None:
    platform.bypass_limits(on=True)
    assert kept.bypassed()
    kept.records = silent(MemoryRecords())
    clock.move(hours=1)
    assert kept.bypassed()


def test_before_anything_was_said_limits_hold(clock: FixedClock) -> None:
    assert not KeptSwitches(silent(MemoryRecords()), clock).bypassed()


def test_the_trail_tells_who_turned_it_and_only_when_it_turned(
    platform: Platform, records: MemoryRecords, clock: FixedClock
) -> None:
    for on in (False, True, True, False):
        clock.move(seconds=1)
        platform.bypass_limits(on=on)
    trail = records.list(AuditEntry, 10, None, tenant_id=OPERATOR).items
    assert [(entry.action, entry.subject) for entry in trail] == [
        ("platform.switched", "bypass_limits")
    ] * 2
    assert [entry.after["bypass_limits"] for entry in trail] == ["True", "False"]
    assert {entry.actor for entry in trail} == {"usr_a"}
