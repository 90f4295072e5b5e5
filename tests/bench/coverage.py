"""Does the report say what a careful reader of the documents would say?"""

import re

from nyqst.research.model.evidence import ClaimKind
from nyqst.research.model.report import ReportSection, Sentence
from tests.bench.evidence import Evidence, names
from tests.bench.figures import Figure
from tests.bench.gold import Disagreement, Fact, GoldQuestion, Unanswered
from tests.bench.patterns import meets

_SOURCES_ARE_SILENT = re.compile(
    r"\b(?:documents?|sources?|files?|texts?|material|evidence|data room)\b.*"
    r"\b(?:not|no|none|nothing|neither|silent|never)\b"
    r"|\b(?:not|no|none|nothing|neither|nowhere)\b.*"
    r"\b(?:documents?|sources?|files?|texts?|material|evidence|data room|found|answered|stated)\b",
    re.IGNORECASE,
)


def planted_fact_recall(evidence: Evidence, gold: GoldQuestion) -> Figure:
    """Expected facts that stand in one sentence of the report."""
    missing = [fact for fact in gold.facts if not _stating(evidence, fact)]
    return Figure(
        name="research.planted_fact_recall",
        numerator=len(gold.facts) - len(missing),
        denominator=len(gold.facts),
        better="higher",
        misses=tuple(f"{fact.id}: {fact.statement}" for fact in missing),
    )


def planted_fact_attribution(evidence: Evidence, gold: GoldQuestion) -> Figure:
    """Of the facts stated, those with a sentence that cites a file which really has them."""
    stated = [(fact, found) for fact in gold.facts if (found := _stating(evidence, fact))]
    wrong = [
        f"{fact.id}: {found[0].text}"
        for fact, found in stated
        if not any(evidence.files(sentence) & set(fact.files) for sentence in found)
    ]
    return Figure(
        name="research.planted_fact_attribution",
        numerator=len(stated) - len(wrong),
        denominator=len(stated),
        better="higher",
        misses=tuple(wrong),
    )


def conflict_recall(evidence: Evidence, gold: GoldQuestion) -> Figure:
    """Disagreements whose every side stands in one paragraph, or in one section on conflicts."""
    hidden = [conflict for conflict in gold.conflicts if not _shown(evidence, conflict)]
    return Figure(
        name="research.conflict_recall",
        numerator=len(gold.conflicts) - len(hidden),
        denominator=len(gold.conflicts),
        better="higher",
        misses=tuple(f"{conflict.id}: {conflict.statement}" for conflict in hidden),
    )


def gap_recall(evidence: Evidence, gold: GoldQuestion) -> Figure:
    """Things no document answers of which the report says so."""
    unsaid = [gap for gap in gold.gaps if not _admitted(evidence, gap)]
    return Figure(
        name="research.gap_recall",
        numerator=len(gold.gaps) - len(unsaid),
        denominator=len(gold.gaps),
        better="higher",
        misses=tuple(f"{gap.id}: {gap.statement}" for gap in unsaid),
    )


def formats_covered(evidence: Evidence, gold: GoldQuestion) -> Figure:
    """File formats that some expected fact stands in alone, and of which a file is cited."""
    held = [{_format(name) for name in fact.files} for fact in gold.facts]
    wanted = {kind for kinds in held if len(kinds) == 1 for kind in kinds}
    cited = {
        _format(name)
        for citation in evidence.citations()
        if (source := evidence.sources.get(citation.reference.span.sha256))
        for name in names(source)
    }
    return Figure(
        name="research.formats_covered",
        numerator=len(wanted & cited),
        denominator=len(wanted),
        better="higher",
        misses=tuple(sorted(wanted - cited)),
    )


_NOT_STATING = (ClaimKind.ABSENCE, ClaimKind.COVERAGE)


def _stating(evidence: Evidence, fact: Fact) -> list[Sentence]:
    return [
        sentence
        for sentence in evidence.report.sentences
        if sentence.kind not in _NOT_STATING and meets(sentence.text, fact.must)
    ]


def _shown(evidence: Evidence, conflict: Disagreement) -> bool:
    return any(
        all(any(meets(text, value) for text in stretch) for value, _ in conflict.values)
        for section in evidence.report.sections
        for stretch in _stretches(section)
    )


def _stretches(section: ReportSection) -> list[list[str]]:
    """What is read as one: a paragraph; in a section on conflicts, all of it."""
    paragraphs = [[sentence.text for sentence in text.sentences] for text in section.texts]
    if section.kind == "conflicts":
        return [[sentence for paragraph in paragraphs for sentence in paragraph]]
    return paragraphs


def _admitted(evidence: Evidence, gap: Unanswered) -> bool:
    return any(
        meets(sentence.text, gap.must)
        for section in evidence.report.sections
        for text in section.texts
        for sentence in text.sentences
        if _says_unanswered(section, sentence)
    )


def _says_unanswered(section: ReportSection, sentence: Sentence) -> bool:
    if section.kind == "gaps" or sentence.kind is ClaimKind.ABSENCE:
        return True
    return _SOURCES_ARE_SILENT.search(sentence.text) is not None


def _format(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower()
