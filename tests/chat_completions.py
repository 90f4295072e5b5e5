"""OpenAI's chat completions on the wire: requests read, replies written."""

import json
from typing import Any

from tests.wire_model import INPUT_TOKENS, OUTPUT_TOKENS, Answer, Asked, Cut, Refusal

_PIECE = 24
_USAGE = {
    "prompt_tokens": INPUT_TOKENS,
    "completion_tokens": OUTPUT_TOKENS,
    "total_tokens": INPUT_TOKENS + OUTPUT_TOKENS,
}


def read(body: dict[str, Any]) -> Asked:
    texts = [str(message.get("content") or "") for message in body["messages"]]
    tools = [tool["function"]["name"] for tool in body.get("tools", ())]
    return Asked("\n\n".join(texts), tools[0] if tools else None, bool(body.get("stream")))


def whole(reply: Answer | Cut, asked: Asked) -> bytes:
    message = {"role": "assistant", **_content(reply, asked)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return json.dumps({"object": "chat.completion", "choices": [choice], "usage": _USAGE}).encode()


def stream(reply: Answer | Cut, asked: Asked) -> list[bytes]:
    content = _content(reply, asked)
    text = content.get("content") or ""
    deltas = [{"content": text[at : at + _PIECE]} for at in range(0, len(text), _PIECE)]
    if calls := content.get("tool_calls"):
        deltas.append({"tool_calls": [{"index": 0, **calls[0]}]})
    pieces = [_event({"choices": [{"index": 0, "delta": delta}]}) for delta in deltas]
    if isinstance(reply, Cut):
        return pieces
    end = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}], "usage": _USAGE}
    return [*pieces, _event(end), b"data: [DONE]\n\n"]


def refusal(reply: Refusal) -> bytes:
    return json.dumps({"error": {"message": reply.message, "type": reply.code}}).encode()


def _content(reply: Answer | Cut, asked: Asked) -> dict[str, Any]:
    if isinstance(reply, Cut) or (reply.data is None and reply.raw is None):
        return {"content": reply.text}
    arguments = json.dumps(reply.data) if reply.raw is None else reply.raw
    function = {"name": asked.tool or "", "arguments": arguments}
    call = {"id": "call_1", "type": "function", "function": function}
    return {"content": reply.text or None, "tool_calls": [call]}


def _event(data: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(data)}\n\n".encode()
