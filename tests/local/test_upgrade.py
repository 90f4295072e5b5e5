"""A plan is bought: from the command to the twin's page, its webhook, and the next run."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.local import deployment, stack
from infra.local.billing import webhook_at
from infra.local.platform import platform_at
from nyqst.billing.model.event import NAMED
from nyqst.billing.model.inbox import EntryState
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.records import Changed, ref
from tests.local.place import Finished, Place, new_place
from tests.local.twin import events_about, submitted
from tests.local.wire import RETRY, live_blocks

pytestmark = pytest.mark.local

_NYQST = Path(sys.executable).parent / "nyqst"
_SOON_S = 15
"""From the press of a button at a page of Stripe's. It is a second or two, if nothing is cold."""
_STREAM = "/v1/billing/stream"


@dataclass(frozen=True)
class Bought:
    place: Place
    plan_before: str
    led_to: httpx.Response
    in_force_after_s: float
    exit_code: int
    shown: str
    run: Finished

    @property
    def customer_id(self) -> str:
        return self.place.client.subscriptions.get(self.place.tenant_id).stripe_customer_id

    def told(self) -> list[dict[str, Any]]:
        history = self.place.client.billing.history(self.place.tenant_id)
        return [dict(event.data) for event in history]


@pytest.fixture(scope="module")
def bought(local: stack.LocalStack) -> Iterator[Bought]:
    """By a tenant that nobody had invited to a plan, with the command, which waits for it."""
    with new_place(local) as place:
        uninvite(place)
        plan_before = place.client.billing.status().plan
        with upgrading(place, "professional") as command:
            assert command.stdout is not None
            url = command.stdout.readline().strip()
            pressed = time.monotonic()
            led_to = submitted(url, card="pm_card_visa")
            shown = command.communicate(timeout=90)[0]
            took = time.monotonic() - pressed
        run = place.play("happy_path")
        yield Bought(place, plan_before, led_to, took, command.returncode, shown, run)


def uninvite(place: Place) -> None:
    settings = deployment.settings_of(deployment.outputs())
    with platform_at(place.local.emulator_port, settings) as platform:
        before = platform.records.get(ref(Tenant, id=place.tenant_id))
        assert before is not None
        platform.records.commit(Changed(before, replace(before, invited_plan=None)))


def upgrading(place: Place, plan: str) -> "subprocess.Popen[str]":
    environment = {
        **os.environ,
        "NYQST_URL": place.local.api_url,
        "NYQST_API_KEY": place.http.headers["X-API-Key"],
    }
    command = [str(_NYQST), "billing", "upgrade", plan, "--no-open", "--wait", "60"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603


def soon(condition: Callable[[], object]) -> float:
    """How many seconds it took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < _SOON_S, "It did not come about"
        time.sleep(0.2)
    return time.monotonic() - began


def everything_is_told(bought: Bought) -> bool:
    """What has happened at Stripe, as far as it is dealt with, each once."""
    happened = {id_ for id_, type_ in events_about(bought.customer_id).items() if type_ in NAMED}
    told = ids_at_stripe(bought)
    assert len(told) == len(set(told))
    return happened == set(told)


def ids_at_stripe(bought: Bought) -> list[str]:
    """Without what was noticed before any event told of it."""
    return [event["id"] for event in bought.told() if event["type"] != "subscription.reconciled"]


def test_the_command_ends_when_the_plan_is_in_force(bought: Bought) -> None:
    assert (bought.plan_before, bought.exit_code) == ("sandbox", 0)
    assert "plan          professional\n" in bought.shown
    assert bought.shown.startswith("   1  ")
    assert bought.in_force_after_s < _SOON_S


def test_the_page_leads_to_one_that_answers(bought: Bought) -> None:
    assert (bought.led_to.status_code, "Thank you" in bought.led_to.text) == (200, True)


def test_the_next_run_is_admitted_under_the_plan(bought: Bought) -> None:
    assert bought.run.run.status == "succeeded"
    decision = next(bought.place.client.usage.all_decisions())
    assert (decision.plan, decision.outcome) == ("professional", "permitted")
    assert decision.run_id == bought.run.run.id


def test_the_history_is_what_has_happened_at_stripe(bought: Bought) -> None:
    soon(lambda: everything_is_told(bought))
    types = {event["type"] for event in bought.told()}
    assert types >= {"checkout.completed", "subscription.started", "invoice.paid"}


def test_every_event_has_come_by_the_webhook(bought: Bought) -> None:
    soon(lambda: everything_is_told(bought))
    settings = deployment.settings_of(deployment.outputs())
    with platform_at(bought.place.local.emulator_port, settings) as platform:
        entries = [platform.billing.inbox.get(id_) for id_ in ids_at_stripe(bought)]
    assert {entry.state for entry in entries if entry} == {EntryState.DONE}
    assert None not in entries


def test_a_stream_that_is_cut_goes_on_where_it_was(bought: Bought) -> None:
    soon(lambda: everything_is_told(bought))
    whole = bought.told()
    for cut in range(1, len(whole)):
        first = read(bought.place, 0, cut)
        assert [*first, *read(bought.place, cut, len(whole) - cut)] == whole


def read(place: Place, after: int, count: int) -> list[dict[str, Any]]:
    """So many events off the stream, which is then broken off."""
    with closing(live_blocks(place, _STREAM, after)) as coming:
        assert next(coming) == RETRY
        blocks = islice((block for block in coming if not block.startswith(b":")), count)
        return [json.loads(block.partition(b"\ndata: ")[2]) for block in blocks]


def test_what_the_customer_decides_at_the_portal_counts(bought: Bought) -> None:
    client, owner = bought.place.client, bought.place.tenant_id
    portal = client.billing.portal()
    submitted(portal, renews="no")
    soon(lambda: client.subscriptions.get(owner).cancel_at_period_end)
    submitted(portal, renews="yes")
    soon(lambda: client.subscriptions.get(owner).auto_renew)


def test_another_plan_is_previewed_and_then_in_force(bought: Bought) -> None:
    client, owner = bought.place.client, bought.place.tenant_id
    preview = client.subscriptions.preview(owner, "team")
    assert any(line.proration for line in preview.lines)
    client.subscriptions.change_plan(owner, "team")
    assert client.usage.get().plan == "team"
    soon(lambda: everything_is_told(bought))


@pytest.mark.parametrize("signature", [{}, {"Stripe-Signature": "t=1,v1=00"}])
def test_what_is_not_signed_is_refused_at_the_webhooks_own_address(
    local: stack.LocalStack, signature: dict[str, str]
) -> None:
    url = webhook_at(local.emulator_port, deployment.outputs()["StripeWebhookUrl"])
    answer = httpx.post(url, json={"id": "evt_forged"}, headers=signature, timeout=30)
    assert answer.status_code == 400
