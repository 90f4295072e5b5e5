"""What the sources do not say, in our own words: no citation could bear out a model's."""

from collections.abc import Iterator

from nyqst.research.model.brief import DataBrief
from nyqst.research.model.evidence import Claim, ClaimKind
from nyqst.research.runner import Paragraph, Section, SectionKind

_NO_ANSWER = "The sources that were read do not answer this question."
_SOME_MISSING = "Some of what was asked is not in the sources that were read."


def absences(brief: DataBrief, section: Section) -> Iterator[Paragraph]:
    """What closes a section, if it has anything missing to tell of."""
    if section.kind is SectionKind.SUMMARY and (brief.gaps or not brief.answer):
        yield Paragraph((_lacking(_SOME_MISSING if brief.answer else _NO_ANSWER),))
    if section.kind is SectionKind.GAPS:
        for gap in brief.gaps:
            question = _lacking(f"Left open: {gap.question}")
            yield Paragraph((question, _lacking(gap.reason)), bullet=True)


def _lacking(text: str) -> Claim:
    return Claim(text, kind=ClaimKind.ABSENCE)
