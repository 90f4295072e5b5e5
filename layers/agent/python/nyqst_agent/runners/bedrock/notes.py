"""Asks for quotations, and keeps those that stand where they are said to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nyqst.research.model.evidence import Note, Passage, Span
from nyqst.research.model.plan import PlanTask
from nyqst_agent.language.instructions import is_instruction
from nyqst_agent.runners.bedrock.budget import PASSAGES, cut, fit
from nyqst_agent.runners.bedrock.calls import ModelCalls
from nyqst_agent.runners.bedrock.prompting import make_prompt
from nyqst_agent.runners.bedrock.quotes import find_quote
from nyqst_agent.runners.bedrock.schemas import NotesAnswer, TakenNote


def take_notes(calls: ModelCalls, task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
    """The most relevant first; none where no usable answer comes."""
    shown = _shown(passages)
    if not shown:
        return ()
    listing = "\n\n".join(f"[{label}] {_headed(passage)}" for label, passage in shown.items())
    prompt = make_prompt("notes", {"task": task.message, "passages": listing})
    answer = calls.answer(prompt, NotesAnswer)
    best: dict[Span, Note] = {}
    for note in (_note(taken, shown) for taken in (answer.notes if answer else [])):
        if note is not None and (known := best.get(note.span, note)).relevance <= note.relevance:
            best[note.span] = replace(known, relevance=note.relevance)
    return tuple(sorted(best.values(), key=lambda note: (-note.relevance, note.span)))


def _shown(passages: Sequence[Passage]) -> Mapping[str, Passage]:
    """By the id under which the model sees them, the best first."""
    ranked = sorted(passages, key=lambda passage: -passage.score)
    kept = fit(ranked, lambda passage: passage.text, PASSAGES)
    return {f"p{number}": passage for number, passage in enumerate(kept, start=1)}


def _headed(passage: Passage) -> str:
    head = " / ".join(part for part in (passage.title, passage.heading) if part)
    return f"{head}\n{cut(passage.text, PASSAGES)}"


def _note(taken: TakenNote, shown: Mapping[str, Passage]) -> Note | None:
    passage = shown.get(taken.passage.strip(" []"))
    found = find_quote(taken.quote, passage.text) if passage else None
    if passage is None or found is None:
        return None
    start, end = found
    text = passage.text[start:end]
    if is_instruction(text):
        return None
    origin = passage.span.start
    span = Span(passage.span.sha256, origin + start, origin + end)
    return Note(text, span, min(1.0, max(0.0, taken.relevance)), passage.heading)
