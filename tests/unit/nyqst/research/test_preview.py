"""A report coming into being."""

import json
from typing import Any

import pytest

from nyqst.identity.model import Caller
from nyqst.research.compose import Composer
from nyqst.research.model.brief import DataBrief, Finding
from nyqst.research.model.run import Run
from nyqst.research.preview import Preview
from nyqst.research.step import Bench
from tests.fakes.platform import MemoryPlatform
from tests.fakes.scripted_runner import ScriptedRunner
from tests.run_log import Entry, entries
from tests.unit.nyqst.research.briefs import DEBT, a_brief, gate, read_text


@pytest.fixture
def run(platform: MemoryPlatform, caller: Caller) -> Run:
    return platform.ask(caller)


def stream(platform: MemoryPlatform, run: Run, brief: DataBrief, **judging: Any) -> str:
    """The GML that was streamed."""
    made: list[bytes] = []

    def work(bench: Bench) -> dict[str, Any]:
        composer = Composer(brief, ScriptedRunner(), read_text, gate(**judging))
        made.append(Preview(bench, brief, "p1").stream(composer))
        return {}

    platform.steps.do(run.key, "write", work)
    return made[0].decode()


def previews(platform: MemoryPlatform, run: Run) -> list[Entry]:
    log = entries(platform.stores.events, run.key)
    return [entry for entry in log if entry["type"].startswith("node_report_preview_")]


def test_the_deltas_add_up_to_the_content(platform: MemoryPlatform, run: Run) -> None:
    gml = stream(platform, run, a_brief())
    start, *deltas, done = previews(platform, run)
    assert start["type"] == "node_report_preview_start"
    assert "".join(delta["delta"] for delta in deltas) == done["content"] == gml


@pytest.mark.parametrize(
    "title", ["Fähren ⛴ & <b>Söhne</b>", '"quoted"', "line\nbreak", "\u2028 \u0085", "]]>"]
)
def test_no_character_gets_lost_on_the_way(platform: MemoryPlatform, run: Run, title: str) -> None:
    gml = stream(platform, run, a_brief(title=title, findings=(Finding(title, (DEBT,)),)))
    *_, done = previews(platform, run)
    assert done["content"] == gml


def test_every_event_of_a_preview_names_it(platform: MemoryPlatform, run: Run) -> None:
    stream(platform, run, a_brief())
    assert {entry["preview_id"] for entry in previews(platform, run)} == {f"{run.id}:1"}
    assert {entry["plan_set_id"] for entry in previews(platform, run)} == {run.id}


def test_the_start_is_seen_before_anything_is_written(platform: MemoryPlatform, run: Run) -> None:
    class Slow(ScriptedRunner):
        def write(self, brief: DataBrief, section: Any) -> Any:
            kinds = [entry["type"] for entry in previews(platform, run)]
            assert kinds == ["node_report_preview_start"]
            return super().write(brief, section)

    def work(bench: Bench) -> dict[str, Any]:
        composer = Composer(a_brief(findings=()), Slow(), read_text, gate())
        Preview(bench, a_brief(), "p1").stream(composer)
        return {}

    platform.steps.do(run.key, "write", work)
    assert len(previews(platform, run)) > 1


def test_the_verdicts_follow_their_section(platform: MemoryPlatform, run: Run) -> None:
    stream(platform, run, a_brief(), drop=(DEBT,))
    verdicts = [
        entry["metadata"]
        for entry in entries(platform.stores.events, run.key)
        if entry.get("event") == "citations_checked"
    ]
    assert [each["section_id"] for each in verdicts] == ["summary", "finding-1", "finding-2"]
    assert json.loads(json.dumps(verdicts[1])) == {
        "section_id": "finding-1",
        "kept": 1,
        "marked": 0,
        "citations": 1,
        "citations_verified": 1,
        "dropped": [{"text": DEBT.text, "reasons": ["number_not_in_source"]}],
    }
