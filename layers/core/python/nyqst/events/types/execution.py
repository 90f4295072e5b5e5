"""What the workers are doing."""

from typing import Any, Literal

from nyqst.events.types.base import Event


class NodeToolsExecutionStart(Event):
    type: Literal["node_tools_execution_start"] = "node_tools_execution_start"
    node_id: str
    plan_id: str
    plan_set_id: str
    tool_ids: list[str]
    total_tools: int
    timestamp: int


class NodeToolEvent(Event):
    type: Literal["node_tool_event"] = "node_tool_event"
    event: Literal[
        "tool_call_started",
        "tool_call_completed",
        "fallback_used",
        "all_tools_failed",
        "citations_checked",
    ]
    node_id: str
    plan_id: str
    plan_set_id: str
    tool_id: str | None = None
    tool_type: str | None = None
    metadata: dict[str, Any] | None = None
    timestamp: int


class UpdateSubagentCurrentAction(Event):
    type: Literal["update_subagent_current_action"] = "update_subagent_current_action"
    current_action: str
    node_id: str
    plan_id: str
    plan_set_id: str
    tool_id: str | None = None
    timestamp: int


class UsageUpdate(Event):
    """Cumulative for the run."""

    type: Literal["usage-update"] = "usage-update"
    input_tokens: int
    output_tokens: int
    total_tokens: int
    cost_cents: int | None = None
    """Rounded half up; the ledger keeps millionths of a dollar."""


class ErrorNotice(Event):
    """Something went wrong on the way. The stream goes on."""

    type: Literal["error"] = "error"
    code: Literal[
        "rate_limit_exceeded",
        "tool_execution_failed",
        "llm_request_failed",
        "validation_error",
        "context_length_exceeded",
        "unknown_error",
    ]
    message: str
    recoverable: bool
    context: dict[str, Any] | None = None
