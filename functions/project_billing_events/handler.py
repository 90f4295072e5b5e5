"""As Stripe's events come in, and every minute for those that have failed before."""

from collections import Counter
from typing import Any

from nyqst.billing.model.inbox import EntryState
from nyqst.billing.redrive import Redrive
from nyqst.bootstrap import platform
from nyqst.telemetry import Metric, count, observed

_METRICS = {
    EntryState.DONE: Metric.BILLING_EVENTS_DONE,
    EntryState.RECEIVED: Metric.BILLING_EVENTS_FAILED,
    EntryState.DEAD: Metric.BILLING_EVENTS_DEAD,
}


@observed
def handle(event: dict[str, Any], _context: object) -> dict[str, int]:
    """`event` is what the table's stream hands over of new rows in the inbox, or a schedule's.

    `{"redrive": 100}` tries so many again that were given up, from the first attempt on.
    """
    billing = platform().billing
    if "redrive" in event:
        Redrive(billing.inbox, platform().clock)(event["redrive"])
    if "Records" in event:
        states = Counter(map(billing.project, map(_event_id, event["Records"])))
    else:
        states = Counter(billing.project.due())
    for state, metric in _METRICS.items():
        count(metric, states[state])
    return {state.value: states[state] for state in EntryState}


def _event_id(record: dict[str, Any]) -> str:
    key: str = record["dynamodb"]["Keys"]["pk"]["S"]
    return key.rpartition("#")[2]
