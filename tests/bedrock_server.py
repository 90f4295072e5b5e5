"""A model behind HTTP, played by rule or by script, for clients that must not notice.

It speaks two protocols: OpenAI's chat completions, to which MiniStack's Bedrock can be pointed, and
the Converse API itself, for what MiniStack does not pass on. Both take their answers from the same
script: what is not scripted is answered by `tests.bedrock_rules`.
"""

import json
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from tests import bedrock_rules, chat_completions, converse
from tests.wire_model import Answer, Asked, Cut, Refusal, Reply


@dataclass
class ModelServer:
    """`asked` is all that it was asked, in order."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    _script: deque[Reply] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def enqueue(self, *replies: Reply) -> None:
        """What it answers next, before it goes on by rule."""
        self._script.extend(replies)

    def reply_to(self, asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(asked)
            if self._script:
                return self._script.popleft()
        return Answer.of(bedrock_rules.answer(asked.prompt, asked.tool))


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """Listens on a free port until it is left."""
    model = ModelServer()
    handler = type("Handler", (_Handler,), {"model": model})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    model.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """`POST /v1/chat/completions`, `POST /model/<id>/converse` and `…/converse-stream`."""

    model: ModelServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        path = unquote(self.path)
        if path == "/v1/chat/completions":
            self._chat_completion(body)
        elif path.endswith("/converse"):
            self._converse(body)
        elif path.endswith("/converse-stream"):
            self._converse_stream(body)
        else:
            self._send(HTTPStatus.NOT_FOUND, b"{}")

    def _chat_completion(self, body: dict[str, Any]) -> None:
        asked = chat_completions.read(body)
        reply = self.model.reply_to(asked)
        if isinstance(reply, Refusal):
            self._send(reply.status, chat_completions.refusal(reply))
        elif body.get("stream"):
            pieces = chat_completions.stream(reply, asked)
            self._send_pieces("text/event-stream", pieces, is_cut=isinstance(reply, Cut))
        else:
            self._send(HTTPStatus.OK, chat_completions.whole(reply, asked))

    def _converse(self, body: dict[str, Any]) -> None:
        asked = converse.read(body, is_streamed=False)
        reply = self.model.reply_to(asked)
        if isinstance(reply, Refusal):
            self._refuse(reply)
        else:
            self._send(HTTPStatus.OK, converse.whole(reply, asked))

    def _converse_stream(self, body: dict[str, Any]) -> None:
        asked = converse.read(body, is_streamed=True)
        reply = self.model.reply_to(asked)
        if isinstance(reply, Refusal):
            self._refuse(reply)
        else:
            pieces = converse.stream(reply, asked)
            is_cut = isinstance(reply, Cut) and not reply.error
            self._send_pieces("application/vnd.amazon.eventstream", pieces, is_cut=is_cut)

    def _refuse(self, refusal: Refusal) -> None:
        body = json.dumps({"message": refusal.message}).encode()
        self._send(refusal.status, body, {"x-amzn-errortype": refusal.code})

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_pieces(self, media_type: str, pieces: Sequence[bytes], *, is_cut: bool) -> None:
        """A stream that is cut promises more than it sends."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(sum(map(len, pieces)) + (100 if is_cut else 0)))
        self.end_headers()
        for piece in pieces:
            self.wfile.write(piece)
        self.close_connection = is_cut

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing: what was asked is kept in `ModelServer.asked`."""
