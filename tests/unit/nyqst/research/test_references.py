"""Footnotes."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from nyqst.artifacts.model import sha256_of
from nyqst.research.model.evidence import Source, Span
from nyqst.research.references import References
from tests.unit.nyqst.research.briefs import CREW, DEBT, FERRIES, FLEET, NUMBERS, read_text, source


def references(**changes: date) -> References:
    sources = [source(FLEET, **changes), source(CREW)]
    return References({each.sha256: each for each in sources}, read_text)


def test_spans_are_numbered_as_they_are_first_used() -> None:
    made = references()
    spans = [claim.citations[0] for claim in (DEBT, NUMBERS, DEBT, FERRIES, NUMBERS)]
    assert [made.number(span) for span in spans] == [1, 2, 1, 3, 2]
    assert [reference.number for reference in made.all()] == [1, 2, 3]
    assert [reference.quote for reference in made.all()] == [DEBT.text, CREW, FERRIES.text]


def test_a_reference_shows_the_passage_and_what_stands_around_it() -> None:
    made = references(dated=date(2026, 3, 1))
    made.number(DEBT.citations[0])
    (reference,) = made.all()
    assert (reference.before, reference.quote, reference.after) == (
        "The fleet has 12 ferries. ",
        "It carries a debt of 40 million.",
        "",
    )
    assert (reference.title, reference.name) == ("Fleet", "fleet.txt")
    assert reference.dated == date(2026, 3, 1)


def test_sources_are_cited_once_each_in_order_of_use() -> None:
    made = references()
    assert made.cited() == ()
    for claim in (NUMBERS, FERRIES, DEBT):
        made.number(claim.citations[0])
    assert [each.name for each in made.cited()] == ["crew.txt", "fleet.txt"]


def of_text(text: str, start: int, end: int) -> tuple[str, str, str]:
    sha256 = sha256_of(text.encode())
    made = References(
        {sha256: Source(sha256, sha256, "a.txt", "A", "text/plain", len(text))}, lambda _: text
    )
    made.number(Span(sha256, start, end))
    (reference,) = made.all()
    return reference.before, reference.quote, reference.after


def test_what_stands_in_another_paragraph_is_not_shown() -> None:
    text = "First paragraph.\n\nBefore. Quote. After.\n\nLast paragraph."
    start = text.index("Quote.")
    assert of_text(text, start, start + 6) == ("Before. ", "Quote.", " After.")


def test_a_long_paragraph_is_cut_at_words() -> None:
    text = "word " * 200 + "Quote." + " word" * 200
    start = text.index("Quote.")
    before, quote, after = of_text(text, start, start + 6)
    assert quote == "Quote."
    assert set(before.split()) == set(after.split()) == {"word"}
    assert 200 < len(before) <= 240
    assert 200 < len(after) <= 240


@given(st.text(st.sampled_from("ab \n"), max_size=700), st.data())
def test_what_is_shown_stands_around_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, quote, after = of_text(text, start, end)
    assert text[:start].endswith(before)
    assert text[start:end] == quote
    assert text[end:].startswith(after)
