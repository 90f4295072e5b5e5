"""Do the citations exist, and do they bear out what they stand beside?"""

from tests.bench.evidence import Citation, Evidence
from tests.bench.figures import Figure


def fabricated_citations(evidence: Evidence) -> Figure:
    """References whose passage does not exist, was not read or is not quoted as it stands."""
    faults = [
        f"[{reference.number}] {reference.name}: a passage {fault}"
        for reference in evidence.report.references
        if (fault := evidence.fault(reference))
    ]
    return Figure(
        name="research.fabricated_citations",
        numerator=len(faults),
        denominator=len(evidence.report.references),
        better="lower",
        misses=tuple(faults),
        unit="count",
    )


def citation_precision(evidence: Evidence) -> Figure:
    """Lexical: the share of citations that support their sentence.

    One that supports is real, belongs to citations that together bear the sentence out, and bears
    out some of it alone. A report without any citation has this figure at 0 of 1.
    """
    citations = evidence.citations()
    misses = [why for citation in citations if (why := _fails(citation, evidence))]
    return Figure(
        name="research.citation_precision",
        numerator=len(citations) - len(misses),
        denominator=len(citations) or 1,
        better="higher",
        misses=tuple(misses),
    )


def citation_recall(evidence: Evidence) -> Figure:
    """Lexical: the share of factual sentences that are borne out by their citations.

    A connective sentence with a number or a name in it counts as factual, and so does one that
    calls itself an absence and denies nothing. A report without any counts as 0 of 1.
    """
    factual = [s for s in evidence.report.sentences if evidence.is_factual(s)]
    judged = [(sentence, evidence.judge(sentence)) for sentence in factual]
    misses = [
        f"{sentence.text} (lacks {', '.join(judgement.lacking)})"
        for sentence, judgement in judged
        if not judgement.supported
    ]
    return Figure(
        name="research.citation_recall",
        numerator=len(factual) - len(misses),
        denominator=len(factual) or 1,
        better="higher",
        misses=tuple(misses),
    )


def _fails(citation: Citation, evidence: Evidence) -> str | None:
    where = f"[{citation.reference.number}] {citation.sentence.text}"
    if fault := evidence.fault(citation.reference):
        return f"{where} (a passage {fault})"
    judgement = evidence.judge(citation.sentence)
    if not judgement.supported:
        return f"{where} (lacks {', '.join(judgement.lacking)})"
    if not evidence.contributes(citation):
        return f"{where} (this one adds nothing)"
    return None
