"""A run as one tree of artifacts: plan, notes, sources as read, brief, and the report.

It holds nothing that depends on when or by whom the run was made: the same question on the same
documents by a deterministic runner is the same manifest.
"""

from collections.abc import Mapping

from nyqst.artifacts.store import Artifacts
from nyqst.errors import Conflict, NotFound
from nyqst.research.model.brief import DataBrief
from nyqst.research.model.step import PLAN, SYNTHESIZE
from nyqst.research.step import Bench, Result

NAMESPACE = "runs"


def commit_run(
    bench: Bench, results: Mapping[str, Result], brief: DataBrief, files: Mapping[str, str]
) -> str:
    """The manifest's sha256; the pointer `runs/<run id>` leads to it."""
    manifest = bench.artifacts.commit(_paths(results, brief, files), message=brief.title)
    _point(bench.artifacts, bench.run.id, manifest.sha256)
    return manifest.sha256


def _paths(
    results: Mapping[str, Result], brief: DataBrief, files: Mapping[str, str]
) -> dict[str, str]:
    paths = {
        "plan.json": results[PLAN]["plan"],
        "brief.json": results[SYNTHESIZE]["brief"],
    }
    for step, result in results.items():
        if "findings" in result:
            paths[f"findings/{step.partition(':')[2]}.json"] = result["findings"]
    for source in brief.all_sources:
        paths[f"sources/{source.sha256}.txt"] = source.sha256
    for extension, sha256 in files.items():
        paths[f"report/report.{extension}"] = sha256
    return paths


def _point(artifacts: Artifacts, run_id: str, manifest_sha256: str) -> None:
    """Moves the run's pointer there, unless an attempt that died behind this line did already."""
    try:
        pointer = artifacts.pointer(NAMESPACE, run_id)
    except NotFound:
        version = 0
    else:
        if pointer.manifest_sha256 == manifest_sha256:
            return
        version = pointer.version
    try:
        artifacts.move(
            NAMESPACE,
            run_id,
            manifest_sha256,
            expected_version=version,
            pointer_type="snapshot",
            meta={"run_id": run_id},
        )
    except Conflict:
        # Another attempt was quicker; if it was later, finishing this step will fail too.
        return
