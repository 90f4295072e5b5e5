"""The twin as a whole, without a socket: what is asked goes in, the answer comes out."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from infra.local.stripe_twin import checkout, routes
from infra.local.stripe_twin.account import Account
from infra.local.stripe_twin.courier import Courier
from infra.local.stripe_twin.errors import Refusal, other_parameters, unauthenticated
from infra.local.stripe_twin.expand import expanded
from infra.local.stripe_twin.faults import Fault, Faults, refusal_of
from infra.local.stripe_twin.forms import Params, decode, decode_json
from infra.local.stripe_twin.happenings import HAPPENINGS
from infra.local.stripe_twin.settings import DAY, Settings
from infra.local.stripe_twin.subscriptions.update import update
from infra.local.stripe_twin.versions import CURRENT
from nyqst.clock import Clock

_KEYS = ("sk_test_", "rk_test_")


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    path: str
    query: str = ""
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Their names in lower case."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Saved:
    print: str
    at: int
    answer: Answer


@dataclass
class Twin:
    clock: Clock
    seed: int = 0
    settings: Settings = field(default_factory=Settings)
    asked: list[Asked] = field(default_factory=list)
    ahead: int = 0
    """Seconds that its time is ahead of the clock."""

    def __post_init__(self) -> None:
        self._saved: dict[str, _Saved] = {}
        self.account = Account(self._instant(), self.seed, self.settings)
        self.faults = Faults(self.seed)
        self.courier = Courier(self.account, self.seed)

    def handle(self, asked: Asked) -> Answer:
        """Raises `NoAnswer` where there is to be none."""
        self.settle()
        self.asked.append(asked)
        request_id = self.account.new_id("req")
        key = asked.headers.get("idempotency-key") if asked.method == "POST" else None
        self.account.request = (request_id, key)
        try:
            answer = self._answered(asked, key)
        finally:
            self.account.request = None
            self.courier.fan_out()
        return Answer(answer.status, answer.body, {"Request-Id": request_id, **answer.headers})

    def settle(self) -> None:
        """All that is due by now happens, each thing at its own time."""
        until = self._instant()
        while due := self.account.next_due(until):
            self.account.now = max(due.at, self.account.now)
            HAPPENINGS[due.kind](self.account, self.account.things[due.of])
        self.account.now = until
        self.courier.fan_out()

    def advance(self, seconds: float = 0, *, days: float = 0) -> None:
        """Moves this twin's time ahead of the clock that it was given."""
        self.ahead += int(seconds + days * DAY)
        self.settle()

    def complete_checkout(self, id_: str, card: str = "pm_card_visa", email: str = "") -> None:
        self.settle()
        checkout.complete(self.account, id_, card, email)
        self.courier.fan_out()

    def renew(self, subscription_id: str, *, renews: bool) -> None:
        """As the customer decides in the portal."""
        self.settle()
        update(self.account, subscription_id, {"cancel_at_period_end": not renews})
        self.courier.fan_out()

    def decline(self, card: str, code: str = "insufficient_funds") -> None:
        """From now on the bank declines it."""
        self.account.declining[card] = code

    def accept(self, card: str) -> None:
        self.account.declining.pop(card, None)

    def _instant(self) -> int:
        return int(self.clock.now().timestamp()) + self.ahead

    def _answered(self, asked: Asked, key: str | None) -> Answer:
        fault = self.faults.drawn(asked.path)
        try:
            _authenticate(asked)
            known = self._known(asked, key)
            if known:
                return known
            answer = self._executed(asked, fault)
        except Refusal as refusal:
            answer = _refused(refusal)
        if _is_kept(answer, fault):
            self._save(asked, key, answer)
        if fault and fault.is_applied:
            answer = _refused(refusal_of(fault.error()))
            self._save(asked, key, answer)
        return answer

    def _executed(self, asked: Asked, fault: Fault | None) -> Answer:
        if fault and not fault.is_applied:
            raise fault.error()
        answering, ids = routes.found(asked.method, asked.path)
        params = _params(asked)
        paths = params.pop("expand", [])
        version = asked.headers.get("stripe-version", CURRENT)
        found = answering(self.account, *ids, params)
        return Answer(HTTPStatus.OK, expanded(self.account, found, paths, version))

    def _known(self, asked: Asked, key: str | None) -> Answer | None:
        saved = self._saved.get(key) if key else None
        if saved is None or saved.at <= self.account.now - DAY:
            return None
        if saved.print != _print(asked):
            raise other_parameters(str(key))
        replayed = {**saved.answer.headers, "Idempotent-Replayed": "true"}
        return Answer(saved.answer.status, saved.answer.body, replayed)

    def _save(self, asked: Asked, key: str | None, answer: Answer) -> None:
        if key:
            self._saved[key] = _Saved(_print(asked), self.account.now, answer)


def _refused(refusal: Refusal) -> Answer:
    return Answer(refusal.status, {"error": refusal.error}, refusal.headers)


def _is_kept(answer: Answer, fault: Fault | None) -> bool:
    """Answers are saved once execution began: not what was refused for its parameters."""
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return fault is not None and fault.is_saved
    return answer.status in (HTTPStatus.OK, HTTPStatus.PAYMENT_REQUIRED)


def _authenticate(asked: Asked) -> None:
    scheme, _, key = asked.headers.get("authorization", "").partition(" ")
    if scheme != "Bearer" or not key:
        raise unauthenticated(
            "You did not provide an API key. You need to provide your API key in the "
            "Authorization header, using Bearer auth."
        )
    if not key.startswith(_KEYS):
        raise unauthenticated(f"Invalid API Key provided: {key[:8]}****")


def _params(asked: Asked) -> Params:
    if asked.path.startswith("/v2/") and asked.method == "POST":
        return decode_json(asked.body)
    return {**decode(asked.query), **decode(asked.body)}


def _print(asked: Asked) -> str:
    text = "\n".join((asked.method, asked.path, asked.query, asked.body))
    return hashlib.sha256(text.encode()).hexdigest()
