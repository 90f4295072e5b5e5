"""The twin behind HTTP."""

import json
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import httpx

from infra.local.stripe_twin import pages
from infra.local.stripe_twin.faults import NoAnswer
from infra.local.stripe_twin.twin import Answer, Asked, Twin

_POST_TIMEOUT_S = 20.0


@dataclass
class Serving:
    twin: Twin
    url: str
    lock: threading.RLock
    """Held while the twin is looked at or changed."""

    def deliver(self) -> int:
        """What is due, to who waits for it; who asks back meanwhile is answered."""
        with self.lock:
            self.twin.settle()
            due = self.twin.courier.taken()
        for delivery, body, headers in due:
            status = _post(delivery.endpoint.url, body, headers)
            with self.lock:
                self.twin.courier.heard(delivery, status)
        return len(due)


@contextmanager
def serving(twin: Twin, port: int = 0) -> Iterator[Serving]:
    """Listens until it is left. Pages are where it listens."""
    lock = threading.RLock()
    handler = type("Handler", (_Handler,), {"twin": twin, "lock": lock})
    server = _Quiet(("127.0.0.1", port), handler)
    url = f"http://127.0.0.1:{server.server_port}"
    twin.settings.base_url = url
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Serving(twin, url, lock)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """0 for who cannot be reached."""
    try:
        answer = httpx.post(url, content=body, headers=dict(headers), timeout=_POST_TIMEOUT_S)
    except httpx.TransportError:
        return 0
    return answer.status_code


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up on it is free to; all else is a fault of the twin's own."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    twin: Twin
    lock: threading.RLock
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        asked = Asked(
            method=self.command,
            path=parts.path,
            query=parts.query,
            body=body,
            headers={name.lower(): value for name, value in self.headers.items()},
        )
        with self.lock:
            page = pages.answer(self.twin, asked)
            if page:
                self._send(page.status, page.body.encode(), page.headers)
                return
            answer: Answer | None
            try:
                answer = self.twin.handle(asked)
            except NoAnswer:
                answer = None
        if answer is None:
            time.sleep(self.twin.settings.silence_s)
            self.close_connection = True
            return
        self._send(answer.status, json.dumps(answer.body).encode(), answer.headers)

    def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing: what was asked is kept in `Twin.asked`."""
