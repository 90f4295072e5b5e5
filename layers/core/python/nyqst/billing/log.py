"""The log of what happens to a tenant's money: one of each tenant, which never ends."""

from datetime import datetime

from nyqst.billing.model.event import BillingEvent
from nyqst.clock import epoch_ms
from nyqst.events.model import Batch, LogName
from nyqst.ids import derived_id


def log_of(tenant_id: str) -> LogName:
    return LogName(tenant_id, "BILLING")


def batch_of(told: BillingEvent, end: int, now: datetime) -> Batch:
    """To stand behind `end`. The same event is known again by its batch's token."""
    token = derived_id("tok", told.id.encode())
    return Batch(end + 1, (told.to_json(),), epoch_ms(now), token)
