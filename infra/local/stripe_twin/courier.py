"""Takes events to those who wait for them: signed, at least once, in no certain order."""

import hashlib
import hmac
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from infra.local.stripe_twin import events
from infra.local.stripe_twin.account import Account, Recorded, Thing
from infra.local.stripe_twin.versions import CURRENT

Post = Callable[[str, bytes, Mapping[str, str]], int]
"""To a URL; the status that came back."""

_SEPARATORS = (",\n  ", ": ")
"""Unlike what anybody's encoder writes: who encodes a body anew spoils its signature."""

_REDELIVERED_AFTER_S = (60, 600, 3_600)


@dataclass(frozen=True, slots=True)
class Endpoint:
    url: str
    secrets: tuple[str, ...] = ("whsec_twin",)
    """Several while they are changed: the header has a signature by each."""

    version: str = CURRENT
    kind: Literal["snapshot", "thin", "eventbridge"] = "snapshot"
    types: tuple[str, ...] = ("*",)


@dataclass(frozen=True, slots=True)
class Delivery:
    event: Recorded
    endpoint: Endpoint
    due: int
    attempt: int = 1


@dataclass
class DeliveryFaults:
    """How likely a delivery is lost or made twice, and how much later than it should it comes."""

    drop: float = 0.0
    duplicate: float = 0.0
    delay_s: int = 0
    is_shuffled: bool = False


@dataclass
class Courier:
    account: Account
    seed: int = 0
    endpoints: list[Endpoint] = field(default_factory=list)
    faults: DeliveryFaults = field(default_factory=DeliveryFaults)
    waiting: list[Delivery] = field(default_factory=list)
    """Who drives deliveries by hand takes them from here."""

    dropped: list[Delivery] = field(default_factory=list)
    given_up: list[Delivery] = field(default_factory=list)
    _told: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311

    def fan_out(self) -> None:
        """Every new event to every endpoint that wants it."""
        fresh, self._told = self.account.events[self._told :], len(self.account.events)
        for event in fresh:
            for endpoint in self.endpoints:
                if _wants(endpoint, event):
                    self._send(event, endpoint)

    def skip(self) -> None:
        """What has happened so far is nobody's news."""
        self._told = len(self.account.events)

    def taken(self) -> list[tuple[Delivery, bytes, Mapping[str, str]]]:
        """Those that are due, as they are sent; what becomes of each is then to be `heard`."""
        due = [each for each in self.waiting if each.due <= self.account.now]
        self.waiting = [each for each in self.waiting if each.due > self.account.now]
        if self.faults.is_shuffled:
            self._random.shuffle(due)
        bodies = [(each, self.body(each)) for each in due]
        return [(each, body, self.headers(each, body)) for each, body in bodies]

    def heard(self, delivery: Delivery, status: int) -> None:
        """What is not taken with a 2xx comes again later."""
        if not 200 <= status < 300:
            self._again(delivery)

    def deliver(self, post: Post) -> int:
        due = self.taken()
        for delivery, body, headers in due:
            self.heard(delivery, post(delivery.endpoint.url, body, headers))
        return len(due)

    def body(self, delivery: Delivery) -> bytes:
        kind, version = delivery.endpoint.kind, delivery.endpoint.version
        made: dict[str, Callable[[], Thing]] = {
            "snapshot": lambda: events.snapshot(self.account, delivery.event, version),
            "thin": lambda: events.thin(delivery.event),
            "eventbridge": lambda: events.in_eventbridge(self.account, delivery.event, version),
        }
        return json.dumps(made[kind](), separators=_SEPARATORS).encode()

    def headers(self, delivery: Delivery, body: bytes, at: int | None = None) -> dict[str, str]:
        """Signed anew for every attempt."""
        stamp = self.account.now if at is None else at
        signed = ",".join(f"v1={_mac(each, stamp, body)}" for each in delivery.endpoint.secrets)
        return {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": f"t={stamp},{signed}",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        }

    def _send(self, event: Recorded, endpoint: Endpoint) -> None:
        late = self._random.randint(0, self.faults.delay_s) if self.faults.delay_s else 0
        delivery = Delivery(event, endpoint, self.account.now + late)
        if self._random.random() < self.faults.drop:
            self.dropped.append(delivery)
            return
        self.waiting.append(delivery)
        if self._random.random() < self.faults.duplicate:
            self.waiting.append(delivery)

    def _again(self, delivery: Delivery) -> None:
        if delivery.attempt > len(_REDELIVERED_AFTER_S):
            self.given_up.append(delivery)
            return
        wait = _REDELIVERED_AFTER_S[delivery.attempt - 1]
        later = replace(delivery, due=self.account.now + wait, attempt=delivery.attempt + 1)
        self.waiting.append(later)


def _wants(endpoint: Endpoint, event: Recorded) -> bool:
    if event.data and endpoint.kind != "thin":
        return False
    return "*" in endpoint.types or event.type in endpoint.types


def _mac(secret: str, stamp: int, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
