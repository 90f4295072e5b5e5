"""The brief becomes a report, and the report a manifest."""

from typing import Any

import pytest

from nyqst.errors import ModelFailed
from nyqst.identity.model import Caller
from nyqst.research.deliveries import delivery_of, find_delivery
from nyqst.research.gml.parser import parse
from nyqst.research.model.run import Delivery, Run
from tests.fakes.platform import MemoryPlatform
from tests.run_log import Entry, entries, kinds, of_kind


@pytest.fixture
def run(platform: MemoryPlatform, caller: Caller) -> Run:
    """All but written."""
    run = platform.ask(caller)
    for task in platform.plan_run(run.key)["tasks"]:
        platform.research_task(run.key, task)
    platform.synthesize_run(run.key)
    return run


def write(platform: MemoryPlatform, run: Run) -> Delivery:
    platform.write_deliverable(run.key)
    return delivery_of(platform.steps.results(run.key))


def of(log: list[Entry], kind: str) -> list[Entry]:
    return [entry for entry in log if entry["type"] == f"node_report_preview_{kind}"]


def test_the_delivery_says_what_there_is(platform: MemoryPlatform, run: Run) -> None:
    delivery = write(platform, run)
    assert sorted(delivery.files) == ["gml", "html", "md"]
    assert (delivery.title, delivery.sources) == ("How is the company", 2)
    assert (delivery.tasks, delivery.tasks_failed) == (3, 0)
    assert delivery.citations == delivery.citations_verified > 0
    assert "The fleet has 12 ferries." in delivery.summary
    assert {entity["file_name"] for entity in delivery.entities} == {"fleet.txt", "crew.txt"}


def test_every_file_is_an_artifact_that_says_what_it_is(platform: MemoryPlatform, run: Run) -> None:
    for name, sha256 in write(platform, run).files.items():
        artifact = platform.artifacts("ten_a").describe(sha256)
        assert artifact.filename == f"report.{name}"
        assert artifact.entity_type == "GENERATED_REPORT"
        assert artifact.reference_count == 1


def test_the_deltas_are_the_report_byte_for_byte(platform: MemoryPlatform, run: Run) -> None:
    delivery = write(platform, run)
    log = entries(platform.stores.events, run.key)
    (done,) = of(log, "done")
    gml = platform.artifacts("ten_a").read(delivery.files["gml"])
    assert "".join(entry["delta"] for entry in of(log, "delta")) == done["content"]
    assert done["content"].encode() == gml


def test_the_report_cites_only_what_was_read(platform: MemoryPlatform, run: Run) -> None:
    delivery = write(platform, run)
    artifacts = platform.artifacts("ten_a")
    report = parse(artifacts.read(delivery.files["gml"]).decode())
    assert report.references
    for reference in report.references:
        text = artifacts.read(reference.span.sha256).decode()
        assert text[reference.span.start : reference.span.end] == reference.quote


def test_what_follows_the_report_comes_in_order(platform: MemoryPlatform, run: Run) -> None:
    write(platform, run)
    after = kinds(platform.stores.events, run.key)
    behind = after[after.index("node_report_preview_done") + 1 :]
    assert behind == ["message-file"] * 3 + ["references_found"]


def test_every_file_is_announced_with_its_hash(platform: MemoryPlatform, run: Run) -> None:
    delivery = write(platform, run)
    files = of_kind(platform.stores.events, run.key, "message-file")
    told = {each["entity"]["file_name"]: each["entity"]["content_artifact_id"] for each in files}
    assert told == {f"report.{name}": sha256 for name, sha256 in delivery.files.items()}
    assert {each["message_id"] for each in files} == {run.message_id}


def test_the_gate_says_of_every_section_what_it_did(platform: MemoryPlatform, run: Run) -> None:
    write(platform, run)
    checks = [
        entry["metadata"]
        for entry in of_kind(platform.stores.events, run.key, "node_tool_event")
        if entry["event"] == "citations_checked"
    ]
    assert [each["section_id"] for each in checks][:2] == ["summary", "finding-1"]
    assert all(each["dropped"] == [] for each in checks)


def test_a_second_attempt_is_a_second_preview(platform: MemoryPlatform, run: Run) -> None:
    platform.script.fail("write finding-1", ModelFailed("No answer"))
    with pytest.raises(ModelFailed):
        platform.write_deliverable(run.key)
    write(platform, run)
    log = entries(platform.stores.events, run.key)
    first, second = (entry["preview_id"] for entry in of(log, "start"))
    assert first != second
    deltas = [entry["delta"] for entry in of(log, "delta") if entry["preview_id"] == second]
    (done,) = of(log, "done")
    assert (done["preview_id"], done["content"]) == (second, "".join(deltas))


def test_writing_is_done_once(platform: MemoryPlatform, run: Run) -> None:
    first = write(platform, run)
    log = kinds(platform.stores.events, run.key)
    assert write(platform, run) == first
    assert kinds(platform.stores.events, run.key) == log


def test_a_run_that_has_not_succeeded_delivers_nothing(
    platform: MemoryPlatform, caller: Caller, run: Run
) -> None:
    write(platform, run)
    cancelled = platform.cancel_run(caller, run.id)
    assert find_delivery(platform.stores.steps, run) is None
    assert find_delivery(platform.stores.steps, cancelled) is None


def test_a_run_that_has_succeeded_delivers(platform: MemoryPlatform, caller: Caller) -> None:
    done = platform.work(platform.ask(caller))
    delivery = find_delivery(platform.stores.steps, done)
    assert delivery is not None
    assert platform.artifacts("ten_a").manifest(delivery.manifest_sha256).tree


def test_a_question_that_nothing_answers_gets_a_report_that_says_so(
    platform: MemoryPlatform, caller: Caller
) -> None:
    platform.script.questions = ("submarine",)
    done = platform.work(platform.ask(caller))
    delivery: Any = find_delivery(platform.stores.steps, done)
    gml = platform.artifacts("ten_a").read(delivery.files["gml"]).decode()
    assert "Nobody says: What is said of the submarine?" in gml
    assert (delivery.citations, delivery.sources) == (0, 0)


def test_a_model_that_does_not_write_fails_the_run(
    platform: MemoryPlatform, caller: Caller
) -> None:
    platform.script.fail_always("write summary", ModelFailed("No answer"))
    ended = platform.work(platform.ask(caller))
    assert (ended.error_type, ended.error_message) == (
        "model_failed",
        "The report could not be written",
    )
