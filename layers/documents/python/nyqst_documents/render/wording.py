"""What every format says in words of its own."""

from collections.abc import Sequence
from datetime import date

from nyqst.research.model.report import Report

CONTENTS = "Contents"
QUESTION = "Question"
SOURCES = "Sources"
UNVERIFIED = "unverified"
UNTITLED = "Untitled"
EMPTY = "Nothing was written here."


def day(dated: date) -> str:
    return f"{dated.day} {dated:%B} {dated.year}"


def standing(report: Report) -> str:
    """How far the report can be relied upon."""
    texts = len({reference.span.sha256 for reference in report.references})
    if not texts:
        return "This report cites no sources."
    rests = f"Rests on {_counted(len(report.references), 'passage')} from "
    rests += f"{_counted(texts, 'source')}."
    unverified = sum(not sentence.verified for sentence in report.sentences)
    if not unverified:
        return f"{rests} Every citation was checked against its source."
    be = "is" if unverified == 1 else "are"
    return f"{rests} {_counted(unverified, 'sentence')} could not be verified and {be} marked."


def not_shown(characters: int, scripts: Sequence[str], mark: str) -> str:
    """What a format says whose fonts lack some of the report's characters."""
    be, them = ("is", "it") if characters == 1 else ("are", "them")
    return (
        f"{_counted(characters, 'character')} of this report ({', '.join(scripts)}) {be} not in "
        f"the fonts of this file and {be} printed as {mark}. The other formats show {them}."
    )


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
