import pytest

from nyqst.research.model.evidence import Note, Span
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.rows import row_told
from nyqst_agent.offline.terms import terms_of
from tests.unit.nyqst_agent.offline.made import source


def told(row: str, asked: str) -> str:
    note = Note(row, Span("a", 0, len(row)), 0.8)
    return row_told(Fact(row, note, source("a"), ("t01",), 0.8), terms_of(asked))


@pytest.mark.parametrize(
    ("row", "asked", "sentence"),
    [
        (
            "no: 7; customer: Acme; kind: freight; revenue_eur: 2900000; contract_end: 2027-01-31",
            "revenue and end of contract",
            "For Acme, the revenue is 2,900,000 EUR and the contract end is 31 January 2027.",
        ),
        (
            "Profit (€000); 2025: 583; 2024 restated: 477",
            "profit",
            "Profit (€000) was 583 in 2025 and 477 in 2024 restated.",
        ),
        (
            "risk: The pump fails before the spare one is there; owner: Ann; score: 12",
            "risks",
            "Risk: The pump fails before the spare one is there (score: 12).",
        ),
        (
            "Severity: High; Finding: The servers are out of support since May; System: Desk",
            "severity of findings",
            "Finding: The servers are out of support since May (severity: High).",
        ),
    ],
)
def test_a_row_is_told_by_the_columns_asked_for(row: str, asked: str, sentence: str) -> None:
    assert told(row, asked) == sentence


def test_a_sentence_is_no_row() -> None:
    assert told("The rent is £214,000 a year.", "rent") == ""
