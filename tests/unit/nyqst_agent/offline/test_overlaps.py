from nyqst.research.model.evidence import Note, Span
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.overlaps import without_overlaps
from tests.unit.nyqst_agent.offline.made import source

TEXT = "No data was lost. The police file is closed. There was no other incident."


def quote(start: int, end: int) -> Fact:
    note = Note(TEXT[start:end], Span("a", start, end), 0.8)
    return Fact(note.text, note, source("a"), ("t01",), 0.8)


def test_quotations_that_overlap_become_one() -> None:
    (only,) = without_overlaps([quote(0, 44), quote(18, len(TEXT))])
    assert only.text == only.note.text == TEXT
    assert only.note.span == Span("a", 0, len(TEXT))


def test_a_quotation_within_another_goes() -> None:
    (only,) = without_overlaps([quote(0, 44), quote(0, 17)])
    assert only.text == TEXT[:44]


def test_neighbours_stay_apart() -> None:
    assert len(without_overlaps([quote(0, 17), quote(18, 44)])) == 2
