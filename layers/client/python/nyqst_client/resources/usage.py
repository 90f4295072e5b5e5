"""What the tenant has used of its plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nyqst_client.decode import decode
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.model.alert import Alert
from nyqst_client.model.page import Page, all_of
from nyqst_client.model.usage import (
    Decision,
    Explanation,
    LedgerEntry,
    LedgerPage,
    Usage,
    UsageAnalytics,
)
from nyqst_client.resources.pages import page_from


@dataclass(frozen=True, slots=True)
class PlanUsage:
    connection: Connection

    def get(self) -> Usage:
        """In the current periods."""
        return decode(Usage, self.connection.call("GET", path_of("usage")))

    def analytics(
        self, by: str = "day", first: date | None = None, last: date | None = None
    ) -> UsageAnalytics:
        """By `day`, `feature`, `model`, `user` or `project`; of this month if nothing is said."""
        path = path_of("usage", "analytics")
        answer = self.connection.call("GET", path, params={"by": by, **_range(first, last)})
        return decode(UsageAnalytics, answer)

    def entries(
        self, feature: str, first: date | None = None, last: date | None = None
    ) -> Iterator[LedgerEntry]:
        """The ledger of every period that has a day of the range, page by page."""
        path, cursor = path_of("usage", "entries"), None
        while True:
            params = {"feature": feature, **_range(first, last), "cursor": cursor}
            page = decode(LedgerPage, self.connection.call("GET", path, params=params))
            yield from page.entries
            cursor = page.next_cursor
            if cursor is None:
                return

    def alerts(self) -> Iterator[Alert]:
        """Newest first."""
        path = path_of("usage", "alerts")

        def page(cursor: str | None) -> Page[Alert]:
            params = {"limit": 100, "cursor": cursor}
            return page_from(Alert, self.connection.call("GET", path, params=params))

        return all_of(page)

    def decisions(
        self, outcome: str | None = None, limit: int | None = None, cursor: str | None = None
    ) -> Page[Decision]:
        """About starting runs, newest first; all, or the `permitted`, `denied`, `let_through`."""
        params = {"outcome": outcome, "limit": limit, "cursor": cursor}
        answer = self.connection.call("GET", path_of("usage", "decisions"), params=params)
        return page_from(Decision, answer)

    def all_decisions(self, outcome: str | None = None) -> Iterator[Decision]:
        return all_of(lambda cursor: self.decisions(outcome, 100, cursor))

    def explain(self, decision_id: str) -> Explanation:
        """Rule by rule, whether it would come out the same, and what it would be today."""
        path = path_of("usage", "decisions", decision_id)
        return decode(Explanation, self.connection.call("GET", path))


def _range(first: date | None, last: date | None) -> dict[str, str | None]:
    ends = {"from": first, "to": last}
    return {name: day.isoformat() if day else None for name, day in ends.items()}
