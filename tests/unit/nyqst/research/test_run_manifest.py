"""A run as one tree of artifacts."""

import pytest

from nyqst.artifacts.model import Manifest
from nyqst.identity.model import Caller
from nyqst.research.model.run import Run
from tests.builders import a_caller
from tests.fakes.platform import MemoryPlatform
from tests.unit.nyqst.research.conftest import DOCUMENTS


@pytest.fixture
def done(platform: MemoryPlatform, caller: Caller) -> Run:
    return platform.work(platform.ask(caller))


def manifest_of(platform: MemoryPlatform, run: Run) -> Manifest:
    artifacts = platform.artifacts(run.tenant_id)
    pointer = artifacts.pointer("runs", run.id)
    return artifacts.manifest(pointer.manifest_sha256 or "")


def test_a_run_holds_all_it_made_and_read(platform: MemoryPlatform, done: Run) -> None:
    tree = manifest_of(platform, done).tree
    sources = [path for path in tree if path.startswith("sources/")]
    assert len(sources) == 2
    assert set(tree) - set(sources) == {
        "plan.json",
        "brief.json",
        "findings/t01.json",
        "findings/t02.json",
        "findings/t03.json",
        "report/report.gml",
        "report/report.html",
        "report/report.md",
    }


def test_a_source_is_named_by_what_it_holds(platform: MemoryPlatform, done: Run) -> None:
    for path, entry in manifest_of(platform, done).tree.items():
        if path.startswith("sources/"):
            assert path == f"sources/{entry.sha256}.txt"


def test_the_pointer_of_a_run_is_a_snapshot(platform: MemoryPlatform, done: Run) -> None:
    pointer = platform.artifacts("ten_a").pointer("runs", done.id)
    assert (pointer.pointer_type, pointer.meta, pointer.version) == (
        "snapshot",
        {"run_id": done.id},
        1,
    )


def test_the_same_question_on_the_same_documents_is_the_same_manifest(
    platform: MemoryPlatform, caller: Caller, done: Run
) -> None:
    platform.clock.move(days=400)
    again = platform.work(platform.ask(caller))
    assert again.id != done.id
    assert manifest_of(platform, again).sha256 == manifest_of(platform, done).sha256


def test_it_does_not_matter_who_asks_or_when_or_where(platform: MemoryPlatform, done: Run) -> None:
    other = MemoryPlatform()
    other.clock.move(days=-700)
    somebody = a_caller("ten_z", user_id="usr_z", workspace_id="elsewhere")
    for name, text in reversed(DOCUMENTS.items()):
        other.add_document(somebody, name, text)
    run = other.work(other.ask(somebody))
    assert manifest_of(other, run).sha256 == manifest_of(platform, done).sha256


def test_another_question_is_another_manifest(
    platform: MemoryPlatform, caller: Caller, done: Run
) -> None:
    other = platform.work(platform.ask(caller, "What is owed?"))
    assert manifest_of(platform, other).sha256 != manifest_of(platform, done).sha256


def test_another_text_is_another_manifest(
    platform: MemoryPlatform, caller: Caller, done: Run
) -> None:
    platform.add_document(caller, "crew2.txt", "The crew went on strike.")
    other = platform.work(platform.ask(caller))
    assert manifest_of(platform, other).sha256 != manifest_of(platform, done).sha256


def test_no_id_and_no_time_is_anywhere_in_it(platform: MemoryPlatform, done: Run) -> None:
    artifacts = platform.artifacts("ten_a")
    run = platform.stores.runs.get(done.key)
    telling = [run.id, run.chat_id, run.message_id, run.user_message_id, "ten_a", "2026-"]
    for entry in manifest_of(platform, done).tree.values():
        text = artifacts.read(entry.sha256).decode()
        assert not [each for each in telling if each in text]
