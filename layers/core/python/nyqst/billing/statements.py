"""What is kept of a tenant's months: a statement of each, and what of them Stripe is told.

A statement counts its reports, and changes in one commit with them. So of two who put down the same
use at once, one is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nyqst.billing.model.report import Report
from nyqst.billing.model.statement import Statement
from nyqst.identity.ports import Records
from nyqst.identity.records import Added, Change, Changed, ref
from nyqst.paging import MAX_PAGE, Listed

_AT_ONCE = 50
"""A transaction has room for a hundred."""


@dataclass(frozen=True, slots=True)
class Statements:
    records: Records

    def find(self, tenant_id: str, period: str) -> Statement | None:
        return self.records.get(ref(Statement, tenant_id=tenant_id, period=period))

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Statement]:
        """The latest month first."""
        return self.records.list(Statement, limit, cursor, newest_first=True, tenant_id=tenant_id)

    def reports(self, tenant_id: str, period: str) -> Iterator[Report]:
        cursor = None
        while True:
            page = self.records.list(Report, MAX_PAGE, cursor, tenant_id=tenant_id, period=period)
            yield from page.items
            cursor = page.next_cursor
            if cursor is None:
                return

    def put_down(self, before: Statement, new: Sequence[Report]) -> Statement:
        """Raises `Conflict` when somebody else has put something down."""
        for at in range(0, len(new), _AT_ONCE):
            some = new[at : at + _AT_ONCE]
            units, cents = sum(each.units for each in some), sum(each.amount for each in some)
            before = self.change(before, before.with_more(units, cents), *map(Added, some))
        return before

    def mark_sent(self, before: Statement, reports: Sequence[tuple[Report, Report]]) -> Statement:
        """Each as it was and as it is sent."""
        if not reports:
            return before
        units = sum(after.units for _, after in reports)
        changes = (Changed(was, after) for was, after in reports)
        return self.change(before, before.with_sent(units), *changes)

    def amend(self, reports: Sequence[tuple[Report, Report]]) -> None:
        changes = [Changed(was, after) for was, after in reports if was != after]
        if changes:
            self.records.commit(*changes)

    def change(self, before: Statement, after: Statement, *beside: Change) -> Statement:
        """One that has never changed is added."""
        if after == before and not beside:
            return before
        change: Change = Changed(before, after) if before.version else Added(after)
        self.records.commit(change, *beside)
        return after
