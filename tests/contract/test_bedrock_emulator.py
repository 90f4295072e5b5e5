"""Every method of the Bedrock runner through MiniStack's Bedrock, with the real client.

Where MiniStack is not like Bedrock stands in the tests named for it.
"""

from collections.abc import Iterator
from http import HTTPStatus

import pytest

from nyqst.research.model.brief import TaskFindings
from nyqst.research.model.plan import PlanSet
from nyqst.research.outline import outline
from nyqst.research.runner import Reflection, Runner
from nyqst_agent.runners import make_runner
from nyqst_agent.runners.bedrock.prices import price_of
from tests import harbour, wire_model
from tests.bedrock_server import ModelServer, model_server
from tests.fakes.models import PRICES, terms_for
from tests.ministack import ministack
from tests.wire_model import Answer, Refusal

pytestmark = pytest.mark.local

_MODEL = "us.anthropic.claude-sonnet-4-6"


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with model_server() as made:
        yield made


@pytest.fixture(scope="module")
def client(
    model: ModelServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    with ministack(model.url, tmp_path_factory.mktemp("ministack")) as made:
        yield made


@pytest.fixture
def runner(client: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    for name, value in client.items():
        monkeypatch.setenv(name, value)
    return make_runner("bedrock", lambda: terms_for(_MODEL))


def test_a_run_from_the_plan_to_the_report(runner: Runner, model: ModelServer) -> None:
    planned = runner.plan(harbour.request())
    assert len(planned.tasks) == 4
    findings = _research(runner, planned)
    brief = runner.synthesize(planned, findings, (), harbour.sources())
    assert brief.answer
    written = [p for section in outline(brief) for p in runner.write(brief, section)]
    cited = {span for p in written for claim in p.claims for span in claim.citations}
    noted = {note.span for found in findings for note in found.notes}
    assert cited
    assert cited <= noted
    tools = [asked.tool for asked in model.asked]
    assert {tool for tool in tools if tool} == {
        "PlanAnswer",
        "QueriesAnswer",
        "NotesAnswer",
        "ReflectionAnswer",
        "BriefAnswer",
    }
    calls, price = len(model.asked), price_of(_MODEL, PRICES)
    assert runner.usage.input_tokens == calls * wire_model.INPUT_TOKENS
    assert runner.usage.output_tokens == calls * wire_model.OUTPUT_TOKENS
    assert runner.usage.cost_micros == calls * price.cost_micros(
        wire_model.INPUT_TOKENS, wire_model.OUTPUT_TOKENS
    )


def test_fenced_json_is_read(runner: Runner, model: ModelServer) -> None:
    task = runner.plan(harbour.request()).tasks[0]
    model.enqueue(Answer(text='```json\n{"queries": ["harbour"]}\n```'))
    assert runner.choose_queries(task, (), ()) == ("harbour",)


def test_arguments_that_are_no_json_are_asked_for_again(runner: Runner, model: ModelServer) -> None:
    task = runner.plan(harbour.request()).tasks[0]
    model.enqueue(Answer(raw='{"queries": ["harb'), Answer(data={"queries": ["harbour"]}))
    assert runner.choose_queries(task, (), ()) == ("harbour",)
    assert "cannot be used" in model.asked[-1].prompt


def test_a_refusal_in_words_leaves_the_question_as_the_plan(
    runner: Runner, model: ModelServer
) -> None:
    model.enqueue(*[Answer(text="I'm sorry, but I can't help with that.")] * 2)
    (task,) = runner.plan(harbour.request()).tasks
    assert task.message == harbour.QUESTION


def test_unlike_bedrock_it_hides_a_throttle_behind_an_answer_of_its_own(
    runner: Runner, model: ModelServer
) -> None:
    model.enqueue(*[Refusal(HTTPStatus.TOO_MANY_REQUESTS)] * 2)
    (task,) = runner.plan(harbour.request()).tasks
    assert task.message == harbour.QUESTION


def test_unlike_bedrock_it_streams_what_it_has_got_in_one_piece(
    runner: Runner, model: ModelServer
) -> None:
    planned = runner.plan(harbour.request())
    brief = runner.synthesize(planned, _research(runner, planned), (), harbour.sources())
    asked = len(model.asked)
    section = next(outline(brief))
    assert list(runner.write(brief, section))
    assert [prompt.is_streamed for prompt in model.asked[asked:]] == [False]


def _research(runner: Runner, planned: PlanSet) -> list[TaskFindings]:
    given, found = harbour.passages(), []
    for task in planned.tasks:
        queries = runner.choose_queries(task, (), ())
        notes = runner.take_notes(task, given)
        reflection = runner.reflect(task, notes)
        assert queries
        assert notes
        assert reflection == Reflection(done=True)
        read = tuple(map(harbour.text_hash, harbour.TEXTS))
        found.append(TaskFindings(task.id, task.title, task.message, notes, read, queries))
    return found
