"""What the brief has for a section: its claims, and ids for what they rest on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from nyqst.research.model.brief import DataBrief
from nyqst.research.model.evidence import Claim, ClaimKind, Span
from nyqst.research.runner import Paragraph, Section, SectionKind


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that belong together, under a topic if they have one."""

    claims: tuple[Claim, ...]
    topic: str = ""


def groups(brief: DataBrief, section: Section) -> tuple[Group, ...]:
    return tuple(_GROUPS[section.kind](brief, section))


def note_ids(material: tuple[Group, ...]) -> Mapping[str, Span]:
    """`n1`, `n2`, … in the order in which the claims cite them."""
    spans = dict.fromkeys(
        span for group in material for claim in group.claims for span in claim.citations
    )
    return {f"n{number}": span for number, span in enumerate(spans, start=1)}


def show(material: tuple[Group, ...], ids: Mapping[str, Span]) -> str:
    labels = {span: label for label, span in ids.items()}
    lines = []
    for group in material:
        lines += [f"On {group.topic}:"] if group.topic else []
        for claim in group.claims:
            marks = "".join(f"[{labels[span]}]" for span in claim.citations)
            lines.append(f"- {claim.text} {marks}".rstrip())
    return "\n".join(lines)


def as_it_is(material: tuple[Group, ...], *, bullets: bool) -> Iterator[Paragraph]:
    """The claims without anybody's prose around them."""
    for group in material:
        if bullets:
            yield from (Paragraph((claim,), bullet=True) for claim in group.claims)
        elif group.claims:
            yield Paragraph(group.claims)


def _answer(brief: DataBrief, _: Section) -> Iterator[Group]:
    if brief.answer:
        yield Group(brief.answer)


def _finding(brief: DataBrief, section: Section) -> Iterator[Group]:
    if section.finding is not None:
        yield Group(brief.findings[section.finding].claims)


def _risks(brief: DataBrief, _: Section) -> Iterator[Group]:
    yield Group(brief.risks)


def _opportunities(brief: DataBrief, _: Section) -> Iterator[Group]:
    yield Group(brief.opportunities)


def _conflicts(brief: DataBrief, _: Section) -> Iterator[Group]:
    lead = _leading("The sources disagree on this point:")
    yield from (Group((lead, *found.claims), found.topic) for found in brief.conflicts)


def _superseded(brief: DataBrief, _: Section) -> Iterator[Group]:
    now, before = _leading("What holds now:"), _leading("What an earlier source says:")
    for pair in brief.supersessions:
        yield Group((now, pair.current, before, pair.former), pair.topic)


def _nothing(_: DataBrief, __: Section) -> Iterator[Group]:
    yield from ()


def _leading(text: str) -> Claim:
    return Claim(text, kind=ClaimKind.CONNECTIVE)


_GROUPS: Mapping[SectionKind, Callable[[DataBrief, Section], Iterator[Group]]] = {
    SectionKind.SUMMARY: _answer,
    SectionKind.FINDING: _finding,
    SectionKind.RISKS: _risks,
    SectionKind.OPPORTUNITIES: _opportunities,
    SectionKind.CONFLICTS: _conflicts,
    SectionKind.SUPERSEDED: _superseded,
    SectionKind.GAPS: _nothing,
}
