"""What a scripted runner is told to answer, and what it was asked."""

import threading
from dataclasses import dataclass, field

from nyqst.research.model.usage import Usage


@dataclass
class Script:
    """Shared by all runners of a platform. A call is named as in `write summary`, `plan`."""

    questions: tuple[str, ...] = ("fleet", "debt", "crew")
    """The word that each task of the plan is about."""
    cost: Usage = field(default_factory=lambda: Usage(100, 10, 2_500))
    """Of every call."""
    asked: list[str] = field(default_factory=list)
    earlier_questions: tuple[str, ...] = ()
    """Those that the last plan was told of."""
    _failures: dict[str, list[Exception]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fail(self, call: str, *errors: Exception) -> None:
        """The call raises these in turn; from then on it is answered."""
        self._failures[call] = list(errors)

    def fail_always(self, call: str, error: Exception) -> None:
        self._failures[call] = [error] * 1_000

    def ask(self, call: str) -> None:
        with self._lock:
            self.asked.append(call)
            errors = self._failures.get(call)
            if errors:
                raise errors.pop(0)
