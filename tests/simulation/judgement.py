"""What must be true of every run in the end, whatever happened to it."""

import json
from collections import defaultdict
from datetime import timedelta

from nyqst.metering.model.meter import Meter, ShardKey
from nyqst.metering.model.reservation import Reservation
from nyqst.research.deliveries import find_delivery
from nyqst.research.model.run import Delivery, Run, RunKey, RunStatus
from nyqst.webhooks.model.endpoint import Endpoint
from nyqst.webhooks.model.event import EventType
from tests.fakes.platform import MemoryPlatform
from tests.run_log import Entry, entries, walk


def judge(platform: MemoryPlatform, key: RunKey) -> Delivery | None:
    """What it delivered, if it did."""
    run = platform.stores.runs.get(key)
    assert run.ended
    assert run.closed
    log = entries(platform.stores.events, key)
    _log_is_legal_and_ends_as_the_row_says(run, log)
    _previews_add_up(log)
    _message_says_the_same(platform, run)
    _no_step_has_two_results(platform, key)
    _nobody_looks_at_it_again(platform, key)
    _it_is_counted_once(platform, run)
    _its_end_is_told_once(platform, run)
    delivery = find_delivery(platform.stores.steps, run)
    if delivery is not None:
        _delivery_is_whole(platform, run, log, delivery)
    return delivery


def _log_is_legal_and_ends_as_the_row_says(run: Run, log: list[Entry]) -> None:
    assert walk(log).ended
    (terminal,) = [entry for entry in log if entry["type"] in ("done", "ERROR")]
    assert terminal == log[-1]
    if run.status is RunStatus.SUCCEEDED:
        assert terminal["type"] == "done"
    else:
        assert terminal["type"] == "ERROR"
        assert terminal["error_type"] == (run.error_type or run.status)


def _its_end_is_told_once(platform: MemoryPlatform, run: Run) -> None:
    """To every webhook."""
    endpoints = platform.stores.records.list(Endpoint, 100, None, tenant_id=run.tenant_id).items
    for endpoint in endpoints:
        sent = platform.stores.deliveries.list(run.tenant_id, endpoint.id, 100, None).items
        (told,) = [each for each in sent if json.loads(each.body)["data"]["run_id"] == run.id]
        assert json.loads(told.body)["data"]["status"] == run.status
        assert (told.type is EventType.RUN_FINISHED) is (run.status is RunStatus.SUCCEEDED)


def _previews_add_up(log: list[Entry]) -> None:
    deltas: dict[str, str] = defaultdict(str)
    for entry in log:
        if entry["type"] == "node_report_preview_delta":
            deltas[entry["preview_id"]] += entry["delta"]
        elif entry["type"] == "node_report_preview_done":
            assert deltas[entry["preview_id"]] == entry["content"]


def _message_says_the_same(platform: MemoryPlatform, run: Run) -> None:
    message = platform.stores.chats.message(run.tenant_id, run.chat_id, run.message_id)
    assert not message.is_running
    assert message.is_answer is (run.status is RunStatus.SUCCEEDED)
    assert (message.report_sha256 is not None) is message.is_answer


def _no_step_has_two_results(platform: MemoryPlatform, key: RunKey) -> None:
    results: dict[str, set[str]] = defaultdict(set)
    for run, step, result in platform.stores.steps.finished:
        if run == key:
            results[step].add(result)
    assert all(len(different) == 1 for different in results.values())


def _nobody_looks_at_it_again(platform: MemoryPlatform, key: RunKey) -> None:
    due = platform.stores.runs.due(platform.clock.now() + timedelta(days=365), 100)
    assert key not in [run.key for run in due]


def _it_is_counted_once(platform: MemoryPlatform, run: Run) -> None:
    """And nothing stays set aside once the sweeper has come by."""
    assert run.reservation is not None
    reservation = Reservation.from_handle(run.tenant_id, run.id, run.reservation)
    platform.clock.move(hours=1)
    assert platform.sweep_meters().drifted == ()
    entries = platform.stores.meters.entries(reservation.shard, run.id)
    assert [entry.number for entry in entries] == list(range(len(entries)))
    counted = sum(entry.quantity for entry in entries)
    expected = {RunStatus.SUCCEEDED: (1,), RunStatus.FAILED: (0,), RunStatus.CANCELLED: (0, 1)}
    assert counted in expected[run.status]
    for meter in (reservation.shard.meter, Meter(run.tenant_id, "running", "now")):
        shard = platform.stores.meters.shard(ShardKey(meter, 0))
        assert shard is None or run.id not in shard.holds


def _delivery_is_whole(
    platform: MemoryPlatform, run: Run, log: list[Entry], delivery: Delivery
) -> None:
    artifacts = platform.artifacts(run.tenant_id)
    (pointed,) = artifacts.history("runs", run.id)
    assert pointed.manifest_sha256 == delivery.manifest_sha256
    for entry in artifacts.manifest(delivery.manifest_sha256).tree.values():
        assert artifacts.read(entry.sha256)
        assert artifacts.describe(entry.sha256).reference_count > 0
    done = [entry for entry in log if entry["type"] == "node_report_preview_done"]
    assert done[-1]["content"].encode() == artifacts.read(delivery.files["gml"])
    assert [entry for entry in log if entry["type"] == "chat_title_generated"]
