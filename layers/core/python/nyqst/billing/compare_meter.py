"""Compares what was told with what Stripe's meter has summed up: by day, and where a day differs by
the hour, and where an hour differs by the minute, so that few questions find what is missing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nyqst.billing.model.processor import SoldMeter
from nyqst.billing.model.reconciliation import Between, Drift, named
from nyqst.billing.model.report import Report, minute_of
from nyqst.billing.ports import UsageMeters, Window

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_FINER: Mapping[timedelta, tuple[timedelta, Window]] = {
    _DAY: (_HOUR, "hour"),
    _HOUR: (_MINUTE, None),
}


@dataclass(frozen=True, slots=True)
class Bucket:
    start: datetime
    reports: tuple[Report, ...]
    summed: int
    """By Stripe."""

    @property
    def lacks(self) -> int:
        return sum(report.units for report in self.reports) - self.summed


@dataclass(frozen=True, slots=True)
class CompareMeter:
    gateway: UsageMeters
    meter: SoldMeter
    customer_id: str
    cents: int
    """Of a unit that nobody here has told of."""

    def __call__(
        self, sent: Sequence[Report], start: datetime, end: datetime
    ) -> Iterator[tuple[Drift, tuple[Report, ...]]]:
        """With the reports among which the fault must be; days from `start` to before `end`."""
        sums = self.gateway.summed(self.meter, self.customer_id, start, end, "day")
        for bucket in _buckets(sent, sums, _day_of):
            if start <= bucket.start < end and bucket.lacks:
                yield from self._within(bucket, _DAY)

    def _within(
        self, bucket: Bucket, width: timedelta
    ) -> Iterator[tuple[Drift, tuple[Report, ...]]]:
        if width not in _FINER:
            yield self._drift(bucket), bucket.reports
            return
        finer, window = _FINER[width]
        found = [each for each in self._parts(bucket, width, window) if each.lacks]
        # Where the parts cannot tell, as of what was never told, the whole does.
        if sum(each.lacks for each in found) != bucket.lacks:
            yield self._drift(bucket), bucket.reports
            return
        for each in found:
            yield from self._within(each, finer)

    def _parts(self, bucket: Bucket, width: timedelta, window: Window) -> Sequence[Bucket]:
        start = bucket.start
        if window:
            end = start + width
            sums = self.gateway.summed(self.meter, self.customer_id, start, end, window)
            return _buckets(bucket.reports, sums, _hour_of)
        return [self._minute(minute, reports) for minute, reports in _grouped(bucket)]

    def _minute(self, minute: datetime, reports: tuple[Report, ...]) -> Bucket:
        end = minute + _MINUTE
        sums = self.gateway.summed(self.meter, self.customer_id, minute, end, None)
        return Bucket(minute, reports, sum(sums.values()))

    def _drift(self, bucket: Bucket) -> Drift:
        cents = bucket.reports[0].cents if bucket.reports else self.cents
        more = -bucket.lacks * cents
        return Drift(Between.REPORTS_AND_METER, bucket.start, more, named(bucket.reports))


def _grouped(bucket: Bucket) -> Sequence[tuple[datetime, tuple[Report, ...]]]:
    found = _by(bucket.reports, minute_of)
    return [(minute, tuple(reports)) for minute, reports in found.items()]


def _buckets(
    reports: Sequence[Report],
    sums: Mapping[datetime, int],
    start_of: Callable[[datetime], datetime],
) -> Sequence[Bucket]:
    told = _by(reports, start_of)
    starts = sorted({*told, *sums})
    return [Bucket(at, tuple(told.get(at, ())), sums.get(at, 0)) for at in starts]


def _by(
    reports: Sequence[Report], start_of: Callable[[datetime], datetime]
) -> dict[datetime, list[Report]]:
    found: dict[datetime, list[Report]] = {}
    for report in reports:
        if report.stamp is not None:
            found.setdefault(start_of(report.stamp), []).append(report)
    return found


def _hour_of(stamp: datetime) -> datetime:
    return minute_of(stamp).replace(minute=0)


def _day_of(stamp: datetime) -> datetime:
    return _hour_of(stamp).replace(hour=0)
