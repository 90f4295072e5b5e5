"""Runs as they come over the wire, made from the service's own events so that they are legal."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from nyqst.entity import EntityType
from nyqst.events.types import Event as WireEvent
from nyqst.events.types.entity import Entity
from nyqst.events.types.execution import ErrorNotice, UsageUpdate
from nyqst.events.types.lifecycle import Done, StreamError
from nyqst.events.types.messaging import ChatTitleGenerated, MessageFile, ReferencesFound
from nyqst.events.types.report import (
    NodeReportPreviewDelta,
    NodeReportPreviewDone,
    NodeReportPreviewStart,
)
from nyqst.research.announce import Announcer, stream_start
from nyqst.research.gml.writer import fragments
from nyqst.research.model.plan import Plan, PlanSet, PlanTask, Progress
from nyqst.research.model.report import Report
from nyqst.research.model.run import Deliverable, Mode, Run, RunStatus
from nyqst_client.model.event import Event, event_of
from tests.unit.nyqst_client.ferry_report import QUESTION, REPORT, TITLES

BEGAN = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
RUN = Run(
    id="run_01M7WRBRZQBZAN31FY0A9SN6H0",
    tenant_id="ten_1",
    user_id="user_1",
    workspace_id="default",
    chat_id="chat_01M7WRBRZQN4CMSJH3TS5VRMTD",
    user_message_id="msg_1",
    message_id="msg_2",
    query=QUESTION,
    deliverable=Deliverable.REPORT,
    mode=Mode.NORMAL,
    runner="offline",
    status=RunStatus.RUNNING,
    created_at=BEGAN,
    deadline=BEGAN + timedelta(minutes=30),
)


@dataclass
class Recording:
    """`lines` are the events as a reader gets them, `pauses` the seconds before each."""

    now_at: datetime = BEGAN
    lines: list[bytes] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.now_at

    def add(self, event: WireEvent, pause: float = 0.05) -> None:
        self.now_at += timedelta(seconds=pause)
        at_ms = int(self.now_at.timestamp() * 1000)
        self.pauses.append(pause)
        seq, payload = len(self.lines) + 1, event.to_json()
        self.lines.append(b'{"seq":%d,"at":%d,%b' % (seq, at_ms, payload[1:]))


def delivered_run(*, failing: int = 0, dying_writer: bool = False) -> Recording:
    """The last `failing` tasks fail; a `dying_writer` leaves half a report and another begins."""
    recording = Recording()
    announce = Announcer(RUN, recording)
    plan = _plan()
    recording.add(stream_start(RUN), 0)
    recording.add(announce.action("planning", "p1", "Devising a research strategy"), 0.4)
    recording.add(ChatTitleGenerated(chat_id=RUN.chat_id, title=plan.title), 0.8)
    recording.add(announce.planned(plan), 0)
    recording.add(announce.pending_sources(plan, [f"Document {n}" for n in range(38)]), 0)
    recording.add(announce.fan_out(plan), 0)
    _research(recording, announce, plan, failing)
    recording.add(announce.action("synthesis", "p1", "Comparing what was found"), 0.6)
    if dying_writer:
        _write(recording, announce, REPORT, attempt=1, upto=8)
    _write(recording, announce, REPORT, attempt=2)
    for name in ("gml", "html", "md", "pdf", "docx"):
        content = sha256(name.encode()).hexdigest()
        entity = announce.report_entity(REPORT.title, f"report.{name}", "text/plain", content)
        recording.add(MessageFile(message_id=RUN.message_id, entity=entity), 0.2)
    recording.add(ReferencesFound(references=_cited()), 0.1)
    recording.add(UsageUpdate(input_tokens=0, output_tokens=0, total_tokens=0, cost_cents=0))
    recording.add(Done(has_async_entities_pending=False))
    return recording


def failed_run(error_type: str = "quorum_not_met") -> Recording:
    recording = Recording()
    announce = Announcer(RUN, recording)
    recording.add(stream_start(RUN), 0)
    recording.add(announce.planned(_plan()))
    recording.add(StreamError(error_type=error_type, error_message="Too few questions came home"))
    return recording


def events_of(lines: Iterable[bytes]) -> list[Event]:
    """As the client reads them."""
    return [event_of(json.loads(line)) for line in lines]


def _plan() -> PlanSet:
    tasks = tuple(
        PlanTask(f"t{number:02}", "p1", title, f"What is said of {title.lower()}?")
        for number, title in enumerate(TITLES, 1)
    )
    return PlanSet(QUESTION, REPORT.title, (Plan("p1", "Research", "", tasks),))


def _research(recording: Recording, announce: Announcer, plan: PlanSet, failing: int) -> None:
    for task in plan.tasks:
        recording.add(announce.task_update(task, Progress.LOADING, task.message), 0.1)
    for turn in range(3):
        for task in plan.tasks:
            query = f"{task.title.lower()} {('2025', 'contract terms', 'changes since')[turn]}"
            recording.add(announce.action(task.id, "p1", f"Searching for {query}"), 0.1)
            started = announce.tool(task.id, "p1", "tool_call_started", "search", {"input": query})
            completed = announce.tool(
                task.id, "p1", "tool_call_completed", "search", {"input": query, "found": 8}
            )
            recording.add(started, 0)
            recording.add(completed, 0.15)
            recording.add(announce.action(task.id, "p1", f"Reading {task.title} and 3 more"), 0.1)
    lost = plan.tasks[len(plan.tasks) - failing :]
    for number, task in enumerate(plan.tasks, 4):
        if task in lost:
            recording.add(
                ErrorNotice(
                    code="llm_request_failed",
                    message=f"{task.title}: no usable answer",
                    recoverable=False,
                    context={"task_id": task.id},
                )
            )
            recording.add(announce.task_update(task, Progress.ERROR, "Could not be researched"))
            continue
        told = {"notes": 2 * number, "sources": number}
        message = f"{2 * number} notes from {number} sources"
        recording.add(announce.task_update(task, Progress.SUCCESS, message, metadata=told), 0.4)


def _write(
    recording: Recording,
    announce: Announcer,
    report: Report,
    attempt: int,
    upto: int | None = None,
) -> None:
    preview_id = f"{RUN.id}:{attempt}"
    place = {"preview_id": preview_id, "node_id": "report", "plan_id": "p1", "plan_set_id": RUN.id}
    common = {
        **place,
        "report_title": report.title,
        "final_report": True,
        "timestamp": 0,
        "workspace_id": "default",
    }
    recording.add(
        NodeReportPreviewStart.model_validate(
            {
                **common,
                "entity": announce.report_entity(report.title, "report.gml", "application/xml"),
                "report_user_query": QUESTION,
            }
        ),
        0.5,
    )
    pieces = list(fragments(report))
    for piece in pieces[:upto]:
        recording.add(NodeReportPreviewDelta.model_validate({**place, "delta": piece}), 0.25)
        if piece.startswith(("</gml-section", "</gml-list")):
            recording.add(_verdict(announce))
    if upto is None:
        content = "".join(pieces)
        recording.add(NodeReportPreviewDone.model_validate({**common, "content": content}))


def _verdict(announce: Announcer) -> WireEvent:
    told = {
        "section_id": "s",
        "kept": 4,
        "marked": 0,
        "citations": 5,
        "citations_verified": 5,
        "dropped": [{"text": "…", "reasons": ["number_not_in_span"]}],
    }
    return announce.tool("report", "p1", "citations_checked", "citation_gate", told)


def _cited() -> list[Entity]:
    titles = dict.fromkeys((reference.title, reference.name) for reference in REPORT.references)
    return [
        Entity(
            entity_type=EntityType.KNOWLEDGE_BASE,
            identifier=sha256(name.encode()).hexdigest(),
            title=title,
            file_name=name,
            mimetype="text/plain",
            workspace_id="default",
        )
        for title, name in titles
    ]


def sse(lines: list[bytes], first: int = 1) -> Iterator[bytes]:
    """As the service frames them."""
    yield b"retry: 250\n\n"
    for seq, line in enumerate(lines, first):
        yield b"id: %d\ndata: %b\n\n" % (seq, line)
