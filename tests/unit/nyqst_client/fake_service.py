"""The service and its store behind HTTPX's mock transport."""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from nyqst_client.client import Client
from tests.unit.nyqst_client.recording import RUN, Recording, delivered_run, sse

URL = "https://api.test"
KEY = "nyq_test"

Answer = Callable[[httpx.Request, "re.Match[str]"], httpx.Response]


def problem(status: int, code: str, **more: Any) -> httpx.Response:
    body = {
        "type": f"urn:nyqst:problem:{code}",
        "title": "…",
        "status": status,
        "detail": f"Because of {code}",
        "code": code,
        "debug_id": "debug1",
        "correlation_id": "correlation1",
        **more,
    }
    return httpx.Response(status, json=body, headers={"content-type": "application/problem+json"})


@dataclass
class Drip(httpx.SyncByteStream):
    """A body in pieces that may break off."""

    pieces: list[bytes]
    error: BaseException | None = None

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces
        if self.error:
            raise self.error


def run_json(status: str, **more: Any) -> dict[str, Any]:
    return {
        "id": RUN.id,
        "chat_id": RUN.chat_id,
        "message_id": RUN.message_id,
        "query": RUN.query,
        "deliverable_type": "REPORT",
        "mode": "normal",
        "status": status,
        "attempt": 1,
        "created_at": "2026-11-20T15:00:00Z",
        "a_field_of_the_future": {"x": 1},
        **more,
    }


CHAT = {
    "id": "chat_1",
    "title": "Ferries\x1b[2J",
    "created_by": "user_1",
    "created_at": "2026-11-20T15:00:00Z",
}
MESSAGE = {
    "id": "msg_1",
    "chat_id": "chat_1",
    "creator_type": "USER",
    "content": "What are\nthe risks?",
    "is_answer": False,
    "created_at": "2026-11-20T15:00:00Z",
}


def _page(*items: dict[str, Any]) -> httpx.Response:
    return httpx.Response(200, json={"items": list(items), "next_cursor": None})


@dataclass
class FakeService:
    """`faults` are answers, or errors to raise, that come before anything else does."""

    url: str = URL
    recording: Recording = field(default_factory=delivered_run)
    status: str = "succeeded"
    faults: list[httpx.Response | Exception] = field(default_factory=list)
    store_faults: list[httpx.Response | Exception] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    content: dict[str, bytes] = field(default_factory=dict)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    """Names of documents that turn out to be broken."""
    streams: list[Drip] = field(default_factory=list)
    """Bodies that come before the recording does."""
    goes_on: bool = False
    """The run is still running when it is first asked for."""
    never_read: set[str] = field(default_factory=set)
    """Names of documents that stay in the queue."""

    def client(self, **more: Any) -> Client:
        return Client(URL, KEY, httpx.MockTransport(self.handle), sleep=self.slept.append, **more)

    def handle(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        at_store = request.url.path.startswith("/store/")
        faults = self.store_faults if at_store else self.faults
        if faults:
            fault = faults.pop(0)
            if isinstance(fault, Exception):
                raise fault
            return fault
        if at_store:
            return self._store(request)
        asked = f"{request.method} {request.url.path}"
        for pattern, answer in self._routes().items():
            match = re.fullmatch(pattern, asked)
            if match:
                return answer(request, match)
        return problem(404, "route_not_found")

    def _routes(self) -> dict[str, Answer]:
        return {
            r"GET /v1/health/ready": lambda *_: httpx.Response(
                200, json={"status": "ready", "checks": {"app_table": "ok"}}
            ),
            r"GET /v1/runs": lambda *_: _page(run_json(self.status)),
            r"POST /v1/runs": lambda *_: httpx.Response(202, json=run_json("queued")),
            r"GET /v1/runs/(\w+)": self._run,
            r"POST /v1/runs/(\w+)/cancel": lambda *_: httpx.Response(
                200, json=run_json("cancelled")
            ),
            r"POST /v1/runs/(\w+)/retry": lambda *_: httpx.Response(202, json=run_json("queued")),
            r"GET /v1/runs/(\w+)/events": self._events,
            r"GET /v1/chats": lambda *_: _page(CHAT),
            r"GET /v1/chats/(\w+)/messages": lambda *_: _page(MESSAGE),
            r"GET /v1/documents": lambda *_: _page(*self.documents.values()),
            r"DELETE /v1/documents/(\w+)": self._delete,
            r"POST /v1/documents": self._announce,
            r"POST /v1/documents/ingest": self._ingest,
            r"GET /v1/documents/(\w+)": lambda _, match: httpx.Response(
                200, json=self.documents[match[1]]
            ),
            r"GET /v1/artifacts/(\w+)": self._artifact,
        }

    def _run(self, _: httpx.Request, match: "re.Match[str]") -> httpx.Response:
        if match[1] != RUN.id:
            return problem(404, "run_not_found")
        if self.goes_on:
            self.goes_on = False
            return httpx.Response(200, json=run_json("running"))
        more: dict[str, Any] = {}
        if self.status == "succeeded":
            more["delivery"] = {
                "title": "Risks",
                "manifest_sha256": "0" * 64,
                "files": {"md": self.keep(b"# Risks\n\nMany \xc2\x9b31m.\n"), "pdf": "2" * 64},
                "citations": 10,
                "citations_verified": 9,
                "sources": 21,
                "tasks": 8,
                "tasks_failed": 1,
            }
        return httpx.Response(200, json=run_json(self.status, **more))

    def _events(self, request: httpx.Request, _: "re.Match[str]") -> httpx.Response:
        after = int(request.headers.get("last-event-id", 0))
        rest = self.recording.lines[after:]
        body = self.streams.pop(0) if self.streams else Drip(list(sse(rest, after + 1)))
        return httpx.Response(200, stream=body, headers={"content-type": "text/event-stream"})

    def _announce(self, request: httpx.Request, _: "re.Match[str]") -> httpx.Response:
        announced = []
        for file in json.loads(request.content)["files"]:
            known = hashlib.sha256(f"{file['sha256']}{file['name']}".encode()).hexdigest()[:20]
            document = self.documents.setdefault(
                known,
                {
                    **file,
                    "id": known,
                    "title": None,
                    "text_sha256": None,
                    "status": "awaiting_upload",
                    "failure": None,
                    "created_at": "2026-11-20T15:00:00Z",
                },
            )
            wanted = document["status"] in ("awaiting_upload", "failed")
            announced.append({**document, "upload": self._upload(file) if wanted else None})
        return httpx.Response(201, json={"documents": announced})

    def _ingest(self, request: httpx.Request, _: "re.Match[str]") -> httpx.Response:
        asked = [self.documents[one] for one in json.loads(request.content)["document_ids"]]
        for document in asked:
            if document["sha256"] not in self.content:
                return problem(409, "document_not_uploaded")
            if document["name"] in self.never_read:
                document["status"] = "queued"
                continue
            broken = document["name"] in self.unreadable
            document["status"] = "failed" if broken else "ready"
            if broken:
                document["failure"] = {"code": "damaged", "message": "It is damaged"}
        return httpx.Response(202, json={"documents": [{**d, "status": "queued"} for d in asked]})

    def _delete(self, _: httpx.Request, match: "re.Match[str]") -> httpx.Response:
        known = self.documents.pop(match[1], None)
        return httpx.Response(204) if known else problem(404, "document_not_found")

    def _artifact(self, _: httpx.Request, match: "re.Match[str]") -> httpx.Response:
        sha256 = match[1]
        if sha256 not in self.content:
            return problem(404, "artifact_not_found")
        download = {"method": "GET", "url": f"{self.url}/store/{sha256}?signed", "headers": {}}
        return httpx.Response(
            200,
            json={
                "sha256": sha256,
                "media_type": "text/markdown",
                "size_bytes": len(self.content[sha256]),
                "created_at": "2026-11-20T15:00:00Z",
                "download": {**download, "expires_in_s": 900},
            },
        )

    def _store(self, request: httpx.Request) -> httpx.Response:
        sha256 = request.url.path.rpartition("/")[2]
        if request.method == "GET":
            return httpx.Response(200, stream=Drip([self.content[sha256]]))
        told = base64.b64decode(request.headers["x-amz-checksum-sha256"]).hex()
        if hashlib.sha256(request.content).hexdigest() != told:
            return httpx.Response(400, text="<Error><Code>BadDigest</Code></Error>")
        self.content[sha256] = request.content
        return httpx.Response(200)

    def keep(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self.content[sha256] = content
        return sha256

    def _upload(self, file: dict[str, Any]) -> dict[str, Any]:
        checksum = base64.b64encode(bytes.fromhex(file["sha256"])).decode()
        return {
            "method": "PUT",
            "url": f"{self.url}/store/{file['sha256']}?signed",
            "headers": {
                "Content-Type": file["media_type"],
                "Content-Length": str(file["size_bytes"]),
                "x-amz-checksum-sha256": checksum,
            },
            "expires_in_s": 900,
        }
