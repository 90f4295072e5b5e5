"""Events about the report."""

from collections.abc import Mapping

from nyqst_client.progress.changes import Change, Data, count
from nyqst_client.progress.gml import GmlReader
from nyqst_client.progress.model import Citations, Phase
from nyqst_client.progress.printable import printable
from nyqst_client.progress.run_progress import RunProgress


def _preview_start(progress: RunProgress, data: Data) -> None:
    """Whatever was written before is void: its writer died."""
    progress.enter(Phase.WRITING)
    progress.report = GmlReader()
    progress.citations = Citations()
    progress.report_title = printable(data.get("report_title"))
    progress.question = progress.question or printable(data.get("report_user_query"))


def _preview_delta(progress: RunProgress, data: Data) -> None:
    progress.report.feed(str(data.get("delta", "")))


def _preview_done(progress: RunProgress, data: Data) -> None:
    progress.enter(Phase.FINISHING)
    content = str(data.get("content", ""))
    if "".join(progress.report.received) != content:
        progress.report = GmlReader()
        progress.report.feed(content)


def citations_checked(progress: RunProgress, data: Data) -> None:
    told = data.get("metadata") or {}
    citations = progress.citations
    citations.checked += count(told.get("citations"))
    citations.verified += count(told.get("citations_verified"))
    citations.kept += count(told.get("kept"))
    citations.marked += count(told.get("marked"))
    citations.dropped += len(told.get("dropped") or ())


def _references(progress: RunProgress, data: Data) -> None:
    progress.enter(Phase.FINISHING)
    progress.cited = tuple(
        printable(one.get("title")) or printable(one.get("file_name"))
        for one in data.get("references") or ()
    )


def _file(progress: RunProgress, data: Data) -> None:
    entity = data.get("entity") or {}
    name, sha256 = printable(entity.get("file_name")), entity.get("content_artifact_id")
    if name and isinstance(sha256, str):
        progress.files[name] = sha256


CHANGES: Mapping[str, Change] = {
    "node_report_preview_start": _preview_start,
    "node_report_preview_delta": _preview_delta,
    "node_report_preview_done": _preview_done,
    "references_found": _references,
    "message-file": _file,
}
