"""The model server keeps to the protocols it is written for."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus
from http.client import IncompleteRead
from typing import Any

import pytest

from nyqst_agent.runners.bedrock.prompting import make_prompt
from tests.bedrock_server import ModelServer, model_server
from tests.wire_model import Answer, Cut, Refusal


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as made:
        yield made


def _post(server: ModelServer, *, tool: str | None = None, stream: bool = False) -> bytes:
    prompt = make_prompt("reflect", {"task": "Who runs it?", "notes": "- She runs it."})
    body: dict[str, Any] = {"model": "any", "stream": stream}
    body["messages"] = [{"role": "user", "content": prompt.user}]
    if tool:
        body["tools"] = [{"type": "function", "function": {"name": tool, "parameters": {}}}]
    request = urllib.request.Request(  # noqa: S310
        f"{server.url}/v1/chat/completions",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
        content: bytes = response.read()
    return content


def _deltas(content: bytes) -> list[dict[str, Any]]:
    lines = [line.removeprefix("data: ") for line in content.decode().split("\n\n") if line]
    assert lines[-1] == "[DONE]"
    return [json.loads(line)["choices"][0]["delta"] for line in lines[:-1]]


def test_a_tool_is_called_by_rule(server: ModelServer) -> None:
    message = json.loads(_post(server, tool="ReflectionAnswer"))["choices"][0]["message"]
    function = message["tool_calls"][0]["function"]
    assert function["name"] == "ReflectionAnswer"
    assert json.loads(function["arguments"]) == {"done": True, "missing": []}


def test_text_is_streamed_in_pieces(server: ModelServer) -> None:
    server.enqueue(Answer(text="It is so and will be so for as long as anybody can tell."))
    pieces = [delta.get("content", "") for delta in _deltas(_post(server, stream=True))]
    assert len(pieces) > 2
    assert "".join(pieces).endswith("anybody can tell.")


def test_a_tool_call_is_streamed(server: ModelServer) -> None:
    first, *_ = _deltas(_post(server, tool="ReflectionAnswer", stream=True))
    assert first["tool_calls"][0]["function"]["name"] == "ReflectionAnswer"


def test_a_stream_can_break_off(server: ModelServer) -> None:
    server.enqueue(Cut("It is so and wi"))
    with pytest.raises(IncompleteRead) as broken:
        _post(server, stream=True)
    assert b"It is so and wi" in broken.value.partial


def test_a_call_can_be_refused(server: ModelServer) -> None:
    server.enqueue(Refusal(HTTPStatus.TOO_MANY_REQUESTS, "rate_limit_exceeded"))
    with pytest.raises(urllib.error.HTTPError) as refused:
        _post(server)
    refused.value.close()
    assert refused.value.code == HTTPStatus.TOO_MANY_REQUESTS


def test_arguments_can_be_broken(server: ModelServer) -> None:
    server.enqueue(Answer(raw='{"done": tr'))
    message = json.loads(_post(server, tool="ReflectionAnswer"))["choices"][0]["message"]
    assert message["tool_calls"][0]["function"]["arguments"] == '{"done": tr'


def test_what_was_asked_is_kept(server: ModelServer) -> None:
    _post(server, tool="ReflectionAnswer")
    (asked,) = server.asked
    assert "She runs it." in asked.prompt
    assert asked.tool == "ReflectionAnswer"
