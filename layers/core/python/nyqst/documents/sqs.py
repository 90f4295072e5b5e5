"""Work for the ingest function, one message a document."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from nyqst.documents.ingest_message import to_message
from nyqst.errors import Unavailable
from nyqst.storage.sdk_errors import sdk_errors

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_BATCH = 10


class SqsIngestQueue:
    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def send(self, tenant_id: str, document_ids: Sequence[str]) -> None:
        for start in range(0, len(document_ids), _BATCH):
            entries: list[Any] = [
                {"Id": str(number), "MessageBody": to_message(tenant_id, document_id)}
                for number, document_id in enumerate(document_ids[start : start + _BATCH])
            ]
            with sdk_errors():
                answer = self._client.send_message_batch(QueueUrl=self._queue_url, Entries=entries)
            if answer.get("Failed"):
                raise Unavailable("Some documents could not be queued; ask again")
