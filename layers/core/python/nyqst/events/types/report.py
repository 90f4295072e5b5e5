"""A report coming into being. The deltas of one `preview_id` add up to `content`, byte for byte.

A start after a start that was never done means that the first writer died: its deltas are void.
"""

from typing import Literal

from nyqst.events.types.base import Event
from nyqst.events.types.entity import Entity


class NodeReportPreviewStart(Event):
    type: Literal["node_report_preview_start"] = "node_report_preview_start"
    preview_id: str
    report_title: str
    report_user_query: str
    final_report: bool
    node_id: str
    plan_id: str
    plan_set_id: str
    entity: Entity
    section_id: str | None = None
    tool_id: str | None = None
    timestamp: int
    workspace_id: str


class NodeReportPreviewDelta(Event):
    type: Literal["node_report_preview_delta"] = "node_report_preview_delta"
    preview_id: str
    delta: str
    node_id: str
    plan_id: str
    plan_set_id: str
    section_id: str | None = None


class NodeReportPreviewDone(Event):
    type: Literal["node_report_preview_done"] = "node_report_preview_done"
    preview_id: str
    content: str
    report_title: str
    final_report: bool
    node_id: str
    plan_id: str
    plan_set_id: str
    entity: Entity | None = None
    section_id: str | None = None
    tool_id: str | None = None
    timestamp: int
    workspace_id: str
