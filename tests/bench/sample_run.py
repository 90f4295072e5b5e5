"""The run of the demo, with the real stores over AWS in this process."""

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

import pytest

from nyqst.artifacts.model import sha256_of
from nyqst.bootstrap import Platform
from nyqst.clock import SystemClock
from nyqst.documents.ingest import Ingestion
from nyqst.documents.upload import Announced, Documents
from nyqst.research.model.run import RunStatus
from nyqst.research.start_run import RunRequest
from nyqst.settings import Settings
from nyqst_agent.bootstrap import Workers
from nyqst_agent.corpora import CachedCorpora
from nyqst_documents.extract import extract
from tests.aws import Aws, moto_aws
from tests.bench.aws_calls import Calls
from tests.bench.gold import read_gold
from tests.bench.in_memory import CALLER

_SAMPLES = Path(__file__).resolve().parents[1] / "samples"

Answer = TypeVar("Answer")


@dataclass
class NewWorker(Workers):
    """As in a function that has just started: nothing of the documents is there yet."""

    @cached_property
    def open_corpus(self) -> CachedCorpora:
        return CachedCorpora(Path(tempfile.mkdtemp(prefix="nyqst-bench-")))


@dataclass
class SampleRun:
    calls: Calls
    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """CPU of each call of a function. AWS is emulated in it, so it is rather too much."""

    def of(self, function: str) -> Sequence[float]:
        return self.seconds[function]

    def timed(self, function: str, work: Callable[[], Answer]) -> Answer:
        started = time.process_time()
        answer = work()
        self.seconds[function].append(time.process_time() - started)
        return answer


def sample_run() -> SampleRun:
    run = SampleRun(Calls())
    with _platform(run.calls) as platform:
        _add_samples(platform)
        run.calls.reset()
        _work(platform, run)
    return run


def _work(platform: Platform, done: SampleRun) -> None:
    """State by state, as the workflow goes."""
    request = RunRequest(read_gold(_SAMPLES / "gold.json").demo_question)
    run = done.timed("api", lambda: platform.research.start_run(CALLER, request, None))
    key = run.key

    def worker() -> NewWorker:
        return NewWorker(platform)

    planned = done.timed("plan_run", lambda: worker().plan_run(key))
    for task in planned["tasks"]:
        done.timed("research_task", partial(worker().research_task, key, task))
    done.timed("synthesize_run", lambda: worker().synthesize_run(key))
    done.timed("write_deliverable", lambda: worker().write_deliverable(key))
    closed = done.timed("close_run", lambda: platform.research.close_run(key, RunStatus.SUCCEEDED))
    if closed.status is not RunStatus.SUCCEEDED:
        raise AssertionError(f"The sample run {closed.status}")


@contextmanager
def _platform(calls: Calls) -> Iterator[Platform]:
    with pytest.MonkeyPatch.context() as environment, moto_aws(environment) as aws:
        calls.watch()
        yield Platform(_settings(aws), SystemClock())


def _settings(aws: Aws) -> Settings:
    return Settings(
        app_table=aws.app_table,
        events_table=aws.events_table,
        usage_table="usage",
        artifact_bucket=aws.bucket,
        ingest_queue_url=aws.queue_url,
        state_machine_arn=aws.state_machine_arn,
    )


def _add_samples(platform: Platform) -> None:
    documents = Documents(
        platform.documents, platform.content, platform.ingest_queue, platform.clock, CALLER
    )
    artifacts = platform.artifacts(CALLER.tenant_id, CALLER.user_id)
    ingestion = Ingestion(platform.documents, artifacts, extract)
    for path in sorted((_SAMPLES / "documents").iterdir()):
        content = path.read_bytes()
        file = Announced(path.name, "application/octet-stream", len(content), sha256_of(content))
        ((document, _),) = documents.announce([file])
        platform.content.put(CALLER.tenant_id, file.sha256, content, file.media_type)
        documents.request_ingest([document.id])
        ingestion.ingest(document.id)
