"""The fake service at an address of this machine, for what brings its own network."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

from tests.unit.nyqst_client.fake_service import FakeService


@contextmanager
def served(service: FakeService) -> Iterator[str]:
    """Its address."""

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            address = f"{service.url}{self.path}"
            request = httpx.Request(
                self.command, address, headers=list(self.headers.items()), content=content
            )
            answer = service.handle(request)
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            for piece in answer.stream:  # type: ignore[union-attr]
                self.wfile.write(piece)
                self.wfile.flush()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service.url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
