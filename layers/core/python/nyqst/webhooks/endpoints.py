"""A tenant's endpoints: made, changed, removed, their secrets replaced, and tried out."""

from dataclasses import dataclass, replace

from nyqst.clock import Clock
from nyqst.errors import Conflict, NotFound
from nyqst.idempotency import Once
from nyqst.identity.audit import audited
from nyqst.identity.model.caller import Caller
from nyqst.identity.ports import Answering, Records
from nyqst.identity.records import Added, Change, Changed, Removed, ref
from nyqst.ids import new_id
from nyqst.outward.target import read_target
from nyqst.paging import Listed
from nyqst.webhooks.model.delivery import Delivery, delivery_of
from nyqst.webhooks.model.endpoint import MAX_ENDPOINTS, OVERLAP, Endpoint, EndpointCount
from nyqst.webhooks.model.event import Event, EventType
from nyqst.webhooks.model.signature import new_secret
from nyqst.webhooks.model.target import webhook_rules
from nyqst.webhooks.ports import DeliveryStore


@dataclass(frozen=True, slots=True)
class Alteration:
    """None leaves it as it is."""

    url: str | None = None
    types: frozenset[EventType] | None = None
    enabled: bool | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    endpoint: Endpoint
    secret: str | None
    """None when the same request was answered before: a secret is given once."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    records: Records
    deliveries: DeliveryStore
    clock: Clock
    caller: Caller
    loopback: bool = False
    """Whether this machine may be told, over http."""

    def create(self, url: str, types: frozenset[EventType], once: Once | None = None) -> Issued:
        read_target(url, webhook_rules(loopback=self.loopback))
        now = self.clock.now()
        made = Endpoint(
            self.caller.tenant_id, new_id("whk", now), url, types, now, secret=new_secret()
        )
        return self._issue("webhook.created", Added(made), made, once, self._counted(+1))

    def list(self, limit: int, cursor: str | None) -> Listed[Endpoint]:
        return self.records.list(Endpoint, limit, cursor, tenant_id=self.caller.tenant_id)

    def get(self, endpoint_id: str) -> Endpoint:
        wanted = ref(Endpoint, tenant_id=self.caller.tenant_id, id=endpoint_id)
        found = self.records.get(wanted)
        if found is None:
            raise NotFound(f"No webhook {endpoint_id}", code="webhook_not_found")
        return found

    def alter(self, endpoint_id: str, wanted: Alteration) -> Endpoint:
        """Switching one on forgives what it did not take before."""
        before = self.get(endpoint_id)
        if wanted.url is not None:
            read_target(wanted.url, webhook_rules(loopback=self.loopback))
        after = replace(
            before,
            url=before.url if wanted.url is None else wanted.url,
            types=before.types if wanted.types is None else wanted.types,
            enabled=before.enabled if wanted.enabled is None else wanted.enabled,
            given_up=0 if wanted.enabled else before.given_up,
        )
        if after != before:
            self._commit("webhook.changed", Changed(before, after))
        return after

    def remove(self, endpoint_id: str) -> None:
        self._commit("webhook.removed", Removed(self.get(endpoint_id)), self._counted(-1))

    def rotate(self, endpoint_id: str, once: Once | None = None) -> Issued:
        """The secret before still signs for another day, beside the new one."""
        earlier = self.records.earlier(self.caller.tenant_id, once, self.clock.now())
        if earlier is not None:
            return Issued(self.get(earlier), None)
        before = self.get(endpoint_id)
        after = replace(
            before,
            secret=new_secret(),
            old_secret=before.secret,
            old_secret_until=self.clock.now() + OVERLAP,
        )
        return self._issue("webhook.secret_rotated", Changed(before, after), after, once)

    def ping(self, endpoint_id: str) -> Delivery:
        endpoint, now = self.get(endpoint_id), self.clock.now()
        event = Event(
            self.caller.tenant_id, new_id("evt", now), EventType.PING, now, {"webhook": endpoint.id}
        )
        delivery = delivery_of(event, endpoint)
        self.deliveries.add(delivery)
        return delivery

    def _counted(self, more: int) -> Change:
        """Refused when another endpoint is made or removed meanwhile."""
        wanted = ref(EndpointCount, tenant_id=self.caller.tenant_id)
        known = self.records.get(wanted)
        count = (known.count if known else 0) + more
        if count > MAX_ENDPOINTS:
            raise Conflict(f"A tenant has up to {MAX_ENDPOINTS}", code="too_many_webhooks")
        counted = EndpointCount(self.caller.tenant_id, count)
        return Changed(known, counted) if known else Added(counted)

    def _issue(
        self, action: str, change: Change, endpoint: Endpoint, once: Once | None, *others: Change
    ) -> Issued:
        tenant_id, now = endpoint.tenant_id, self.clock.now()
        answering = Answering(tenant_id, once, endpoint.id, now) if once else None
        earlier = self._commit(action, change, *others, answering=answering)
        return Issued(self.get(earlier), None) if earlier else Issued(endpoint, endpoint.secret)

    def _commit(
        self,
        action: str,
        change: Added | Changed | Removed,
        *others: Change,
        answering: Answering | None = None,
    ) -> str | None:
        subject = change.before if isinstance(change, Changed) else change.record
        entry = audited(self.caller, self.clock.now(), action, subject.id, change)
        return self.records.commit(change, entry, *others, answering=answering)
