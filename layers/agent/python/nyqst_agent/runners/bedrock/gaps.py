"""What was asked and not found: what the tasks report, and what a model sees missing beside."""

from collections.abc import Iterator, Sequence

from nyqst.research.model.brief import Gap, TaskFindings
from nyqst_agent.language.instructions import is_instruction
from nyqst_agent.runners.bedrock.lines import one_line
from nyqst_agent.runners.bedrock.schemas import GapAnswer

_LONGEST = 200
_MOST = 12
_REASONS = {
    "not_found": "None of the sources that were read says.",
    "only_in_part": "The sources that were read answer it in part only.",
    "only_out_of_date": "Only sources that are out of date speak of it.",
}
"""Our own sentences: a gap carries no citation, so that it may assert nothing else."""


def gaps(findings: Sequence[TaskFindings], seen: Sequence[GapAnswer]) -> tuple[Gap, ...]:
    """Each once, whatever its capitals, and none that is there to steer its reader."""
    by_key: dict[str, Gap] = {}
    for question, reason in [*_reported(findings), *((gap.question, gap.reason) for gap in seen)]:
        line = one_line(question, _LONGEST)
        if line and not is_instruction(line):
            by_key.setdefault(line.casefold().rstrip("?. "), Gap(line, _REASONS[reason]))
    return tuple(by_key.values())[:_MOST]


def _reported(findings: Sequence[TaskFindings]) -> Iterator[tuple[str, str]]:
    for task in findings:
        if not task.notes:
            yield task.question, "not_found"
        else:
            yield from ((missing, "not_found") for missing in task.unanswered)
