"""Bedrock's Converse API on the wire: requests read, replies and event streams written."""

import json
from binascii import crc32
from typing import Any

from tests.wire_model import INPUT_TOKENS, OUTPUT_TOKENS, Answer, Asked, Cut

_PIECE = 24
_STRING = 7
"""The type of a header's value in an event stream."""
_USAGE = {
    "inputTokens": INPUT_TOKENS,
    "outputTokens": OUTPUT_TOKENS,
    "totalTokens": INPUT_TOKENS + OUTPUT_TOKENS,
}


def read(body: dict[str, Any], *, is_streamed: bool) -> Asked:
    blocks = [*body.get("system", ())]
    for message in body["messages"]:
        blocks += message["content"]
    tools = [tool["toolSpec"]["name"] for tool in body.get("toolConfig", {}).get("tools", ())]
    texts = [block["text"] for block in blocks if "text" in block]
    return Asked("\n\n".join(texts), tools[0] if tools else None, is_streamed)


def whole(reply: Answer | Cut, asked: Asked) -> bytes:
    content: list[dict[str, Any]] = [{"text": reply.text}] if reply.text else []
    stop = "end_turn"
    if isinstance(reply, Answer):
        if reply.data is not None:
            use = {"toolUseId": "call_1", "name": asked.tool, "input": reply.data}
            content.append({"toolUse": use})
            stop = "tool_use"
        stop = reply.stop or stop
    message = {"role": "assistant", "content": content}
    answer = {"output": {"message": message}, "stopReason": stop, "usage": _USAGE}
    return json.dumps({**answer, "metrics": {"latencyMs": 1}}).encode()


def stream(reply: Answer | Cut, asked: Asked) -> list[bytes]:
    """A stream's last events are the reason why it stopped and the usage, unless it is cut."""
    text = reply.text
    pieces = [_event("messageStart", {"role": "assistant"})]
    for at in range(0, len(text), _PIECE):
        delta = {"contentBlockIndex": 0, "delta": {"text": text[at : at + _PIECE]}}
        pieces.append(_event("contentBlockDelta", delta))
    if isinstance(reply, Cut):
        return [*pieces, _exception(reply.error)] if reply.error else pieces
    pieces.append(_event("contentBlockStop", {"contentBlockIndex": 0}))
    if reply.data is not None or reply.raw is not None:
        pieces += _tool_use(reply, asked)
    stop = "end_turn" if reply.data is None else "tool_use"
    return [
        *pieces,
        _event("messageStop", {"stopReason": reply.stop or stop}),
        _event("metadata", {"usage": _USAGE, "metrics": {"latencyMs": 1}}),
    ]


def _tool_use(reply: Answer, asked: Asked) -> list[bytes]:
    """Its input is a JSON text that comes in pieces, and may be no JSON after all."""
    text = json.dumps(reply.data) if reply.raw is None else reply.raw
    start = {"toolUse": {"toolUseId": "call_1", "name": asked.tool}}
    pieces = [_event("contentBlockStart", {"contentBlockIndex": 1, "start": start})]
    for at in range(0, len(text), _PIECE):
        delta = {"toolUse": {"input": text[at : at + _PIECE]}}
        pieces.append(_event("contentBlockDelta", {"contentBlockIndex": 1, "delta": delta}))
    return [*pieces, _event("contentBlockStop", {"contentBlockIndex": 1})]


def _event(name: str, payload: dict[str, Any]) -> bytes:
    return _message({":message-type": "event", ":event-type": name}, payload)


def _exception(name: str) -> bytes:
    headers = {":message-type": "exception", ":exception-type": name}
    return _message(headers, {"message": "no"})


def _message(headers: dict[str, str], payload: dict[str, Any]) -> bytes:
    """Length of all, length of the headers, checksum of both; headers, payload; checksum of all."""
    encoded = b"".join(_header(name, value) for name, value in headers.items())
    encoded += _header(":content-type", "application/json")
    body = json.dumps(payload).encode()
    lengths = (16 + len(encoded) + len(body)).to_bytes(4, "big") + len(encoded).to_bytes(4, "big")
    head = lengths + crc32(lengths).to_bytes(4, "big") + encoded + body
    return head + crc32(head).to_bytes(4, "big")


def _header(name: str, value: str) -> bytes:
    sized = len(value).to_bytes(2, "big") + value.encode()
    return bytes([len(name)]) + name.encode() + bytes([_STRING]) + sized
