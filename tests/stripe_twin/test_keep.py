"""A twin that is stopped, and one that goes on in its place."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local.stripe_twin.keep import restore, written
from infra.local.stripe_twin.twin import Twin
from tests.fakes.clock import FixedClock
from tests.stripe_twin.in_process import client_of
from tests.stripe_twin.over_http import client_at
from tests.stripe_twin.shop import open_shop


def test_what_was_written_down_goes_on_the_same_way() -> None:
    clock = FixedClock()
    first = Twin(clock)
    shop = open_shop(client_of(first))
    shop.subscribe(shop.customer(), trial_period_days=14)
    second = Twin(clock)
    restore(second, written(first))
    clock.move(days=60)
    first.settle()
    second.settle()
    assert second.account.events == first.account.events
    assert second.account.things == first.account.things


def test_what_was_told_is_not_told_again() -> None:
    first = Twin(FixedClock())
    client_of(first).v1.customers.create({"email": "ada@example.com"})
    second = Twin(FixedClock())
    restore(second, written(first))
    second.settle()
    assert second.courier.waiting == []


def test_the_command_keeps_its_state_between_runs(tmp_path: Path) -> None:
    catalog = tmp_path / "catalog.json"
    catalog.write_text(json.dumps({"products": [{"id": "prod_plan", "name": "Plan"}]}))
    state = tmp_path / "state.json"
    options = ["--catalog", str(catalog), "--state", str(state)]
    with _running(options) as url:
        made = client_at(url).v1.customers.create({"email": "ada@example.com"})
        while not state.exists() or made.id not in state.read_text():
            continue
    with _running(options) as url:
        assert client_at(url).v1.customers.retrieve(made.id).email == "ada@example.com"
        assert client_at(url).v1.products.retrieve("prod_plan").name == "Plan"


def test_what_a_seller_sells_anew_is_there_beside_what_was(tmp_path: Path) -> None:
    catalog, state = tmp_path / "catalog.json", tmp_path / "state.json"
    options = ["--catalog", str(catalog), "--state", str(state)]
    products = [{"id": "prod_plan", "name": "Plan"}]
    catalog.write_text(json.dumps({"products": products}))
    with _running(options) as url:
        client_at(url).v1.products.update("prod_plan", {"name": "Renamed"})
        while not state.exists() or "Renamed" not in state.read_text():
            continue
    products.append({"id": "prod_more", "name": "More"})
    catalog.write_text(json.dumps({"products": products}))
    with _running(options) as url:
        found = client_at(url).v1.products
        names = [found.retrieve(each["id"]).name for each in products]
    assert names == ["Renamed", "More"]


@contextmanager
def _running(options: list[str]) -> Iterator[str]:
    command = [sys.executable, "-m", "infra.local.stripe_twin", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+", url)
            yield url
        finally:
            process.terminate()
