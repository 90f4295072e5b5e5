"""What every source of sessions must do, the fake and the real one alike."""

import boto3
import pytest

from nyqst.clock import SystemClock
from nyqst.errors import Unavailable
from nyqst.isolation.policy import session_policy
from nyqst.isolation.ports import SessionSource
from nyqst.isolation.sts import StsSessions
from tests.fakes.tenant_sessions import MemorySessions
from tests.iam.guard import refused
from tests.unit.nyqst.isolation.test_policy import BOUNDS


@pytest.fixture(params=["memory", "sts"])
def source(request: pytest.FixtureRequest) -> SessionSource:
    if request.param == "memory":
        return MemorySessions(SystemClock())
    request.getfixturevalue("aws")
    return StsSessions(boto3.client("sts"), BOUNDS.role_arn)


def test_a_session_lasts_an_hour(source: SessionSource) -> None:
    session = source.begin("ten_a", session_policy(BOUNDS, ["ten_a"]))
    left = session.expires_at - SystemClock().now()
    assert 3500 < left.total_seconds() <= 3601


def test_every_session_has_its_own_key(source: SessionSource) -> None:
    policy = session_policy(BOUNDS, ["ten_a"])
    one, other = (source.begin("ten_a", policy) for _ in range(2))
    assert one.access_key != other.access_key


def test_its_secrets_do_not_show(source: SessionSource) -> None:
    session = source.begin("ten_a", session_policy(BOUNDS, ["ten_a"]))
    assert "secret" not in repr(session)
    assert "token" not in repr(session)


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("status", [400, 403, 503])
def test_whatever_sts_refuses_is_unavailable(status: int) -> None:
    client = boto3.client("sts")

    def refuse(**_: object) -> None:
        raise refused("sts", "AssumeRole", status)

    client.meta.events.register("before-call.sts", refuse)
    with pytest.raises(Unavailable) as answered:
        StsSessions(client, BOUNDS.role_arn).begin("ten_a", {})
    assert answered.value.code == "unavailable"
