"""What billing needs of the world outside."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from nyqst.billing.model.inbox import InboxEntry


class Inbox(Protocol):
    def add(self, entry: InboxEntry) -> bool:
        """False when the event is there already; it is left as it is."""

    def get(self, event_id: str) -> InboxEntry | None: ...

    def change(self, after: InboxEntry) -> InboxEntry | None:
        """None if somebody else has changed it since it was read."""

    def due(self, now: datetime, limit: int) -> tuple[InboxEntry, ...]:
        """Those whose time has come, the longest waiting first."""

    def dead(self, limit: int) -> tuple[InboxEntry, ...]: ...


@dataclass(frozen=True, slots=True)
class Credentials:
    """What Stripe has given us, and what was agreed on for its webhooks."""

    api_key: str = field(repr=False)
    webhook_secrets: Sequence[str] = field(repr=False)
    """The newest first; the one before stays until Stripe signs with it no more."""


class CredentialSource(Protocol):
    def __call__(self) -> Credentials | None:
        """None as long as nobody has put them there."""
