"""From the ingest queue: reads documents, one message each."""

from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from nyqst.documents.ingest_message import TRIES, from_message
from nyqst.documents.model import DocumentStatus
from nyqst.errors import NotFound
from nyqst.isolation.acting import acting_for
from nyqst.telemetry import Metric, count, known_by, logger, observed
from nyqst_documents.bootstrap import ingestion


@observed
def handle(event: dict[str, Any], context: Any) -> Any:
    """Names the messages that are to come again; the others are done with."""
    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    return process_partial_response(event, _ingest, processor, context)


def _ingest(record: SQSRecord) -> None:
    tenant_id, document_id = from_message(record.body)
    with acting_for(tenant_id), known_by(tenant_id=tenant_id, document_id=document_id):
        try:
            if int(record.attributes.approximate_receive_count) > TRIES:
                document = ingestion(tenant_id).give_up(document_id)
            else:
                document = ingestion(tenant_id).ingest(document_id)
        except NotFound:
            logger().info("the document was deleted before it was read")
            return
        except Exception:
            # The batch processor keeps to itself why a message comes again.
            logger().exception("a document will be tried again")
            raise
        if document.status is DocumentStatus.FAILED:
            count(Metric.DOCUMENT_FAILED)
