"""Plans and what each has: the words in which admissions are decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nyqst.identity.plan import PlanCode
from nyqst.metering.model.meter import LIMITLESS, Cut
from nyqst.metering.model.period import Cycle


class Feature(StrEnum):
    RESEARCH_RUN = "research_run"
    SUPER_REPORT = "super_report"
    LLM_TOKENS = "llm_tokens"


@dataclass(frozen=True, slots=True)
class Quota:
    """How much of a feature a plan has in each cycle."""

    cycle: Cycle
    included: int
    overage_cents: int | None = None
    """Of each unit beyond; None where there is none beyond."""
    at_most: int | None = None
    shards: int = 1

    @property
    def cut(self) -> Cut:
        if self.overage_cents is None:
            return Cut(self.included, self.shards)
        return Cut(LIMITLESS if self.at_most is None else self.at_most, self.shards)


@dataclass(frozen=True, slots=True)
class Plan:
    code: PlanCode
    name: str
    run_budget_micros: int
    """What the model of one run may cost, in millionths of a dollar."""
    concurrent_runs: int
    concurrent_runs_each: int
    """Of one user."""
    features: Mapping[Feature, Quota | None]
    """Those that the plan has; None where there is nothing to count."""


@dataclass(frozen=True, slots=True)
class Catalog:
    version: int
    plans: Mapping[PlanCode, Plan]
