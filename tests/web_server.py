"""A small web on this machine: pages by path, and what was asked for."""

import gzip
import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Served:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "text/html; charset=utf-8"
    length: int | None = None
    """What it says of its length; another than the body's breaks off."""
    after_s: float = 0.0


@dataclass(frozen=True)
class Asking:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Site:
    port: int = 0
    pages: dict[str, Served] = field(default_factory=dict)
    asked: list[Asking] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [asking.path for asking in self.asked]


def page(body: str, title: str = "A page") -> Served:
    whole = f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
    return Served(whole.encode())


def redirect(location: str, status: int = 302) -> Served:
    return Served(status=status, headers={"location": location})


def packed(content: bytes) -> Served:
    return Served(gzip.compress(content), headers={"content-encoding": "gzip"})


def answer(body: Any, status: int = 200) -> Served:
    return Served(json.dumps(body).encode(), status, media_type="application/json")


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up on it is free to."""


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("content-length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append(Asking(self.command, self.path, headers, self.rfile.read(length)))
            self._serve(site.pages.get(urlsplit(self.path).path, Served(status=404)))

        do_POST = do_GET  # noqa: N815 - so the standard library calls it

        def _serve(self, served: Served) -> None:
            time.sleep(served.after_s)
            self.send_response(served.status)
            self.send_header("content-type", served.media_type)
            for name, value in served.headers.items():
                self.send_header(name, value)
            length = len(served.body) if served.length is None else served.length
            self.send_header("content-length", str(length))
            self.end_headers()
            self.wfile.write(served.body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            return

    server = _Quiet(("127.0.0.1", 0), Handler)
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
