"""The ingest function as its queue calls it."""

from types import SimpleNamespace
from typing import Any

import pytest

from nyqst.artifacts.model import sha256_of
from nyqst.documents.ingest_message import TRIES, to_message
from nyqst.documents.model import Document, DocumentStatus
from nyqst_agent.bootstrap import Workers
from tests.builders import a_document
from tests.iam.guard import Deployed

handler = Deployed("ingest_document")
CONTEXT: Any = SimpleNamespace(
    aws_request_id="r", function_name="ingest", memory_limit_in_mb=512, invoked_function_arn="a"
)
GOOD = b"# Fleet\n\nThe company runs twelve ferries between four harbours.\n"


def queued(agents: Workers, tenant: str, content: bytes, name: str) -> Document:
    """Uploaded, waiting to be read."""
    platform, sha256 = agents.platform, sha256_of(content)
    platform.content.put(tenant, sha256, content, "text/markdown")
    document = a_document(
        tenant,
        name=name,
        media_type="text/markdown",
        size_bytes=len(content),
        sha256=sha256,
        status=DocumentStatus.QUEUED,
    )
    return platform.documents.add(document)


def record(body: str, number: int = 0, received: int = 1) -> dict[str, Any]:
    return {
        "messageId": f"m{number}",
        "receiptHandle": "h",
        "body": body,
        "attributes": {"ApproximateReceiveCount": str(received)},
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:ingest",
        "awsRegion": "us-east-1",
    }


def deliver(*records: dict[str, Any]) -> list[str]:
    """The messages that are to come again."""
    answer = handler.handle({"Records": list(records)}, CONTEXT)
    return [each["itemIdentifier"] for each in answer["batchItemFailures"]]


def message(document: Document, **options: Any) -> dict[str, Any]:
    return record(to_message(document.tenant_id, document.id), **options)


def now(agents: Workers, document: Document) -> Document:
    return agents.platform.documents.get(document.tenant_id, document.id)


def test_a_document_is_read(agents: Workers, tenant: str) -> None:
    document = queued(agents, tenant, GOOD, "fleet.md")
    assert deliver(message(document)) == []
    ready = now(agents, document)
    assert (ready.status, ready.title) == (DocumentStatus.READY, "Fleet")
    text = agents.platform.artifacts(tenant, "usr_a").read(ready.text_sha256 or "").decode()
    assert "twelve ferries" in text


def test_a_message_may_come_twice(agents: Workers, tenant: str) -> None:
    document = queued(agents, tenant, GOOD, "fleet.md")
    deliver(message(document))
    ready = now(agents, document)
    assert deliver(message(document), message(document, number=1)) == []
    assert now(agents, document) == ready


def test_a_document_that_cannot_be_read_is_done_with(agents: Workers, tenant: str) -> None:
    document = queued(agents, tenant, b"%PDF-1.7 broken", "broken.pdf")
    assert deliver(message(document)) == []
    failed = now(agents, document)
    assert failed.status is DocumentStatus.FAILED
    assert failed.failure is not None
    assert failed.failure.code


def test_a_document_that_was_deleted_is_done_with(agents: Workers, tenant: str) -> None:
    document = queued(agents, tenant, GOOD, "fleet.md")
    agents.platform.documents.delete(tenant, document.id)
    assert deliver(message(document)) == []


def test_a_document_that_broke_its_reader_often_is_given_up(agents: Workers, tenant: str) -> None:
    document = queued(agents, tenant, GOOD, "fleet.md")
    assert deliver(message(document, received=TRIES + 1)) == []
    failed = now(agents, document)
    assert failed.failure is not None
    assert failed.failure.code == "reader_broke"


def test_one_bad_message_does_not_hold_up_the_others(agents: Workers, tenant: str) -> None:
    document = queued(agents, tenant, GOOD, "fleet.md")
    again = deliver(record("nonsense", 1), message(document, number=2), record("{}", 3))
    assert again == ["m1", "m3"]
    assert now(agents, document).status is DocumentStatus.READY


def test_a_document_is_read_for_its_own_tenant_only(agents: Workers, tenant: str) -> None:
    document = queued(agents, tenant, GOOD, "fleet.md")
    assert deliver(record(to_message(f"{tenant}x", document.id))) == []
    assert now(agents, document).status is DocumentStatus.QUEUED


@pytest.mark.parametrize("received", [1, TRIES])
def test_every_delivery_up_to_the_last_reads(agents: Workers, tenant: str, received: int) -> None:
    document = queued(agents, tenant, GOOD, "fleet.md")
    deliver(message(document, received=received))
    assert now(agents, document).status is DocumentStatus.READY
