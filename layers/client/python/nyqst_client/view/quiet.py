"""A run that is followed without being shown."""

from dataclasses import dataclass

from nyqst_client.model.event import Event
from nyqst_client.progress.apply import apply
from nyqst_client.progress.run_progress import RunProgress


@dataclass(frozen=True, slots=True)
class QuietView:
    progress: RunProgress

    def take(self, event: Event) -> None:
        apply(self.progress, event)
