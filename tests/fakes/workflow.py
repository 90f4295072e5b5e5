"""A workflow that only remembers what it was told."""

from dataclasses import dataclass, field

from nyqst.errors import Unavailable
from nyqst.research.model.run import RunKey


@dataclass
class MemoryWorkflow:
    started: list[RunKey] = field(default_factory=list)
    """Each once, however often it is started."""
    stopped: list[RunKey] = field(default_factory=list)
    down: bool = False

    def start(self, key: RunKey) -> None:
        self.probe()
        if key not in self.started:
            self.started.append(key)

    def stop(self, key: RunKey, reason: str) -> None:
        self.probe()
        if key in self.started and key not in self.stopped:
            self.stopped.append(key)

    def probe(self) -> None:
        if self.down:
            raise Unavailable("The workflow is down")
