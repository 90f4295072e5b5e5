"""Waiting for a model's provider that is busy: the one place where a refused call is repeated."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from nyqst.errors import Unavailable
from nyqst.research.model.brief import DataBrief
from nyqst.research.runner import Paragraph, Runner, Section
from nyqst_agent.runners.delegate import Answer, DelegatingRunner


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one call is tried. Pauses double from `first_s` and are drawn from 0 up to that."""

    attempts: int = 6
    first_s: float = 1.0
    longest_s: float = 20.0
    total_s: float = 60.0
    """From the first try to the beginning of the last one, the calls' own time included."""

    def ceiling(self, failed: int) -> float:
        """Of the pause after so many failed tries."""
        return min(self.longest_s, self.first_s * 2.0 ** (failed - 1))


class PatientRunner(DelegatingRunner):
    """Repeats what was refused with `Throttled` or `Unavailable`, and raises that in the end.

    A section is repeated only as long as none of its paragraphs has been handed out.
    """

    def __init__(
        self,
        runner: Runner,
        patience: Patience | None = None,
        sleep: Callable[[float], None] = time.sleep,
        draw: Callable[[], float] = random.random,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(runner)
        self._patience = patience or Patience()
        self._sleep = sleep
        self._draw = draw
        self._elapsed = elapsed

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        yield from self._call("write", lambda: _begun(self.runner.write(brief, section)))

    def _call(self, _method: str, call: Callable[[], Answer]) -> Answer:
        patience = self._patience
        deadline = self._elapsed() + patience.total_s
        for failed in range(1, patience.attempts):
            try:
                return call()
            except Unavailable:
                pause = self._draw() * patience.ceiling(failed)
                if self._elapsed() + pause > deadline:
                    raise
                self._sleep(pause)
        return call()


def _begun(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """The same, asked for the first one already."""
    return chain([first for first in [next(paragraphs, None)] if first is not None], paragraphs)
