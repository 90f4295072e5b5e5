"""Judges one claim against the passages it cites.

What is hard (numbers, dates, quotations) must stand in the cited passages, or the claim is dropped.
A name must stand there or elsewhere in the cited text, or the claim is marked: a passage says "the
company" where the sentence says which. The rest is held to share enough words with the passages.
The test is of words, not of meaning: a "not" that was lost on the way passes it.
"""

from collections.abc import Callable, Mapping

from nyqst.research.citations import ReadText, Verdict, existing
from nyqst.research.model.evidence import Claim, ClaimKind
from nyqst_agent.citations import support

MIN_SHARED_WORDS = 0.5
"""Of the claim's words that carry meaning, the share that the passages must have."""


def check(claim: Claim, read_text: ReadText) -> Verdict:
    """`nyqst.research.citations.Gate`."""
    return _BY_KIND[claim.kind](claim, read_text)


def _check_fact(claim: Claim, read_text: ReadText) -> Verdict:
    spans = existing(claim.citations, read_text)
    if not spans:
        reason = "source_not_read" if claim.citations else "no_citation"
        return Verdict(kept=False, reasons=(reason,))
    passages = "\n".join(read_text(span.sha256)[span.start : span.end] for span in spans)
    if " ".join(claim.text.split()) in " ".join(passages.split()):
        return Verdict(kept=True, verified=True, citations=spans)
    passages = f"{passages}\n{passages.replace('_', ' ')}"  # revenue_2025 is "revenue 2025"
    wrong = tuple(
        reason for reason, found in _MUST_STAND.items() if not found(claim.text, passages)
    )
    if support.shared_words(claim.text, passages) < MIN_SHARED_WORDS:
        wrong += ("not_what_the_source_says",)
    if wrong:
        return Verdict(kept=False, reasons=wrong)
    whole = "\n".join(read_text(sha256) for sha256 in {span.sha256: None for span in spans})
    if not support.has_names(claim.text, whole):
        return Verdict(kept=True, citations=spans, reasons=("name_not_in_source",))
    return Verdict(kept=True, verified=True, citations=spans)


def _check_connective(claim: Claim, _read_text: ReadText) -> Verdict:
    """It may lead from one thing to the next, not say a thing."""
    if support.says_something(claim.text):
        return Verdict(kept=False, reasons=("no_citation",))
    return Verdict(kept=True, verified=True)


def _check_absence(_claim: Claim, _read_text: ReadText) -> Verdict:
    """That something is not said cannot be shown by quoting it."""
    return Verdict(kept=True, verified=True)


def _refuse(_claim: Claim, _read_text: ReadText) -> Verdict:
    """How the report came about is not for a runner to say."""
    return Verdict(kept=False, reasons=("not_a_runners_to_say",))


_MUST_STAND: Mapping[str, Callable[[str, str], bool]] = {
    "number_not_in_source": support.has_numbers,
    "date_not_in_source": support.has_dates,
    "quotation_not_in_source": support.has_quotations,
}

_BY_KIND: Mapping[ClaimKind, Callable[[Claim, ReadText], Verdict]] = {
    ClaimKind.FACT: _check_fact,
    ClaimKind.CONNECTIVE: _check_connective,
    ClaimKind.ABSENCE: _check_absence,
    ClaimKind.COVERAGE: _refuse,
}
