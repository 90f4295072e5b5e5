"""What every ingest queue must do, the fake and the real one alike."""

from collections.abc import Callable

import pytest

from nyqst.documents.ingest_message import from_message
from nyqst.documents.ports import IngestQueue
from nyqst.documents.sqs import SqsIngestQueue
from tests.aws import Aws
from tests.fakes.document_stores import MemoryIngestQueue

Sent = Callable[[], list[tuple[str, str]]]


@pytest.fixture(params=["memory", "sqs"])
def queue(request: pytest.FixtureRequest) -> tuple[IngestQueue, Sent]:
    """With what tells what was sent."""
    if request.param == "memory":
        memory = MemoryIngestQueue()
        return memory, lambda: memory.waiting
    aws: Aws = request.getfixturevalue("aws")
    name = request.getfixturevalue("tenant")
    url = aws.sqs.create_queue(QueueName=name)["QueueUrl"]

    def sent() -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        while True:
            answer = aws.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)
            if not answer.get("Messages"):
                return found
            found += [from_message(message["Body"]) for message in answer["Messages"]]

    return SqsIngestQueue(aws.sqs, url), sent


@pytest.mark.parametrize("count", [0, 1, 10, 11, 50])
def test_every_document_is_sent(queue: tuple[IngestQueue, Sent], tenant: str, count: int) -> None:
    send, sent = queue[0].send, queue[1]
    send(tenant, [f"doc_{number:02}" for number in range(count)])
    assert sorted(sent()) == [(tenant, f"doc_{number:02}") for number in range(count)]


def test_a_document_may_be_sent_again(queue: tuple[IngestQueue, Sent], tenant: str) -> None:
    send, sent = queue[0].send, queue[1]
    send(tenant, ["doc_1", "doc_1"])
    assert sent() == [(tenant, "doc_1")] * 2
