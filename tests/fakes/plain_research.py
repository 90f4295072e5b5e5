"""The parts of a worker at their plainest: one round of research, a gate that asks only whether a
passage exists, and a report as text."""

from collections.abc import Mapping, Sequence

from nyqst.research.citations import ReadText, Verdict, existing
from nyqst.research.model.brief import TaskFindings
from nyqst.research.model.evidence import Claim, Passage
from nyqst.research.model.plan import Limits, PlanTask
from nyqst.research.model.report import Report
from nyqst.research.ports import Progress
from nyqst.research.runner import Runner
from nyqst.research.search import Search


def research(
    task: PlanTask,
    runner: Runner,
    search: Search,
    limits: Limits,
    progress: Progress,
    remembered: Sequence[Passage],
) -> TaskFindings:
    """`nyqst.research.ports.Researcher`."""
    found = list(remembered)
    queries = runner.choose_queries(task, (), ())
    for query in queries:
        progress.doing(f"Searching for {query}")
        progress.tool_started("search", query)
        passages = search.search(query, limits.passages_per_query)
        progress.tool_completed("search", query, len(passages))
        found += passages
    notes = runner.take_notes(task, list({passage.span: passage for passage in found}.values()))
    return TaskFindings(
        task_id=task.id,
        title=task.title,
        question=task.message,
        notes=notes,
        sources_read=tuple(sorted({passage.span.sha256 for passage in found})),
        queries=queries,
        unanswered=runner.reflect(task, notes).missing,
    )


def passages_exist(claim: Claim, read_text: ReadText) -> Verdict:
    """`nyqst.research.citations.Gate`."""
    found = existing(claim.citations, read_text)
    return Verdict(found == claim.citations, found == claim.citations, found)


def render(report: Report) -> Mapping[str, tuple[str, bytes]]:
    """`nyqst.research.ports.Renderer`."""
    text = "\n".join(sentence.text for sentence in report.sentences)
    return {
        "html": ("text/html", f"<h1>{report.title}</h1><pre>{text}</pre>".encode()),
        "md": ("text/markdown", f"# {report.title}\n\n{text}\n".encode()),
    }
