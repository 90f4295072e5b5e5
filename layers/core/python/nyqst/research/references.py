"""The footnotes of a report, numbered as they are first used."""

from collections.abc import Callable
from dataclasses import dataclass, field

from nyqst.research.model.evidence import Source, Span
from nyqst.research.model.report import Reference

_CONTEXT = 240
"""Characters of the source shown on each side of a quotation, at most."""


@dataclass
class References:
    sources: dict[str, Source]
    read_text: Callable[[str], str]
    _by_span: dict[Span, Reference] = field(default_factory=dict)

    def number(self, span: Span) -> int:
        if span not in self._by_span:
            self._by_span[span] = self._reference(span)
        return self._by_span[span].number

    def all(self) -> tuple[Reference, ...]:
        return tuple(self._by_span.values())

    def cited(self) -> tuple[Source, ...]:
        """In order of first use."""
        shas = dict.fromkeys(span.sha256 for span in self._by_span)
        return tuple(self.sources[sha256] for sha256 in shas)

    def _reference(self, span: Span) -> Reference:
        text = self.read_text(span.sha256)
        source = self.sources[span.sha256]
        return Reference(
            number=len(self._by_span) + 1,
            span=span,
            title=source.title,
            name=source.name,
            before=_tail(text[max(0, span.start - _CONTEXT) : span.start]),
            quote=text[span.start : span.end],
            after=_lead(text[span.end : span.end + _CONTEXT]),
            dated=source.dated,
        )


def _tail(text: str) -> str:
    """Whole words, and nothing from before the paragraph's beginning."""
    text = text.rpartition("\n\n")[2]
    return text if len(text) < _CONTEXT else text.partition(" ")[2]


def _lead(text: str) -> str:
    text = text.partition("\n\n")[0]
    return text if len(text) < _CONTEXT else text.rpartition(" ")[0]
