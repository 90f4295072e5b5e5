"""A tenant whose quota runs low is told of it once, and of how its runs end, by signed webhooks."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from infra.local import deployment
from infra.local.platform import platform_at
from nyqst.bootstrap import Platform
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.plan import PlanCode
from nyqst.identity.records import Changed, ref
from nyqst.research.run_admission import asked_by
from tests.builders import a_caller
from tests.local.place import Finished, Place
from tests.receiver import Received, Receiver, receiving

pytestmark = pytest.mark.local

_WAIT_S = 240
"""Three functions that come by every minute, one after the other."""


@dataclass(frozen=True)
class Told:
    place: Place
    receiver: Receiver
    secret: str
    webhook_id: str
    run: Finished

    def of_type(self, type_: str) -> list[Received]:
        kind = f'"type":"{type_}"'.encode()
        return [each for each in self.receiver.received if kind in each.body]

    def alerts(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.place.http.get("/v1/usage/alerts").json()["items"]
        return found


@pytest.fixture(scope="module")
def told(local: Any) -> Iterator[Told]:
    """On the sandbox plan, four of ten runs used, the fifth asked for over the API."""
    from tests.local.place import new_place

    with new_place(local) as place, receiving() as receiver:
        settings = deployment.settings_of(deployment.outputs())
        with platform_at(local.emulator_port, settings) as platform:
            use_four_of_ten(platform, place.tenant_id)
        body = {"url": receiver.url, "types": ["run.finished", "quota.alert"]}
        webhook = place.http.post("/v1/webhooks", json=body).json()
        run = place.play("happy_path")
        told = Told(place, receiver, webhook["secret"], webhook["id"], run)
        wait_for(lambda: told.of_type("quota.alert") and told.of_type("run.finished"))
        yield told


def use_four_of_ten(platform: Platform, tenant_id: str) -> None:
    before = platform.records.get(ref(Tenant, id=tenant_id))
    assert before is not None
    after = replace(before, override_plan=PlanCode.SANDBOX)
    platform.records.commit(Changed(before, after))
    caller = a_caller(tenant_id, plan=PlanCode.SANDBOX)
    for number in range(4):
        admit = platform.research.run_admission.admit
        permit = admit(asked_by(caller), f"run_before_{number}", timedelta(hours=1))
        platform.metering.settlement.commit(permit.reservation, 1)


def wait_for(condition: Callable[[], object]) -> None:
    until = time.monotonic() + _WAIT_S
    while not condition():
        assert time.monotonic() < until, "Nothing came"
        time.sleep(1)


def test_the_alert_is_listed_once_and_marked_as_told(told: Told) -> None:
    wait_for(lambda: told.alerts()[0]["told_at"])
    (alert,) = told.alerts()
    assert (alert["feature"], alert["of"]) == ("research_run", "included")
    assert (alert["threshold_percent"], alert["used"], alert["limit"]) == (50, 5, 10)


def test_the_receiver_is_told_once_of_each_and_can_check_it(told: Told) -> None:
    (alert,), (ended,) = told.of_type("quota.alert"), told.of_type("run.finished")
    assert alert.is_signed_with(told.secret)
    assert ended.is_signed_with(told.secret)
    assert alert.headers["webhook-id"] == told.alerts()[0]["id"]
    assert told.run.run.id.encode() in ended.body


def test_every_delivery_is_in_the_log(told: Told) -> None:
    path = f"/v1/webhooks/{told.webhook_id}/deliveries"
    wait_for(
        lambda: (
            {each["status"] for each in told.place.http.get(path).json()["items"]} == {"delivered"}
        )
    )
    items = told.place.http.get(path).json()["items"]
    assert sorted(each["type"] for each in items) == ["quota.alert", "run.finished"]
    assert [[attempt["status"] for attempt in each["attempts"]] for each in items] == [[204], [204]]


def test_a_replay_comes_again_under_its_id(told: Told) -> None:
    path = f"/v1/webhooks/{told.webhook_id}/deliveries"
    ended = next(
        each for each in told.place.http.get(path).json()["items"] if each["type"] == "run.finished"
    )
    assert told.place.http.post(f"{path}/{ended['id']}/replay").status_code == 202
    wait_for(lambda: len(told.of_type("run.finished")) == 2)
    assert {each.headers["webhook-id"] for each in told.of_type("run.finished")} == {
        ended["event_id"]
    }
