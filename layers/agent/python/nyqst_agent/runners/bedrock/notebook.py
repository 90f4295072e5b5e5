"""The notes of all tasks under ids, and the claims that can be made with those ids."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nyqst.research.model.brief import TaskFindings
from nyqst.research.model.evidence import Claim, Note, Source, Span
from nyqst_agent.runners.bedrock.budget import NOTES, fit
from nyqst_agent.runners.bedrock.citing import cited, without_marks
from nyqst_agent.runners.bedrock.lines import one_line
from nyqst_agent.runners.bedrock.schemas import Statement

_LONGEST_STATEMENT = 900


@dataclass(frozen=True, slots=True)
class Notebook:
    notes: Mapping[str, Note]
    """By id: `n1`, `n2`, …; a passage that several tasks have noted has one id."""
    tasks: Mapping[str, Sequence[str]]
    """The ids of each task's notes."""

    @classmethod
    def of(cls, findings: Sequence[TaskFindings], sources: Sequence[Source]) -> "Notebook":
        """Of notes from other sources than these none is taken."""
        known = frozenset(source.sha256 for source in sources)
        kept = fit(_in_turn(findings, known), lambda note: note.text, NOTES)
        ids = {note.span: f"n{number}" for number, note in enumerate(kept, start=1)}
        return cls(
            notes={ids[note.span]: note for note in kept},
            tasks={
                task.task_id: tuple(
                    dict.fromkeys(ids[note.span] for note in task.notes if note.span in ids)
                )
                for task in findings
            },
        )

    def claims(self, statements: Iterable[Statement]) -> tuple[Claim, ...]:
        """Without statements that rest on no note that there is."""
        made = [self._claim(statement) for statement in statements]
        return tuple(dict.fromkeys(claim for claim in made if claim is not None))

    def _claim(self, statement: Statement) -> Claim | None:
        ids = [label.strip(" []").lower() for label in statement.notes]
        spans = self._spans([*ids, *cited(statement.text)])
        text = one_line(without_marks(statement.text), _LONGEST_STATEMENT)
        return Claim(text, spans) if text and spans else None

    def _spans(self, ids: Iterable[str]) -> tuple[Span, ...]:
        return tuple(dict.fromkeys(self.notes[label].span for label in ids if label in self.notes))


def _in_turn(findings: Sequence[TaskFindings], known: frozenset[str]) -> Iterator[Note]:
    """The best note of each task, then the second best of each, and so on; no passage twice."""
    ranked = [sorted(task.notes, key=lambda note: -note.relevance) for task in findings]
    seen: set[Span] = set()
    for place in range(max(map(len, ranked), default=0)):
        for note in (notes[place] for notes in ranked if place < len(notes)):
            if note.span not in seen and note.span.sha256 in known:
                seen.add(note.span)
                yield note
