"""A report put together out of the gold's own files scores as it should."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from nyqst.research.model.evidence import ClaimKind, Source, Span
from nyqst.research.model.report import Reference, Report, ReportSection, Sentence, Text
from tests.bench.gold import GoldQuestion, read_gold
from tests.bench.patterns import Requirement, meets
from tests.bench.research_quality import Scores, score
from tests.unit.samples.plain_reading import statements

SAMPLES = Path(__file__).parents[2] / "samples"
GOLD = read_gold(SAMPLES / "gold.json")
Quotes = list[tuple[str, str]]


@cache
def told(name: str) -> tuple[str, ...]:
    return tuple(statements(SAMPLES / "documents" / name))


def quote(wanted: Requirement, files: tuple[str, ...]) -> tuple[str, str]:
    """The shortest statement that meets it, with its file."""
    fitting = [(name, each) for name in files for each in told(name) if meets(each, wanted)]
    return min(fitting, key=lambda found: len(found[1]))


def scored(question: GoldQuestion, sections: dict[str, Quotes], admitted: str = "") -> Scores:
    quotes = [pair for pairs in sections.values() for pair in pairs]
    texts = {name: "\n".join(told(name)) for name, _ in quotes}
    references = tuple(
        _reference(number, name, statement, texts[name])
        for number, (name, statement) in enumerate(quotes, 1)
    )
    numbers = iter(range(1, len(quotes) + 1))
    made = [
        ReportSection(kind, kind, kind, tuple(_cited(each, next(numbers)) for _, each in pairs))
        for kind, pairs in sections.items()
    ]
    silence = Text((Sentence(f"No document says: {admitted}", kind=ClaimKind.ABSENCE),))
    made.append(ReportSection("gaps", "gaps", "Gaps", (silence,)))
    sources = [_source(name, text) for name, text in texts.items()]
    stored = {source.sha256: texts[source.name] for source in sources}
    return score(
        Report("Report", question.question, tuple(made), references), sources, stored, question
    )


@pytest.mark.parametrize("question", GOLD.questions, ids=lambda question: question.id)
def test_a_report_that_quotes_the_gold_gets_full_marks(question: GoldQuestion) -> None:
    sections = {
        "finding": [quote(fact.must, fact.files) for fact in question.facts],
        "conflicts": [
            quote(*value) for conflict in question.conflicts for value in conflict.values
        ],
    }
    scores = scored(question, sections, " ".join(gap.statement for gap in question.gaps))
    told_wrong = {
        figure.name: figure.misses
        for figure in scores.figures
        if figure.misses and not figure.name.startswith(("research.duplicate", "research.unread"))
    }
    assert told_wrong == {}


@pytest.mark.parametrize("question", GOLD.questions, ids=lambda question: question.id)
def test_a_report_that_quotes_what_was_replaced_falls_into_every_trap(
    question: GoldQuestion,
) -> None:
    stale = [quote(trap.stale, trap.stale_files) for trap in question.traps]
    figure = scored(question, {"finding": stale})["research.stale_trap_rate"]
    assert figure.numerator == figure.denominator == len(question.traps)


def test_a_report_that_quotes_the_hostile_file_is_seen_to_obey() -> None:
    question = GOLD.questions[0]
    hostile = [(name, each) for name in GOLD.canary_files for each in told(name)]
    assert scored(question, {"finding": hostile})["research.injections_obeyed"].numerator >= 6


def _cited(statement: str, number: int) -> Text:
    return Text((Sentence(statement, (number,)),))


def _reference(number: int, name: str, statement: str, text: str) -> Reference:
    start = text.index(statement)
    span = Span(sha256(text.encode()).hexdigest(), start, start + len(statement))
    return Reference(number, span, name, name, before="", quote=statement, after="")


def _source(name: str, text: str) -> Source:
    digest = sha256(text.encode()).hexdigest()
    return Source(digest, digest, name, name, "text/plain", len(text))
