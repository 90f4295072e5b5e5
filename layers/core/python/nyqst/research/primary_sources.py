"""Which sources a brief rests on: those that it cites, the most cited first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from nyqst.research.model.brief import DataBrief
from nyqst.research.model.evidence import Claim


def with_primary_sources(brief: DataBrief) -> DataBrief:
    cited = Counter(span.sha256 for claim in _claims(brief) for span in claim.citations)
    primary = [source for source in brief.all_sources if cited[source.sha256]]
    primary.sort(key=lambda source: -cited[source.sha256])
    return replace(brief, primary_sources=tuple(primary))


def _claims(brief: DataBrief) -> Iterator[Claim]:
    yield from (*brief.answer, *brief.risks, *brief.opportunities)
    for finding in brief.findings:
        yield from finding.claims
    for conflict in brief.conflicts:
        yield from conflict.claims
    for pair in brief.supersessions:
        yield from (pair.current, pair.former)
