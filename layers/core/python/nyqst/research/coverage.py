"""The section that says what the report rests on and what is missing. No runner writes it."""

from nyqst.research.model.brief import DataBrief
from nyqst.research.model.evidence import ClaimKind
from nyqst.research.model.report import ReportSection, Sentence, Text


def coverage_section(brief: DataBrief, cited: int, denied_calls: int = 0) -> ReportSection:
    """`cited` is how many sources the report does cite: the gate may have dropped some.

    `denied_calls` is how often the run's budget did not allow its model to be called.
    """
    failed = len(brief.failures)
    read = len(brief.all_sources)
    texts = [_text(f"{_sources(read)} read; {_sources(cited)} cited.")]
    if failed:
        texts.append(_text(f"{failed} of the questions could not be researched:"))
    texts += [
        _text(f"{failure.title}: {failure.reason}. It asked: {failure.question}", bullet=True)
        for failure in brief.failures
    ]
    if brief.unreadable:
        texts.append(_text(_unread(len(brief.unreadable))))
    texts += [_text(f"{file.name}: {file.reason}.", bullet=True) for file in brief.unreadable]
    if denied_calls:
        texts.append(_text(_OVER_BUDGET))
    merged = [source for source in brief.all_sources if source.duplicates]
    if merged:
        texts.append(_text("Near-identical documents were read as one:"))
    texts += [
        _text(f"{source.name} stands for {', '.join(source.duplicates)}.", bullet=True)
        for source in merged
    ]
    return ReportSection("coverage", "coverage", "Coverage", tuple(texts))


_OVER_BUDGET = (
    "The budget was used up before the end: what was left to do was done without the model."
)


def _sources(count: int) -> str:
    return "1 source was" if count == 1 else f"{count} sources were"


def _unread(count: int) -> str:
    return (
        "1 file could not be read, so nothing here rests on it:"
        if count == 1
        else f"{count} files could not be read, so nothing here rests on them:"
    )


def _text(text: str, *, bullet: bool = False) -> Text:
    return Text((Sentence(text, kind=ClaimKind.COVERAGE),), bullet)
