"""Which sections a report has, in which order. A section without anything to say is left out."""

from collections.abc import Iterator

from nyqst.research.model.brief import DataBrief
from nyqst.research.runner import Section, SectionKind

_AFTER_FINDINGS = (
    (SectionKind.RISKS, "Risks", "risks"),
    (SectionKind.OPPORTUNITIES, "Opportunities", "opportunities"),
    (SectionKind.CONFLICTS, "Where the sources disagree", "conflicts"),
    (SectionKind.SUPERSEDED, "What has been replaced", "supersessions"),
    (SectionKind.GAPS, "What the sources do not answer", "gaps"),
)
"""Kind, title, and the part of the brief that fills it."""


def outline(brief: DataBrief) -> Iterator[Section]:
    if brief.answer or brief.gaps:
        yield Section("summary", SectionKind.SUMMARY, "Summary")
    for number, finding in enumerate(brief.findings):
        yield Section(f"finding-{number + 1}", SectionKind.FINDING, finding.heading, number)
    taken = {finding.heading.lower() for finding in brief.findings}
    for kind, title, part in _AFTER_FINDINGS:
        if getattr(brief, part):
            own = f"Further {title.lower()}" if title.lower() in taken else title
            yield Section(kind.value, kind, own)
