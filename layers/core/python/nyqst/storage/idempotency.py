"""Idempotency rows, in the table of what they guard.

pk                    sk                 holds
<tenant>#IDEMPOTENCY  <operation>#<key>  the request's hash and what it made; `expires` is TTL
"""

from datetime import datetime

from nyqst.idempotency import Answered, Once
from nyqst.retention import Data, expiry
from nyqst.storage.expressions import ABSENT, Put
from nyqst.storage.table import Table


def answered_row(tenant_id: str, once: Once, result_id: str, now: datetime) -> Put:
    """To be written in one transaction with what the request makes."""
    return Put(
        {
            "pk": f"{tenant_id}#IDEMPOTENCY",
            "sk": f"{once.operation}#{once.key}",
            "request_sha256": once.request_sha256,
            "result_id": result_id,
            "expires": expiry(Data.ANSWERS, now),
        },
        ABSENT,
    )


def find_answered(table: Table, tenant_id: str, once: Once) -> Answered | None:
    row = table.get(f"{tenant_id}#IDEMPOTENCY", f"{once.operation}#{once.key}")
    return Answered(row["request_sha256"], row["result_id"]) if row else None
