"""The gate between a runner and the report: what it may say of a claim, and what is plain to see.

The gate itself is plugged in (`nyqst_agent.citations`): judging whether a passage supports a
sentence takes an understanding of language that the core does not have.
"""

from collections.abc import Callable
from dataclasses import dataclass

from nyqst.errors import NotFound
from nyqst.research.model.evidence import Claim, Span

ReadText = Callable[[str], str]
"""The stored text of a hash that this run has read. Raises `NotFound` for any other."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim that is kept but not verified is shown with a mark."""

    kept: bool
    verified: bool = False
    citations: tuple[Span, ...] = ()
    """Those that may be shown."""
    reasons: tuple[str, ...] = ()
    """What speaks against the claim, as codes such as `number_not_in_source`."""


Gate = Callable[[Claim, ReadText], Verdict]


def existing(spans: tuple[Span, ...], read_text: ReadText) -> tuple[Span, ...]:
    """Those that lie within a text that the run has read. The others are made up."""
    return tuple(span for span in spans if _exists(span, read_text))


def _exists(span: Span, read_text: ReadText) -> bool:
    try:
        text = read_text(span.sha256)
    except NotFound:
        return False
    return 0 <= span.start < span.end <= len(text)
