"""What is bought and paid, in words."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from nyqst_client.model.billing import Overview, Preview, Runs, Subscription
from nyqst_client.model.event import Event
from nyqst_client.progress.printable import printable
from nyqst_client.view.wording import counted


def money(cents: int, currency: str) -> str:
    amount = f"{Decimal(abs(cents)) / 100:,.2f}"
    shown = f"${amount}" if currency == "usd" else f"{amount} {printable(currency).upper()}"
    return f"-{shown}" if cents < 0 else shown


def overview_lines(found: Overview) -> Iterator[str]:
    yield f"plan          {printable(found.plan)}"
    if found.subscription:
        shown = standing(found.subscription) if found.has_subscription else "over"
        yield f"subscription  {shown}"
    if found.runs:
        yield f"runs          {_runs(found.runs)}"


def standing(found: Subscription) -> str:
    what = f"{found.plan}, {found.status}, by the {found.billing_interval}"
    return printable(f"{what}, {counted(found.seats, 'seat')}{_what_comes(found)}")


def preview_lines(found: Preview) -> Iterator[str]:
    amounts = [money(line.amount_cents, found.currency) for line in found.lines]
    amounts.append(money(found.total_cents, found.currency))
    width = max(map(len, amounts))
    for line, amount in zip(found.lines, amounts, strict=False):
        yield f"{amount:>{width}}  {printable(line.description)}"
    yield f"{amounts[-1]:>{width}}  in all"


def event_line(event: Event) -> str:
    data = event.data.get("data")
    what = _told(data) if isinstance(data, Mapping) else ""
    at = datetime.fromtimestamp(event.at_ms / 1000, UTC).astimezone()
    return f"{event.seq:>4}  {at:%Y-%m-%d %H:%M:%S}  {printable(event.type):<24}  {what}".rstrip()


def day(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d}"


def _what_comes(found: Subscription) -> str:
    """When the period is over."""
    end = found.current_period_end
    if end is None:
        return ""
    if found.cancel_at_period_end:
        return f", ends {day(end)}"
    if found.pending_plan:
        return f", then {found.pending_plan} from {day(end)} on"
    return f", renews {day(end)}"


def _runs(runs: Runs) -> str:
    used = f"{runs.used:,} of {runs.included:,} used"
    if not runs.overage:
        return used
    return f"{used}, {counted(runs.overage, 'more', 'more')} for {money(runs.overage_cents, 'usd')}"


def _told(data: Mapping[str, Any]) -> str:
    total, currency = data.get("total_cents"), data.get("currency")
    if isinstance(total, int) and isinstance(currency, str):
        return money(total, currency)
    ends = ", ends with its period" if data.get("cancel_at_period_end") is True else ""
    named = (printable(data.get(name)) for name in ("plan", "status"))
    return ", ".join(filter(None, named)) + ends
