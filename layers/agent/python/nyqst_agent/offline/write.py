"""Writes a section's prose out of the brief's cited statements."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from nyqst.research.model.brief import Conflict, DataBrief, Gap, Supersession
from nyqst.research.model.evidence import Claim, ClaimKind
from nyqst.research.runner import Paragraph, Section, SectionKind
from nyqst_agent.offline.absence import absence
from nyqst_agent.offline.answer import is_verdict
from nyqst_agent.offline.breadth import evaluates
from nyqst_agent.offline.headings import capitalised
from nyqst_agent.offline.paragraphs import paragraphs


def write(brief: DataBrief, section: Section) -> Iterator[Paragraph]:
    if section.kind is not SectionKind.FINDING:
        yield from _WRITERS[section.kind](brief)
    elif section.finding is not None:
        yield from _prose(brief.findings[section.finding].claims)


def _summary(brief: DataBrief) -> Iterator[Paragraph]:
    if not brief.answer:
        yield Paragraph((_lacking("The documents do not answer this question."),))
        return
    if evaluates(brief.question) and not any(
        is_verdict(claim.text, brief.question) for claim in brief.answer
    ):
        verdict = (
            "The documents give no verdict of their own, but they do give the grounds for one."
        )
        yield Paragraph((_lacking(verdict),))
    yield from _prose(brief.answer, keep_order=True)
    pointers = tuple(_pointers(brief))
    if pointers:
        yield Paragraph(pointers)


def _pointers(brief: DataBrief) -> Iterator[Claim]:
    if brief.conflicts:
        yield _leading("The sources disagree in places, as set out below.")
    if brief.supersessions:
        yield _leading("Earlier statements that no longer hold were left out of the findings.")
    if brief.gaps:
        yield _lacking("Some of what was asked is not in the documents.")


def _prose(claims: Sequence[Claim], *, keep_order: bool = False) -> Iterator[Paragraph]:
    if keep_order and len(claims) <= 3:
        yield Paragraph(tuple(claims))
        return
    for group in paragraphs(claims):
        yield Paragraph(tuple(group))


def _list(claims: Sequence[Claim]) -> Iterator[Paragraph]:
    for claim in claims:
        yield Paragraph((claim,), bullet=True)


def _conflicts(conflicts: Sequence[Conflict]) -> Iterator[Paragraph]:
    return map(_conflict, conflicts)


def _conflict(conflict: Conflict) -> Paragraph:
    disagree = "The sources disagree"
    lead = f"{disagree} on {conflict.topic}:" if _is_plain(conflict.topic) else f"{disagree} here:"
    return Paragraph((_leading(lead), *conflict.claims))


def _superseded(supersessions: Sequence[Supersession]) -> Iterator[Paragraph]:
    """What no longer holds, why, and what holds in its place; statements of one fate together."""
    fates: dict[tuple[str, str, Claim], list[Claim]] = {}
    for pair in supersessions:
        fates.setdefault((pair.topic, pair.why, pair.current), []).append(pair.former)
    for (topic, reason, current), former in fates.items():
        outdated = "an earlier statement no longer holds:"
        if len(former) > 1:
            outdated = "earlier statements no longer hold:"
        lead = f"On {topic}, {outdated}" if _is_plain(topic) else outdated.capitalize()
        because = f"{capitalised(reason or 'it was replaced')}:"
        yield Paragraph((_leading(lead), *former, _leading(because), current))


def _gaps(gaps: Sequence[Gap]) -> Iterator[Paragraph]:
    """A reason that several share is given once."""
    given: set[str] = set()
    for gap in gaps:
        reason = () if gap.reason in given else (_lacking(gap.reason),)
        given.add(gap.reason)
        yield Paragraph((_lacking(absence(gap)), *reason), bullet=True)


def _is_plain(topic: str) -> bool:
    """A remark of the report's own names nothing and counts nothing."""
    return topic.islower() and not any(map(str.isdigit, topic))


def _leading(text: str) -> Claim:
    return Claim(text, (), ClaimKind.CONNECTIVE)


def _lacking(text: str) -> Claim:
    return Claim(text, (), ClaimKind.ABSENCE)


_WRITERS: Mapping[SectionKind, Callable[[DataBrief], Iterator[Paragraph]]] = {
    SectionKind.SUMMARY: _summary,
    SectionKind.RISKS: lambda brief: _list(brief.risks),
    SectionKind.OPPORTUNITIES: lambda brief: _list(brief.opportunities),
    SectionKind.CONFLICTS: lambda brief: _conflicts(brief.conflicts),
    SectionKind.SUPERSEDED: lambda brief: _superseded(brief.supersessions),
    SectionKind.GAPS: lambda brief: _gaps(brief.gaps),
}
