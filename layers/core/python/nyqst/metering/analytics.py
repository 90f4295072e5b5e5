"""What a tenant has used, by day, feature, model class, user or project.

Answered from the tallies of the ledger, which the sweep keeps up: what ended in the last minute or
two may be missing, and nothing that is there is ever wrong.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from nyqst.errors import InvalidInput
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.tally import Figures, Group, Tally
from nyqst.metering.ports import TallyStore

MAX_DAYS = 366


class By(StrEnum):
    DAY = "day"
    FEATURE = "feature"
    MODEL = "model"
    USER = "user"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    """Empty for what the ledger does not ascribe to anything of the kind."""
    runs: int = 0
    calls: int = 0
    """Of a model."""
    tokens: int = 0
    """Those of calls whose end nobody told are in no other column."""
    input_tokens: int = 0
    output_tokens: int = 0
    cost_micros: int = 0

    def with_figures(self, feature: Feature, figures: Figures) -> "Line":
        if feature is not Feature.LLM_TOKENS:
            return replace(self, runs=self.runs + figures.quantity)
        return replace(
            self,
            calls=self.calls + figures.ends,
            tokens=self.tokens + figures.quantity,
            input_tokens=self.input_tokens + figures.input_tokens,
            output_tokens=self.output_tokens + figures.output_tokens,
            cost_micros=self.cost_micros + figures.cost_micros,
        )


_KEYS: Mapping[By, Callable[[Feature, Tally, Group], str]] = {
    By.DAY: lambda _feature, tally, _group: tally.day.isoformat(),
    By.FEATURE: lambda feature, _tally, _group: feature.value,
    By.MODEL: lambda _feature, _tally, group: group.model_class,
    By.USER: lambda _feature, _tally, group: group.user,
    By.PROJECT: lambda _feature, _tally, group: group.project,
}
_COUNTED = (Feature.RESEARCH_RUN, Feature.LLM_TOKENS)


@dataclass(frozen=True, slots=True)
class Analytics:
    tallies: TallyStore

    def __call__(self, tenant_id: str, by: By, first: date, last: date) -> tuple[Line, ...]:
        """Of both days and those between, by key. A run has no model class, its calls have one."""
        check_range(first, last)
        lines: dict[str, Line] = {}
        for feature in _COUNTED[by is By.MODEL :]:
            for tally in self.tallies.between(tenant_id, feature.value, first, last):
                for group, figures in tally.groups.items():
                    key = _KEYS[by](feature, tally, group)
                    line = lines.get(key, Line(key))
                    lines[key] = line.with_figures(feature, figures)
        return tuple(lines[key] for key in sorted(lines))


def check_range(first: date, last: date) -> None:
    if last < first:
        raise InvalidInput("The range ends before it begins", code="invalid_range", field="to")
    if (last - first).days >= MAX_DAYS:
        raise InvalidInput(
            f"A range has up to {MAX_DAYS} days", code="range_too_long", field="from"
        )
