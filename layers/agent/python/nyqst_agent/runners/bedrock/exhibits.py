"""A notebook as a model is shown it: the notes by task, the sources with how current they are."""

from collections.abc import Mapping, Sequence

from nyqst.research.model.evidence import Source
from nyqst.research.model.plan import PlanSet
from nyqst_agent.runners.bedrock.budget import SOURCES, fit
from nyqst_agent.runners.bedrock.lines import listed, one_line
from nyqst_agent.runners.bedrock.notebook import Notebook

_LONGEST_SOURCE = 200


def show_notes(notebook: Notebook, plan: PlanSet, source_ids: Mapping[str, str]) -> str:
    """A note that several tasks have taken stands under each of them."""
    return "\n\n".join(
        f"Task {task.id}: {task.message}\n"
        + listed(_note(notebook, label, source_ids) for label in notebook.tasks.get(task.id, ()))
        for task in plan.tasks
    )


def show_sources(sources: Mapping[str, Source], source_ids: Mapping[str, str]) -> str:
    lines = [_source(sources[sha256], source_ids) for sha256 in source_ids]
    return listed(fit(lines, str, SOURCES))


def ids_of_sources(notebook: Notebook, sources: Sequence[Source]) -> Mapping[str, str]:
    """`s1`, `s2`, … by sha256: where the notes are from, and what has replaced those."""
    noted = {note.span.sha256 for note in notebook.notes.values()}
    newer = {source.replaced_by for source in sources if source.sha256 in noted}
    wanted = [source.sha256 for source in sources if source.sha256 in noted | newer]
    return {sha256: f"s{number}" for number, sha256 in enumerate(wanted, start=1)}


def _note(notebook: Notebook, label: str, source_ids: Mapping[str, str]) -> str:
    note = notebook.notes[label]
    return f"[{label}] ({source_ids[note.span.sha256]}) {' '.join(note.text.split())}"


def _source(source: Source, source_ids: Mapping[str, str]) -> str:
    named = f"{source.title} ({source.name})" if source.title else source.name
    parts = [f"{source_ids[source.sha256]} {named}", source.standing.value]
    if source.dated:
        parts.append(f"dated {source.dated.isoformat()}")
    if newer := source_ids.get(source.replaced_by or ""):
        parts.append(f"replaced by {newer}")
    return one_line(", ".join(parts), _LONGEST_SOURCE)
