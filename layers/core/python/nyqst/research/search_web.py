"""Asking the web: the providers in order, until one answers; a run's watchers see which."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from nyqst.errors import Failed, NyqstError, Refused, Unavailable
from nyqst.metering.purse import Cost, Purse
from nyqst.research.model.run import Run
from nyqst.research.model.step import Lease
from nyqst.research.step import Bench
from nyqst.web.model.found import Asked, Found
from nyqst.web.ports import WebSearch

PAGES = 8
"""Of one run."""
_MAY_BE_BILLED = frozenset({"answer_unreadable", "connection_failed", "timeout"})
"""The provider may have searched, and nobody knows."""
_TOOL = "web_search"

ToolEvent = Literal["tool_call_started", "tool_call_completed", "fallback_used", "all_tools_failed"]


@dataclass(frozen=True, slots=True)
class SearchWeb:
    purse_of: Callable[[Run, Lease], Purse]

    def __call__(self, bench: Bench, searches: Sequence[WebSearch]) -> tuple[Found, ...] | None:
        """None when every provider failed."""
        asked = Asked.of(bench.run.query)
        purse = _own(self.purse_of(bench.run, bench.lease))
        for search in searches:
            _tell(bench, "tool_call_started", provider=search.name, input=asked.text)
            try:
                found = _paid(purse, search, asked)
            except (Failed, Refused, Unavailable) as error:
                _tell(bench, "fallback_used", provider=search.name, reason=error.code)
                continue
            _tell(bench, "tool_call_completed", provider=search.name, found=len(found))
            return found
        _tell(bench, "all_tools_failed", input=asked.text)
        return None


def _own(purse: Purse) -> Purse:
    """Its reservations are none of the model's, which counts its calls for the same attempt."""
    facts = {name: fact for name, fact in purse.facts.items() if name != "model_class"}
    return replace(purse, owner=f"{purse.owner}:web", facts=facts)


def _paid(purse: Purse, search: WebSearch, asked: Asked) -> tuple[Found, ...]:
    advance = purse.take(Cost(1, 0, search.micros))
    try:
        found = search(asked, PAGES)
    except NyqstError as error:
        billed = search.micros if error.code in _MAY_BE_BILLED else 0
        purse.settle(advance, Cost(0, 0, billed))
        raise
    purse.settle(advance, Cost(0, 0, search.micros))
    return found


def _tell(bench: Bench, event: ToolEvent, **told: str | int) -> None:
    bench.events.emit(bench.announce.tool("planning", "p1", event, _TOOL, told))
    bench.events.flush()
