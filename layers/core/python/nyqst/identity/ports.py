"""What identity needs of the world outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from nyqst.idempotency import Once
from nyqst.identity.model.signing import KeySet, PublicKey
from nyqst.identity.model.token import Issuer
from nyqst.identity.records import Change, Record, Ref
from nyqst.paging import Listed


@dataclass(frozen=True, slots=True)
class Answering:
    """The request that the changes answer, and the id of what they make."""

    tenant_id: str
    once: Once
    result_id: str
    at: datetime


class Records(Protocol):
    def get(self, wanted: Ref[Record]) -> Record | None: ...

    def get_together(self, *wanted: Ref[Any]) -> tuple[Any, ...]:
        """In one call and in that order, None for what is not there."""

    def list(
        self,
        kind: type[Record],
        limit: int,
        cursor: str | None,
        *,
        newest_first: bool = False,
        **partition: str,
    ) -> Listed[Record]: ...

    def commit(self, *changes: Change, answering: Answering | None = None) -> str | None:
        """All or nothing. Raises `Conflict` when one of them meets something else than it expects.

        Answers with what the same request made before, in which case nothing is changed.
        """

    def earlier(self, tenant_id: str, once: Once | None, now: datetime) -> str | None:
        """What the same request made before. Raises `Conflict` if it was another request."""


class Passwords(Protocol):
    def hash(self, password: str) -> str: ...

    def matches(self, kept: str | None, password: str) -> bool:
        """Never of None, and it takes as long to say so."""


class SigningKeys(Protocol):
    def current(self) -> KeySet | None:
        """None before the first rotation."""

    def propose(self, version: str, keys: KeySet) -> None:
        """Lays them beside the current ones. A version is proposed once, however often asked."""

    def proposed(self, version: str) -> KeySet:
        """As it was proposed, whether it is accepted or not."""

    def accept(self, version: str) -> None:
        """What was proposed comes into force."""


class PublicKeys(Protocol):
    """The public half, for whoever verifies and does not sign."""

    def published(self) -> tuple[PublicKey, ...]:
        """Empty before the first rotation."""

    def publish(self, keys: tuple[PublicKey, ...]) -> None: ...


class IssuerKeys(Protocol):
    def find(self, issuer: Issuer, kid: str) -> Mapping[str, Any] | None:
        """A public key of theirs, as JWK."""
