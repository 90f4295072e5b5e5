"""A run that waits for a person."""

from typing import Literal

from nyqst.events.types.base import Event


class ClarificationNeeded(Event):
    """The run waits until the question is answered or expires."""

    type: Literal["clarification_needed"] = "clarification_needed"
    clarification_id: str
    question: str
    expires_at: str


class UpdateMessageClarificationMessage(Event):
    """The wait is over: answered, or expired with the assumptions it goes on with."""

    type: Literal["update_message_clarification_message"] = "update_message_clarification_message"
    clarification_id: str
    message: str


class BrowserUseStart(Event):
    type: Literal["browser_use_start"] = "browser_use_start"
    browser_session_id: str
    browser_stream_url: str
    timestamp: int


class BrowserUseAwaitUserInput(Event):
    """The run waits until the person hands the browser back."""

    type: Literal["browser_use_await_user_input"] = "browser_use_await_user_input"
    browser_session_id: str
    agent_message: str | None = None


class BrowserUseStop(Event):
    type: Literal["browser_use_stop"] = "browser_use_stop"
    browser_session_id: str
