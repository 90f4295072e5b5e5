"""What webhooks need of the world outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from nyqst.paging import Listed
from nyqst.webhooks.model.delivery import Delivery


class DeliveryStore(Protocol):
    def add(self, delivery: Delivery) -> bool:
        """False, and no change, if it is there."""

    def get(self, tenant_id: str, endpoint_id: str, delivery_id: str) -> Delivery | None: ...

    def list(
        self, tenant_id: str, endpoint_id: str, limit: int, cursor: str | None
    ) -> Listed[Delivery]:
        """Newest first."""

    def due(self, now: datetime, limit: int) -> tuple[Delivery, ...]:
        """Of any tenant, those whose time has come, the longest waiting first."""

    def change(self, after: Delivery) -> Delivery | None:
        """With its version raised; None, and no change, if somebody has changed it since."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int | None
    """None when there was none."""
    error: str | None = None
    text: str = ""


class Post(Protocol):
    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Whatever the other side does, it is an answer."""
