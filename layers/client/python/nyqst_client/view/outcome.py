"""How a run ended, in figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from nyqst_client.model.run import Run
from nyqst_client.progress.run_progress import RunProgress


@dataclass(frozen=True, slots=True)
class Outcome:
    run_id: str
    status: str
    """`succeeded`, `failed` or `cancelled`."""
    tasks: int
    tasks_failed: int
    sources: int
    """That the run has read; of a run that did not deliver, none."""
    citations: int
    citations_verified: int
    sentences_dropped: int
    events: int
    cost_cents: int
    wall_ms: int
    files: Mapping[str, str] = field(default_factory=dict)
    """Format, such as `html`, to the sha256 of its artifact."""
    error_type: str | None = None
    error_message: str | None = None

    @property
    def succeeded(self) -> bool:
        return self.status == "succeeded"

    @property
    def cost_usd(self) -> Decimal:
        return Decimal(self.cost_cents) / 100


def outcome_of(run: Run, progress: RunProgress) -> Outcome:
    """What the run delivered counts; what its events say stands in where it did not."""
    delivery, seen = run.delivery, progress.citations
    return Outcome(
        run_id=run.id,
        status=run.status,
        tasks=delivery.tasks if delivery else len(progress.tasks),
        tasks_failed=delivery.tasks_failed if delivery else progress.failed,
        sources=delivery.sources if delivery else 0,
        citations=delivery.citations if delivery else seen.checked,
        citations_verified=delivery.citations_verified if delivery else seen.verified,
        sentences_dropped=seen.dropped,
        events=progress.events,
        cost_cents=progress.cost_cents or 0,
        wall_ms=progress.latest_ms - progress.began_ms,
        files=delivery.files if delivery else {},
        error_type=run.error_type or progress.error_type,
        error_message=run.error_message or progress.error_message,
    )
