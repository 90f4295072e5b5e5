"""Every event a run's stream may carry, as one discriminated union.

The names are the wire contract, odd spellings included. Clients ignore types they do not know.
"""

from typing import Annotated, get_args

from pydantic import Field, TypeAdapter

from nyqst.events.types.base import Event
from nyqst.events.types.execution import (
    ErrorNotice,
    NodeToolEvent,
    NodeToolsExecutionStart,
    UpdateSubagentCurrentAction,
    UsageUpdate,
)
from nyqst.events.types.lifecycle import Done, Heartbeat, Ping, StreamError, StreamStart
from nyqst.events.types.messaging import (
    AiMessage,
    ChatTitleGenerated,
    MessageDelta,
    MessageFile,
    MessageIsAnswer,
    ReferencesFound,
)
from nyqst.events.types.people import (
    BrowserUseAwaitUserInput,
    BrowserUseStart,
    BrowserUseStop,
    ClarificationNeeded,
    UpdateMessageClarificationMessage,
)
from nyqst.events.types.planning import PendingSources, TaskUpdate
from nyqst.events.types.report import (
    NodeReportPreviewDelta,
    NodeReportPreviewDone,
    NodeReportPreviewStart,
)

AnyEvent = (
    StreamStart
    | Heartbeat
    | Ping
    | Done
    | StreamError
    | TaskUpdate
    | PendingSources
    | NodeToolsExecutionStart
    | NodeToolEvent
    | UpdateSubagentCurrentAction
    | UsageUpdate
    | ErrorNotice
    | MessageDelta
    | AiMessage
    | MessageIsAnswer
    | MessageFile
    | ChatTitleGenerated
    | ReferencesFound
    | NodeReportPreviewStart
    | NodeReportPreviewDelta
    | NodeReportPreviewDone
    | ClarificationNeeded
    | UpdateMessageClarificationMessage
    | BrowserUseStart
    | BrowserUseAwaitUserInput
    | BrowserUseStop
)

RunEvent = Annotated[AnyEvent, Field(discriminator="type")]

EVENT_TYPES: tuple[str, ...] = tuple(
    event_class.model_fields["type"].default for event_class in get_args(AnyEvent)
)

TERMINAL_TYPES = frozenset({"done", "ERROR"})


def run_event_adapter() -> TypeAdapter[AnyEvent]:
    """Validates a payload of unknown type. Building it takes a while; keep the result."""
    return TypeAdapter(RunEvent)


__all__ = ["EVENT_TYPES", "TERMINAL_TYPES", "AnyEvent", "Event", "RunEvent", "run_event_adapter"]
