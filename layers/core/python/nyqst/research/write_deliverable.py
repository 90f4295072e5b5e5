"""The last step: the brief is written as a report, streamed, rendered and put into a manifest."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass

from nyqst.artifacts.store import Artifacts
from nyqst.entity import EntityType
from nyqst.errors import NotFound
from nyqst.events.types.entity import Entity
from nyqst.events.types.messaging import MessageFile, ReferencesFound
from nyqst.research.citations import Gate, ReadText
from nyqst.research.compose import Composer
from nyqst.research.model.brief import DataBrief
from nyqst.research.model.plan import PlanSet
from nyqst.research.model.report import Report
from nyqst.research.model.run import Delivery, RunKey
from nyqst.research.model.step import PLAN, SYNTHESIZE, WRITE
from nyqst.research.model_json import dump, load
from nyqst.research.ports import Renderer, RunnerOf
from nyqst.research.preview import Preview
from nyqst.research.run_manifest import commit_run
from nyqst.research.step import Bench, Result, Steps
from nyqst.research.used import used_by

GML_MEDIA_TYPE = "application/vnd.nyqst.gml+xml"


@dataclass(frozen=True, slots=True)
class WriteDeliverable:
    steps: Steps
    runner_of: RunnerOf
    render: Renderer
    gate: Gate

    def __call__(self, key: RunKey) -> Result:
        """`delivery` is a `Delivery` as JSON."""
        return self.steps.do(key, WRITE, self._write)

    def _write(self, bench: Bench) -> Result:
        results = self.steps.results(bench.run.key)
        plan = load(PlanSet, bench.artifacts.read(results[PLAN]["plan"]))
        brief = load(DataBrief, bench.artifacts.read(results[SYNTHESIZE]["brief"]))
        runner = self.runner_of(bench.run, bench.lease)
        read_text = _reader(bench.artifacts, brief)
        denied = used_by(results).denied_calls
        composer = Composer(brief, runner, read_text, self.gate, denied)
        gml = Preview(bench, brief, plan.plans[-1].id).stream(composer)
        files = self._files(bench, composer.report, gml)
        cited = [bench.announce.source_entity(source) for source in composer.cited]
        bench.events.emit(ReferencesFound(references=cited))
        manifest_sha256 = commit_run(bench, results, brief, files)
        delivery = Delivery(
            manifest_sha256=manifest_sha256,
            files=files,
            title=brief.title,
            summary=_summary(composer.report),
            entities=tuple(_plain(entity) for entity in cited),
            citations=sum(checked.citations for checked in composer.checks),
            citations_verified=sum(checked.citations_verified for checked in composer.checks),
            sources=len(brief.all_sources),
            tasks=len(plan.tasks),
            tasks_failed=len(brief.failures),
        )
        return {
            "delivery": dump(delivery).decode(),
            "usage": list(astuple(runner.usage)),
        }

    def _files(self, bench: Bench, report: Report, gml: bytes) -> Mapping[str, str]:
        """The report in every format, stored: format to sha256."""
        stored = {}
        for name, (media_type, content) in {
            "gml": (GML_MEDIA_TYPE, gml),
            **self.render(report),
        }.items():
            artifact = bench.artifacts.store(
                content,
                media_type,
                entity_type=EntityType.GENERATED_REPORT,
                filename=f"report.{name}",
                metadata={"title": report.title},
            )
            stored[name] = artifact.sha256
            entity = bench.announce.report_entity(
                report.title, f"report.{name}", media_type, artifact.sha256
            )
            bench.events.emit(MessageFile(message_id=bench.run.message_id, entity=entity))
        return stored


def _reader(artifacts: Artifacts, brief: DataBrief) -> ReadText:
    """Stored texts by hash: those that the run has read, and no others."""
    allowed = {source.sha256 for source in brief.all_sources}
    texts: dict[str, str] = {}

    def read_text(sha256: str) -> str:
        if sha256 not in allowed:
            raise NotFound(f"This run has not read {sha256}", code="source_not_read")
        if sha256 not in texts:
            texts[sha256] = artifacts.read(sha256).decode()
        return texts[sha256]

    return read_text


def _summary(report: Report) -> str:
    first = next((section for section in report.sections if section.id == "summary"), None)
    texts = first.texts if first else ()
    return "\n\n".join(" ".join(sentence.text for sentence in text.sentences) for text in texts)


def _plain(entity: Entity) -> dict[str, object]:
    return entity.model_dump(mode="json", exclude_none=True)
