"""Workers in turns: real threads of which one moves at a time, in an order that a seed decides.

Some seeds change often, some let a worker go far before the next has its turn.
"""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.simulation.interrupting import When

_PATIENCE_S = 20


@dataclass
class Turns:
    seed: int
    _turn: threading.Condition = field(default_factory=threading.Condition)
    _alive: list[threading.Thread] = field(default_factory=list)
    _whose: threading.Thread | None = None
    _failures: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._restlessness = self._random.choice([0.03, 0.1, 0.3, 0.8])

    def hook(self, _number: int, when: When) -> None:
        """Of the calls of all workers: before each the turn may pass to another."""
        if when == "before" and threading.current_thread() in self._alive:
            with self._turn:
                if self._random.random() < self._restlessness:
                    self._pass_on()
                self._wait()

    def run(self, *workers: Callable[[], object]) -> None:
        """To the end of all of them. Raises what the first of them raised."""
        self._alive = [threading.Thread(target=self._work, args=(each,)) for each in workers]
        threads = list(self._alive)
        with self._turn:
            self._pass_on()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(_PATIENCE_S)
            assert not thread.is_alive(), "the workers wait for each other"
        if self._failures:
            raise self._failures[0]

    def _work(self, worker: Callable[[], object]) -> None:
        with self._turn:
            self._wait()
        try:
            worker()
        except BaseException as error:  # noqa: BLE001 - raised by `run`
            self._failures.append(error)
        with self._turn:
            self._alive.remove(threading.current_thread())
            self._pass_on()

    def _pass_on(self) -> None:
        self._whose = self._random.choice(self._alive) if self._alive else None
        self._turn.notify_all()

    def _wait(self) -> None:
        me = threading.current_thread()
        assert self._turn.wait_for(lambda: self._whose is me, _PATIENCE_S)
