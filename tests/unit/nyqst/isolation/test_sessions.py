"""A worker keeps the sessions it has begun, but not for too long, and not too many."""

import pytest

from nyqst.artifacts.s3 import SIGNED_FOR_S
from nyqst.errors import Unavailable
from nyqst.isolation.policy import session_policy
from nyqst.isolation.sessions import MOST, RENEWED_BEFORE, TenantSessions
from tests.fakes.clock import FixedClock
from tests.fakes.tenant_sessions import MemorySessions
from tests.unit.nyqst.isolation.test_policy import BOUNDS

ONE, OTHER = frozenset({"ten_a"}), frozenset({"ten_b"})


@pytest.fixture
def source(clock: FixedClock) -> MemorySessions:
    return MemorySessions(clock)


@pytest.fixture
def sessions(source: MemorySessions, clock: FixedClock) -> TenantSessions:
    return TenantSessions(source, BOUNDS, clock)


def test_a_session_is_begun_once(sessions: TenantSessions, source: MemorySessions) -> None:
    assert sessions.of(ONE) == sessions.of(ONE)
    assert source.begun == [("ten_a", session_policy(BOUNDS, ONE))]


def test_each_tenant_has_its_own(sessions: TenantSessions) -> None:
    assert len({sessions.of(each).access_key for each in (ONE, OTHER, ONE | OTHER)}) == 3


def test_it_is_renewed_before_it_ends(
    sessions: TenantSessions, source: MemorySessions, clock: FixedClock
) -> None:
    first = sessions.of(ONE)
    clock.move(minutes=40)
    assert sessions.of(ONE) == first
    clock.move(seconds=1)
    assert sessions.of(ONE) != first
    assert len(source.begun) == 2


def test_whatever_is_signed_is_good_for_as_long_as_it_says() -> None:
    assert RENEWED_BEFORE.total_seconds() > SIGNED_FOR_S


def test_while_none_can_be_had_the_old_one_does(
    sessions: TenantSessions, source: MemorySessions, clock: FixedClock
) -> None:
    first = sessions.of(ONE)
    source.fails = True
    clock.move(minutes=59)
    assert sessions.of(ONE) == first


def test_an_old_one_that_has_ended_does_not(
    sessions: TenantSessions, source: MemorySessions, clock: FixedClock
) -> None:
    sessions.of(ONE)
    source.fails = True
    clock.move(hours=1)
    with pytest.raises(Unavailable):
        sessions.of(ONE)


def test_without_a_session_there_are_no_rights(
    sessions: TenantSessions, source: MemorySessions
) -> None:
    source.fails = True
    with pytest.raises(Unavailable):
        sessions.of(ONE)


def test_those_used_longest_ago_are_forgotten(
    sessions: TenantSessions, source: MemorySessions
) -> None:
    sessions.of(OTHER)
    for number in range(MOST):
        sessions.of(ONE)
        sessions.of(frozenset({f"ten_{number}"}))
    begun = len(source.begun)
    sessions.of(ONE)
    assert len(source.begun) == begun
    sessions.of(OTHER)
    assert len(source.begun) == begun + 1
