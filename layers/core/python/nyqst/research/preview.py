"""A report coming into being, as its readers see it."""

from dataclasses import asdict, dataclass

from nyqst.clock import epoch_ms
from nyqst.events.types.report import (
    NodeReportPreviewDelta,
    NodeReportPreviewDone,
    NodeReportPreviewStart,
)
from nyqst.research.compose import Composer, Fragment
from nyqst.research.model.brief import DataBrief
from nyqst.research.step import Bench

_NODE = "report"


@dataclass(frozen=True, slots=True)
class Preview:
    """The events of one report. A second attempt is another preview: the first one's are void."""

    bench: Bench
    brief: DataBrief
    plan_id: str

    @property
    def id(self) -> str:
        return f"{self.bench.run.id}:{self.bench.lease.attempt}"

    def stream(self, composer: Composer) -> bytes:
        """The GML: all deltas, added up."""
        self.bench.events.emit(self._start())
        self.bench.events.flush()
        pieces = []
        for fragment in composer.fragments():
            pieces.append(fragment.gml)
            self._emit(fragment)
        content = "".join(pieces)
        self.bench.events.emit(self._done(content))
        return content.encode()

    def _emit(self, fragment: Fragment) -> None:
        if fragment.gml:
            self.bench.events.emit(
                NodeReportPreviewDelta(
                    preview_id=self.id,
                    delta=fragment.gml,
                    node_id=_NODE,
                    plan_id=self.plan_id,
                    plan_set_id=self.bench.run.id,
                    section_id=fragment.section_id,
                )
            )
        if fragment.checked:
            verdicts = asdict(fragment.checked)
            self.bench.events.emit(
                self.bench.announce.tool(
                    _NODE, self.plan_id, "citations_checked", "citation_gate", verdicts
                )
            )

    def _start(self) -> NodeReportPreviewStart:
        run, announce = self.bench.run, self.bench.announce
        return NodeReportPreviewStart(
            preview_id=self.id,
            report_title=self.brief.title,
            report_user_query=self.brief.question,
            final_report=True,
            node_id=_NODE,
            plan_id=self.plan_id,
            plan_set_id=run.id,
            entity=announce.report_entity(self.brief.title, "report.gml", "application/xml"),
            timestamp=epoch_ms(announce.clock.now()),
            workspace_id=run.workspace_id,
        )

    def _done(self, content: str) -> NodeReportPreviewDone:
        return NodeReportPreviewDone(
            preview_id=self.id,
            content=content,
            report_title=self.brief.title,
            final_report=True,
            node_id=_NODE,
            plan_id=self.plan_id,
            plan_set_id=self.bench.run.id,
            timestamp=epoch_ms(self.bench.announce.clock.now()),
            workspace_id=self.bench.run.workspace_id,
        )
