"""Events that readers lose or see twice when their connection breaks off, over the local stack."""

import json
import random
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice

from infra.local import deployment, stack
from infra.local.platform import platform_at
from nyqst.clock import SystemClock
from nyqst.events.dynamodb import DynamoEventStore
from nyqst.events.ports import EventStore
from nyqst.events.types.lifecycle import Done
from nyqst.events.write import EventWriter
from nyqst.research.announce import log_of
from nyqst.research.begin_log import begin_log
from nyqst.research.model.run import Run
from tests.bench.measured import Measured
from tests.bench.writers import WRITERS, action
from tests.builders import a_run
from tests.local.place import QUESTION, Place, new_place
from tests.local.wire import blocks, lines, live_blocks, path_of

_LIVE_CUTS = 100
_LONGEST_BITE = 20


def measure(local: stack.LocalStack) -> Iterator[Measured]:
    with new_place(local) as place:
        lost_or_doubled = _recorded(place) + _live(place)
    yield Measured("events.lost_or_doubled", lost_or_doubled, "events", "exact", 0)


def wrong(found: Sequence[object], whole: Sequence[object]) -> int:
    """How many places of the one are not as in the other."""
    common = sum(a != b for a, b in zip(found, whole, strict=False))
    return common + abs(len(found) - len(whole))


def _recorded(place: Place) -> int:
    """A real run, cut behind each of its events, by both kinds of stream."""
    place.add_documents()
    run = place.finish(place.client.runs.start(QUESTION)).run
    whole, listed = blocks(place, run.id), lines(place, run.id)
    cuts = range(len(whole) + 1)
    streamed = sum(wrong(whole[:cut] + blocks(place, run.id, cut), whole) for cut in cuts)
    return streamed + sum(wrong(listed[:cut] + lines(place, run.id, cut), listed) for cut in cuts)


def _live(place: Place) -> int:
    """Forty writers append until a reader has been cut off a hundred times."""
    deployed, port = deployment.outputs(), place.local.emulator_port
    with platform_at(port, deployment.settings_of(deployed)) as platform:
        made = a_run(place.tenant_id, created_at=platform.clock.now())
        run = platform.research.runs.create(made, [], None, None)
        begin_log(platform.events, run, platform.clock)
    client = deployment.client(port, "dynamodb", connections=WRITERS)
    store = DynamoEventStore(client, deployed["EventsTable"])
    writing = Writing(store, run)
    writing.start()
    found = _bites(place, run.id)
    writing.end()
    found += _events(live_blocks(place, path_of(run.id), len(found)))
    stored = [
        {"seq": seq, "at": batch.at_ms, **json.loads(payload)}
        for batch in store.read(log_of(run.key), 0, 100_000)
        for seq, payload in batch.events()
    ]
    return wrong(found, stored)


def _bites(place: Place, run_id: str) -> list[object]:
    length = random.Random(1)
    found: list[object] = []
    for _ in range(_LIVE_CUTS):
        with closing(live_blocks(place, path_of(run_id), len(found))) as coming:
            found += islice(_events(coming), length.randint(1, _LONGEST_BITE))
    return found


def _events(coming: Iterator[bytes]) -> Iterator[object]:
    for block in coming:
        if block.startswith(b"id:"):
            yield json.loads(block.partition(b"\ndata: ")[2])


@dataclass
class Writing:
    """Workers of a run that go on until they are told to end it."""

    events: EventStore
    run: Run
    _enough: threading.Event = field(default_factory=threading.Event, init=False)
    _threads: list[threading.Thread] = field(default_factory=list, init=False)

    def start(self) -> None:
        self._threads = [
            threading.Thread(target=self._write, args=(number,)) for number in range(WRITERS)
        ]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        self._enough.set()
        for thread in self._threads:
            thread.join()
        self._writer().end(Done())

    def _write(self, number: int) -> None:
        writer, written = self._writer(), 0
        while not self._enough.wait(0.05):
            writer.emit(action(f"{number}:{written}"))
            written += 1
        writer.flush()

    def _writer(self) -> EventWriter:
        log = log_of(self.run.key)
        return EventWriter(self.events, log, SystemClock(), self.events.head(log))
