"""Sends what is due. Each delivery is claimed before it is sent, so that two workers send it once.

Who dies with one leaves it claimed; a minute later it is sent again, under the same id.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from nyqst.clock import Clock
from nyqst.identity.ports import Records
from nyqst.identity.records import ref
from nyqst.webhooks.model.delivery import MAX_ANSWER, Attempt, Delivery, DeliveryStatus
from nyqst.webhooks.model.endpoint import Endpoint
from nyqst.webhooks.model.event import EventType
from nyqst.webhooks.model.signature import signed_headers
from nyqst.webhooks.ports import DeliveryStore, Post
from nyqst.webhooks.standing import Standing

_SIDE_BY_SIDE = 8
_BEGINNING = timedelta(seconds=40)
"""For so long new ones are begun, before the function's time is over."""


@dataclass(frozen=True, slots=True)
class DeliverDue:
    deliveries: DeliveryStore
    records: Records
    standing: Standing
    post: Post
    clock: Clock
    chance: Callable[[], float]

    def __call__(self, limit: int = 200) -> Mapping[DeliveryStatus, int]:
        """How many are in which state after an attempt."""
        begun = self.clock.now()
        due = self.deliveries.due(begun, limit)
        silent: set[str] = set()
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as threads:
            after = threads.map(lambda delivery: self._deliver(delivery, begun, silent), due)
            return Counter(delivery.status for delivery in after if delivery)

    def _deliver(self, due: Delivery, begun: datetime, silent: set[str]) -> Delivery | None:
        """None if somebody else has it, or there is no time for it.

        Endpoints that do not answer are in `silent`: what else there is for them gives way.
        """
        now = self.clock.now()
        if now >= begun + _BEGINNING:
            return None
        if due.endpoint_id in silent:
            return self.deliveries.change(due.postponed(now))
        claimed = self.deliveries.change(due.claimed(now))
        if claimed is None:
            return None
        wanted = ref(Endpoint, tenant_id=due.tenant_id, id=due.endpoint_id)
        endpoint = self.records.get(wanted)
        why_not = _why_not(claimed, endpoint)
        if endpoint is None or why_not:
            return self.deliveries.change(claimed.given_up(Attempt(now, None, why_not, "", 0)))
        attempt = self._attempt(claimed, endpoint)
        if attempt.status is None:
            silent.add(endpoint.id)
        after = claimed.after(attempt, self.chance())
        self.standing.note(after, endpoint)
        return self.deliveries.change(after)

    def _attempt(self, delivery: Delivery, endpoint: Endpoint) -> Attempt:
        now, body = self.clock.now(), delivery.body.encode()
        headers = {
            "content-type": "application/json",
            "user-agent": "nyqst-webhooks",
            **signed_headers(endpoint.secrets(now), delivery.event_id, now, body),
        }
        begun = time.monotonic()
        answer = self.post(endpoint.url, headers, body)
        took_ms = int((time.monotonic() - begun) * 1000)
        return Attempt(now, answer.status, answer.error, answer.text[:MAX_ANSWER], took_ms)


def _why_not(delivery: Delivery, endpoint: Endpoint | None) -> str | None:
    if endpoint is None:
        return "webhook_removed"
    if not endpoint.enabled and delivery.type is not EventType.PING:
        return "webhook_disabled"
    return None
