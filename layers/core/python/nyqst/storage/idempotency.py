"""Idempotency rows, in the table of what they guard.

pk                    sk                 holds
<tenant>#IDEMPOTENCY  <operation>#<key>  the request's hash and what it made; `expires` is TTL
"""

from datetime import datetime

from boto3.dynamodb.conditions import Attr

from nyqst.idempotency import Answered, Once
from nyqst.retention import Data, expiry, has_passed
from nyqst.storage.expressions import ABSENT, Put
from nyqst.storage.table import Table


def answered_row(tenant_id: str, once: Once, result_id: str, now: datetime) -> Put:
    """To be written in one transaction with what the request makes. Replaces one that is over."""
    return Put(
        {
            "pk": f"{tenant_id}#IDEMPOTENCY",
            "sk": f"{once.operation}#{once.key}",
            "request_sha256": once.request_sha256,
            "result_id": result_id,
            "expires": expiry(Data.ANSWERS, now),
        },
        ABSENT | Attr("expires").lte(int(now.timestamp())),
    )


def find_answered(table: Table, tenant_id: str, once: Once, now: datetime) -> Answered | None:
    row = table.get(f"{tenant_id}#IDEMPOTENCY", f"{once.operation}#{once.key}")
    if row is None or has_passed(row["expires"], now):
        return None
    return Answered(row["request_sha256"], row["result_id"])
