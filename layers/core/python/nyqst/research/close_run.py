"""The one ending of every run: success, failure, cancellation, and death found by the reaper.

The run's row decides which ending it is: whoever writes it first. Everything behind that can be
done by anyone, in part, and again.
"""

from dataclasses import dataclass, replace

from nyqst.chats.model import Message
from nyqst.chats.ports import ChatStore
from nyqst.clock import Clock
from nyqst.errors import Superseded
from nyqst.events.ports import EventStore
from nyqst.events.types.execution import UsageUpdate
from nyqst.events.types.lifecycle import Done, StreamError
from nyqst.events.types.messaging import AiMessage, MessageIsAnswer
from nyqst.events.write import EventWriter
from nyqst.metering.ports import MeterWatch
from nyqst.research.announce import log_of
from nyqst.research.begin_log import begun_log
from nyqst.research.deliveries import delivery_of
from nyqst.research.model.run import Delivery, Outcome, Run, RunKey, RunStatus
from nyqst.research.model.step import PLAN, SYNTHESIZE, WRITE
from nyqst.research.model.usage import Usage
from nyqst.research.ports import RunStore, StepStore
from nyqst.research.run_admission import RunAdmission
from nyqst.research.run_event import ending_of
from nyqst.research.run_places import RunPlaces
from nyqst.research.used import used_by
from nyqst.research.wire_message import wire_message
from nyqst.webhooks.announce import Announce

_CENT_MICROS = 10_000
"""Millionths of a dollar in a cent."""

_FAILED_STEPS = {
    PLAN: "The question could not be planned",
    SYNTHESIZE: "What was found could not be brought together",
    WRITE: "The report could not be written",
}

_MESSAGE_ERRORS = {"deadline_passed": "TIMEOUT", "model_failed": "INVALID_RESPONSE"}
"""What a message says of the codes it has a word for."""


@dataclass(frozen=True, slots=True)
class CloseRun:
    runs: RunStore
    steps: StepStore
    chats: ChatStore
    events: EventStore
    admission: RunAdmission
    places: RunPlaces
    watch: MeterWatch
    announce: Announce
    clock: Clock

    def __call__(
        self,
        key: RunKey,
        status: RunStatus,
        error_type: str | None = None,
        error_message: str | None = None,
    ) -> Run:
        """The run as it ended, which may be another ending than the one asked for.

        Of a failure whose reason is not given, the steps know it.
        """
        results = self.steps.results(key)
        if status is RunStatus.SUCCEEDED and WRITE not in results:
            status = RunStatus.FAILED
        if status is RunStatus.FAILED and error_type is None:
            error_type, error_message = self._reason(key)
        run = self.runs.end(key, Outcome(status, error_type, error_message), self.clock.now())
        if run.closed:
            return run
        delivery = None
        if run.status is RunStatus.SUCCEEDED:
            delivery = delivery_of(results)
        message = self._finish_message(run, delivery)
        usage = used_by(results)
        self._end_log(run, message, usage)
        self.admission.settle(run, results, usage)
        self.places.free(run)
        self.announce(ending_of(run, self.clock.now()))
        self.runs.mark_closed(key)
        self._look_at_meter(run)
        return replace(run, closed=True)

    def _look_at_meter(self, run: Run) -> None:
        """Nothing is lost without it: the sweep looks at every meter that has counted something."""
        meter = self.admission.meter(run)
        if meter is not None:
            self.watch.look(meter)

    def _reason(self, key: RunKey) -> tuple[str, str]:
        failures = self.steps.failures(key)
        for step in (PLAN, SYNTHESIZE, WRITE):
            if step in failures:
                return failures[step], _FAILED_STEPS[step]
        return "workflow_failed", "The run broke off"

    def _finish_message(self, run: Run, delivery: Delivery | None) -> Message:
        message = self.chats.message(run.tenant_id, run.chat_id, run.message_id)
        finished = replace(
            message,
            is_running=False,
            is_answer=delivery is not None,
            content=delivery.summary if delivery else (run.error_message or ""),
            report_sha256=delivery.files["html"] if delivery else None,
            entities=delivery.entities if delivery else (),
            error_type=_MESSAGE_ERRORS.get(run.error_type or ""),
        )
        self.chats.finish_message(run.tenant_id, finished)
        return finished

    def _end_log(self, run: Run, message: Message, usage: Usage) -> None:
        head = begun_log(self.events, run, self.clock)
        if head.ended:
            return
        writer = EventWriter(self.events, log_of(run.key), self.clock, head)
        try:
            writer.emit(_usage_update(usage))
            if run.status is RunStatus.SUCCEEDED:
                self._say_done(writer, message)
            else:
                writer.end(_error(run))
        except Superseded:
            return  # somebody else has ended it, from the same row

    def _say_done(self, writer: EventWriter, message: Message) -> None:
        wire = wire_message(message)
        writer.emit(AiMessage(message=wire), MessageIsAnswer(message_id=message.id))
        writer.end(Done(has_async_entities_pending=False, message=wire))


def _error(run: Run) -> StreamError:
    return StreamError(
        error_type=run.error_type or run.status.value,
        error_message=run.error_message or f"The run was {run.status}",
    )


def _usage_update(usage: Usage) -> UsageUpdate:
    return UsageUpdate(
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        total_tokens=usage.input_tokens + usage.output_tokens,
        cost_cents=(usage.cost_micros + _CENT_MICROS // 2) // _CENT_MICROS,
    )
