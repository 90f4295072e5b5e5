"""Buying a plan, and what happens to the tenant's money."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nyqst_client.decode import decode
from nyqst_client.errors import UnexpectedAnswer
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.model.billing import Checkout, Overview, Plan, Statement, Status
from nyqst_client.model.event import Event, event_of
from nyqst_client.model.page import Page, all_of
from nyqst_client.resources.pages import page_from
from nyqst_client.stream.follow import Following

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Billing:
    connection: Connection

    def plans(self) -> tuple[Plan, ...]:
        answer = self.connection.call("GET", path_of("billing", "plans"))
        return tuple(decode(Plan, item) for item in answer)

    def status(self) -> Status:
        return decode(Status, self.connection.call("GET", path_of("billing", "status")))

    def overview(self) -> Overview:
        return decode(Overview, self.connection.call("GET", path_of("billing", "overview")))

    def checkout(
        self,
        plan: str,
        interval: str = "month",
        seats: int = 1,
        *,
        success_url: str | None = None,
        cancel_url: str | None = None,
    ) -> Checkout:
        """A page at which the plan is paid for, of a tenant that has no subscription."""
        body = {
            "plan": plan,
            "interval": interval,
            "seats": seats,
            "success_url": success_url,
            "cancel_url": cancel_url,
        }
        path = path_of("billing", "checkout")
        return decode(Checkout, self._post(path, body))

    def portal(self, return_url: str | None = None) -> str:
        """The address of a page where cards, addresses and invoices are looked after."""
        answer = self._post(path_of("billing", "portal"), {"return_url": return_url})
        try:
            return str(answer["portal_url"])
        except (KeyError, TypeError) as error:
            raise UnexpectedAnswer(f"There is no portal in this: {error}") from error

    def history(self, tenant_id: str, after: int = 0) -> Iterator[Event]:
        """What has happened behind number `after`, oldest first, page by page."""
        path = path_of("billing", "tenants", tenant_id, "events")
        while True:
            params = {"after": after or None, "limit": _PAGE}
            events = _events(self.connection.call("GET", path, params=params))
            yield from events
            if len(events) < _PAGE:
                return
            after = events[-1].seq

    def statements(self, tenant_id: str) -> Iterator[Statement]:
        """The latest month first."""
        path = path_of("billing", "tenants", tenant_id, "statements")

        def page(cursor: str | None) -> Page[Statement]:
            params = {"limit": 100, "cursor": cursor}
            return page_from(Statement, self.connection.call("GET", path, params=params))

        return all_of(page)

    def follow(self, after: int = 0) -> Iterator[Event]:
        """The same, and then each event as it comes. It has no end."""
        return self._following(after).events()

    def signs(self, after: int = 0) -> Iterator[Event | None]:
        """As `follow`, with a None every few seconds in which nothing happens."""
        return self._following(after).signs()

    def _following(self, after: int) -> Following:
        return Following(self.connection, path_of("billing", "stream"), "billing", after)

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        given = {name: value for name, value in body.items() if value is not None}
        return self.connection.call("POST", path, body=given, once=uuid.uuid4().hex)


def _events(answer: Any) -> tuple[Event, ...]:
    try:
        return tuple(map(event_of, answer["events"]))
    except (KeyError, TypeError, ValueError) as error:
        raise UnexpectedAnswer(f"This is not a page of events: {error}") from error
