"""What can be bought, and the work that uses it."""

from dataclasses import dataclass
from enum import StrEnum

from nyqst.metering.model.model_class import ModelClass


class Feature(StrEnum):
    RESEARCH_RUN = "research_run"
    SUPER_REPORT = "super_report"
    LLM_TOKENS = "llm_tokens"


class Unit(StrEnum):
    RUN = "run"
    TOKEN = "token"  # noqa: S105


class Task(StrEnum):
    """What a run does."""

    PLAN = "plan"
    RESEARCH = "research"
    SYNTHESIS = "synthesis"
    REPORT = "report"


class OnFailure(StrEnum):
    """What becomes of a request while the store of the meters does not answer."""

    OPEN = "open"
    """It is let through, and what it uses is counted when it settles."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class FeatureTerms:
    name: str
    unit: Unit
    on_failure: OnFailure = OnFailure.CLOSED


@dataclass(frozen=True, slots=True)
class TaskTerms:
    feature: Feature
    """Under which its use is counted."""
    model_class: ModelClass
    """The most that it is given where nobody asked for a class."""
