"""The report with its references looked up, by this judge and not by the product."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from nyqst.research.model.evidence import ClaimKind, Source
from nyqst.research.model.report import Reference, Report, Sentence
from tests.bench.plain_text import plain
from tests.bench.reading import lowercase_words
from tests.bench.support import Judgement, asserts, contributes, judge

_SAYS_WHAT_IS_MISSING = re.compile(
    r"\b(?:not|no|none|nothing|never|neither|nor|without|cannot|unanswered|missing|silent|absent|"
    r"absence|unclear|unknown|open|lacks?|lacking|unable|fails?|failed|gaps?)\b|n't\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    sentence: Sentence
    reference: Reference


class Evidence:
    """Answers questions about one report; `texts` are the stored texts by the hash of each."""

    def __init__(self, report: Report, sources: Sequence[Source], texts: Mapping[str, str]) -> None:
        self.report = report
        self.sources = {source.sha256: source for source in sources}
        self._texts = texts
        self._lowercase = lowercase_words(texts.values())
        self._about_the_report = frozenset(
            sentence
            for section in report.sections
            if section.kind == "coverage"
            for text in section.texts
            for sentence in text.sentences
            if sentence.kind is ClaimKind.COVERAGE and not sentence.cites
        )
        self._references = {reference.number: reference for reference in report.references}

    def citations(self) -> list[Citation]:
        """Every sentence with each of its references, in reading order."""
        return [
            Citation(sentence, reference)
            for sentence in self.report.sentences
            for reference in self._cited(sentence)
        ]

    def fault(self, reference: Reference) -> str | None:
        """Why the passage does not exist as it is shown, or nothing."""
        span = reference.span
        text = self._texts.get(span.sha256)
        if span.sha256 not in self.sources:
            return "of a text that was not read"
        if text is None or sha256(text.encode()).hexdigest() != span.sha256:
            return "of a text that is not stored"
        if not 0 <= span.start < span.end <= len(text):
            return "of characters that the text does not have"
        shown = [plain(piece) for piece in re.split(r"…|\[\.\.\.\]", reference.quote)]
        if not all(piece in plain(text[span.start : span.end]) for piece in shown):
            return "with a quotation that is not at its place"
        return None

    def judge(self, sentence: Sentence) -> Judgement:
        """All its good citations together against what it says."""
        passages = [
            self._passage(cited) for cited in self._cited(sentence) if not self.fault(cited)
        ]
        if not passages:
            return Judgement(supported=False, lacking=("a citation",))
        return judge(sentence.text, passages, self._lowercase)

    def contributes(self, citation: Citation) -> bool:
        passage = self._passage(citation.reference)
        return contributes(citation.sentence.text, passage, self._lowercase)

    def is_factual(self, sentence: Sentence) -> bool:
        """By its kind, unless its words give it away."""
        if sentence.kind is ClaimKind.CONNECTIVE:
            return asserts(sentence.text, self._lowercase)
        if sentence.kind is ClaimKind.ABSENCE:
            return not _SAYS_WHAT_IS_MISSING.search(sentence.text)
        return sentence not in self._about_the_report

    def files(self, sentence: Sentence) -> frozenset[str]:
        """Names of the files it cites, their duplicates with them."""
        cited = (self.sources.get(reference.span.sha256) for reference in self._cited(sentence))
        return frozenset(name for source in cited if source for name in names(source))

    def _cited(self, sentence: Sentence) -> list[Reference]:
        return [self._references[number] for number in sentence.cites]

    def _passage(self, reference: Reference) -> str:
        """The span with what its source says of itself: its title, its name and its date."""
        span = reference.span
        source = self.sources[span.sha256]
        dated = source.dated.isoformat() if source.dated else ""
        text = self._texts[span.sha256][span.start : span.end]
        return f"{text}\n{source.title}\n{source.name}\n{dated}"


def names(source: Source) -> frozenset[str]:
    """The bare names of a source's file and of those it stands for."""
    return frozenset(name.rsplit("/", 1)[-1] for name in (source.name, *source.duplicates))
