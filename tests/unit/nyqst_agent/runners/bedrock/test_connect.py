"""The real client of Bedrock over HTTP, against a server that speaks its API."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest

from nyqst.errors import ModelFailed, NyqstError, Throttled, Unavailable
from nyqst.research.model.evidence import Claim
from nyqst.research.model.usage import Usage
from nyqst.research.runner import Section, SectionKind
from nyqst_agent.runners.bedrock.connect import connect
from nyqst_agent.runners.bedrock.runner import BedrockRunner
from tests import harbour, wire_model
from tests.bedrock_server import ModelServer, model_server
from tests.fakes.models import terms_for
from tests.unit.nyqst_agent.runners.bedrock.asking import EARNED, TASK
from tests.wire_model import Answer, Cut, Refusal

_MODEL = "us.anthropic.claude-sonnet-4-6"
_SCHEMA_ONLY = "global.anthropic.claude-sonnet-5-5"
"""A model that cannot be made to call a tool."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with model_server() as made:
        for name, value in {
            "AWS_ENDPOINT_URL": made.url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():
            monkeypatch.setenv(name, value)
        yield made


@pytest.fixture
def runner(server: ModelServer) -> BedrockRunner:
    assert server.url
    return connect(terms_for(_MODEL))


def _failure(runner: BedrockRunner) -> NyqstError:
    with pytest.raises(NyqstError) as failed:
        runner.plan(harbour.request())
    return failed.value


def _written(runner: BedrockRunner) -> list[str]:
    brief = harbour.brief(Claim(EARNED.text, (EARNED.span,)))
    section = Section("finding-1", SectionKind.FINDING, "Earnings", 0)
    return [claim.text for p in runner.write(brief, section) for claim in p.claims]


def test_data_is_asked_for_by_a_tool(server: ModelServer, runner: BedrockRunner) -> None:
    assert runner.plan(harbour.request()).tasks
    assert server.asked[0].tool == "PlanAnswer"


def test_a_model_that_cannot_be_made_to_call_a_tool_is_given_a_schema(server: ModelServer) -> None:
    server.enqueue(Answer(text='{"queries": ["harbour earnings"]}'))
    queries = connect(terms_for(_SCHEMA_ONLY)).choose_queries(TASK, (), ())
    assert queries == ("harbour earnings",)
    assert server.asked[0].tool is None


def test_usage_is_what_the_provider_counts(runner: BedrockRunner) -> None:
    runner.plan(harbour.request())
    # 120 tokens at 3.30 and 40 at 16.50 dollars a million: the model's price in one region.
    assert runner.usage == Usage(wire_model.INPUT_TOKENS, wire_model.OUTPUT_TOKENS, 396 + 660)


def test_prose_is_streamed_and_metered(runner: BedrockRunner) -> None:
    assert _written(runner) == [EARNED.text]
    assert runner.usage.output_tokens == wire_model.OUTPUT_TOKENS


@pytest.mark.parametrize(
    ("refusal", "kind", "code"),
    [
        (Refusal(HTTPStatus.TOO_MANY_REQUESTS, "ThrottlingException"), Throttled, "throttled"),
        (
            Refusal(HTTPStatus.TOO_MANY_REQUESTS, "ModelNotReadyException"),
            Unavailable,
            "unavailable",
        ),
        (
            Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "ServiceUnavailableException"),
            Unavailable,
            "unavailable",
        ),
        (Refusal(HTTPStatus.REQUEST_TIMEOUT, "ModelTimeoutException"), Unavailable, "unavailable"),
        (
            Refusal(HTTPStatus.FORBIDDEN, "AccessDeniedException"),
            ModelFailed,
            "model_misconfigured",
        ),
        (
            Refusal(HTTPStatus.NOT_FOUND, "ResourceNotFoundException"),
            ModelFailed,
            "model_misconfigured",
        ),
        (
            Refusal(HTTPStatus.BAD_REQUEST, "ValidationException", "Input is too long for model."),
            ModelFailed,
            "context_too_long",
        ),
    ],
    ids=lambda value: getattr(value, "code", None),
)
def test_a_refusal_is_told_once_and_tried_once(
    server: ModelServer,
    runner: BedrockRunner,
    refusal: Refusal,
    kind: type[NyqstError],
    code: str,
) -> None:
    server.enqueue(refusal)
    failed = _failure(runner)
    assert (type(failed), failed.code) == (kind, code)
    assert len(server.asked) == 1


def test_a_guardrail_is_a_refusal(server: ModelServer, runner: BedrockRunner) -> None:
    server.enqueue(Answer(text="Blocked.", stop="guardrail_intervened"))
    assert _failure(runner).code == "model_refused"


@pytest.mark.parametrize(
    "dressed",
    [
        'Sure!\n```json\n{"queries": ["harbour"]}\n```',
        '<thinking>Hm.</thinking>{"queries": ["harbour"]}',
    ],
)
def test_data_that_comes_as_text_is_read(
    server: ModelServer, runner: BedrockRunner, dressed: str
) -> None:
    server.enqueue(Answer(text=dressed))
    assert runner.choose_queries(TASK, (), ()) == ("harbour",)
    assert len(server.asked) == 1


def test_data_that_is_wrong_is_asked_for_again(server: ModelServer, runner: BedrockRunner) -> None:
    server.enqueue(Answer(data={"queries": {"a": 1}}))
    assert runner.choose_queries(TASK, (), ())
    assert "That answer cannot be used: queries" in server.asked[1].prompt


def test_a_list_that_comes_as_a_string_is_read(server: ModelServer, runner: BedrockRunner) -> None:
    server.enqueue(Answer(data={"queries": '["harbour"]'}))
    assert runner.choose_queries(TASK, (), ()) == ("harbour",)


@pytest.mark.parametrize("error", ["", "modelStreamErrorException", "throttlingException"])
def test_a_stream_that_breaks_off_is_taken_up_again(
    server: ModelServer, runner: BedrockRunner, error: str
) -> None:
    server.enqueue(Cut("The harbour earned 4.2 million euros [n1]. It did no", error))
    assert _written(runner) == ["The harbour earned 4.2 million euros.", EARNED.text]
    assert len(server.asked) == 2


def test_a_stream_that_breaks_off_at_once_is_unavailable(
    server: ModelServer, runner: BedrockRunner
) -> None:
    server.enqueue(Cut("The harb"))
    with pytest.raises(Unavailable):
        _written(runner)


@pytest.mark.usefixtures("server")
def test_nobody_listening_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    assert type(_failure(connect(terms_for(_MODEL)))) is Unavailable


@pytest.mark.usefixtures("server")
def test_an_id_that_names_no_model_is_misconfigured() -> None:
    with pytest.raises(ModelFailed) as failed:
        connect(terms_for("arn:aws:bedrock:us-east-1:1:application-inference-profile/abc"))
    assert failed.value.code == "model_misconfigured"
