"""Tells Stripe what was put down, each unit once.

That something is about to be told is written before, that it was told after. Who dies in between
leaves it to the next one, who tells it again: within a day Stripe knows it by its identifier; later
Stripe's own sums say whether it was heard.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from nyqst.billing.model.prices import PriceMap
from nyqst.billing.model.processor import ProcessorSubscription, SoldMeter, SubscriptionStatus
from nyqst.billing.model.report import Report, Span, minute_of
from nyqst.billing.model.statement import Statement
from nyqst.billing.ports import Gateways, UsageEvent
from nyqst.billing.statements import Statements
from nyqst.clock import Clock
from nyqst.metering.model.period import months_around

_AT_ONCE = 25
_GRACE = timedelta(hours=1)
"""So long the last invoice of a subscription that has ended is a draft."""
_SECOND = timedelta(seconds=1)
"""What ends an invoice's period is not in it, and the one that is open may end now."""
_PAID = frozenset({SubscriptionStatus.ACTIVE, SubscriptionStatus.PAST_DUE})


@dataclass(frozen=True, slots=True)
class Line:
    """To Stripe, for one customer."""

    customer_id: str
    meter: SoldMeter
    span: Span


@dataclass(frozen=True, slots=True)
class TellUsage:
    statements: Statements
    gateway: Gateways
    prices: PriceMap
    clock: Clock

    def __call__(self, customer_id: str, statement: Statement) -> Statement:
        """What cannot be on an invoice yet is left as it is: a trial is told of when it is paid."""
        line = self._line(customer_id) if statement.unsent and self.prices.overage else None
        if line is None:
            return statement
        found = self.statements.reports(statement.tenant_id, statement.period)
        waiting = [report for report in found if report.sent_at is None]
        for at in range(0, len(waiting), _AT_ONCE):
            some = waiting[at : at + _AT_ONCE]
            statement, unheard = self._without_heard(line, statement, some)
            statement = self._tell(line, statement, self._stamp(line, unheard))
        return statement

    def _line(self, customer_id: str) -> Line | None:
        """None where no invoice to come will have what is told now."""
        lines = [
            Line(customer_id, self.gateway().behind(price), span)
            for told in self.gateway().subscriptions_of(customer_id)
            if (span := self._span(told)) is not None
            for price in self.prices.overage.values()
            if price in told.metered
        ]
        return max(lines, key=lambda line: line.span.last, default=None)

    def _span(self, told: ProcessorSubscription) -> Span | None:
        now, start, ended = self.clock.now(), told.period_start, told.ended_at
        if start is not None and told.status in _PAID:
            return Span(start, now - _SECOND)
        if start is not None and ended is not None and now < ended + _GRACE:
            return Span(min(start, ended), ended - _SECOND)
        return None

    def _without_heard(
        self, line: Line, statement: Statement, waiting: Sequence[Report]
    ) -> tuple[Statement, Sequence[Report]]:
        unheard = []
        for report in waiting:
            if report.is_doubtful(line.span, self.clock.now()) and self._was_heard(line, report):
                sent = report.sent(self.clock.now())
                statement = self.statements.mark_sent(statement, [(report, sent)])
            else:
                unheard.append(report)
        return statement, unheard

    def _stamp(self, line: Line, waiting: Sequence[Report]) -> Sequence[Report]:
        now = self.clock.now()
        stamped = [(report, report.stamped(line.span, now)) for report in waiting]
        self.statements.amend(stamped)
        return [after for _, after in stamped]

    def _tell(self, line: Line, statement: Statement, stamped: Sequence[Report]) -> Statement:
        for report in stamped:
            if report.stamp is not None:
                event = UsageEvent(report.id, line.customer_id, report.units, report.stamp)
                self.gateway().tell(line.meter, event)
        now = self.clock.now()
        return self.statements.mark_sent(
            statement, [(report, report.sent(now)) for report in stamped]
        )

    def _was_heard(self, line: Line, report: Report) -> bool:
        """Whether its minute has more than what is known to be in it."""
        if report.stamp is None:
            return False
        minute = minute_of(report.stamp)
        end = minute + timedelta(minutes=1)
        sums = self.gateway().summed(line.meter, line.customer_id, minute, end, None)
        known = sum(
            other.units
            for other in self._reports_around(report)
            if other.sent_at and other.stamp and minute_of(other.stamp) == minute
        )
        return sum(sums.values()) >= known + report.units

    def _reports_around(self, report: Report) -> Iterator[Report]:
        for month in months_around(report.period):
            yield from self.statements.reports(report.tenant_id, month)
