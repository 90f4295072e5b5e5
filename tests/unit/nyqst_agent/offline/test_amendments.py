"""Contracts and the texts that change single clauses of them."""

from datetime import date

import pytest

from nyqst.research.model.brief import DataBrief
from nyqst.research.model.evidence import Source
from tests.unit.nyqst_agent.offline.made import brief_of, current, note, source

QUESTION = "What are the terms of the cleaning contract?"
CONTRACT = source("old", title="Cleaning contract", dated=date(2022, 4, 1))
EXTENSION = "3.2 The client may extend the term by a year."
AMENDMENT = source("new", title="Amendment No. 1 to the cleaning contract", dated=date(2025, 1, 10))


def amended(clause: str, amendment: str, by: Source = AMENDMENT) -> DataBrief:
    return brief_of(QUESTION, [note(clause, "old"), note(amendment, "new")], [CONTRACT, by])


def unnumbered(clause: str) -> str:
    return clause.partition(" ")[2]


@pytest.mark.parametrize(
    ("clause", "amendment"),
    [
        ("3.1 This contract ends on 31 March 2025.",
         'Clause 3.1 is replaced by: "This contract ends on 31 March 2027."'),
        ("3.2 The client may extend the term by a year.",
         "The right to extend the term under clause 3.2 is deleted."),
        ("4.1 The client shall pay the contractor £640,000 for each year.",
         "With effect from 1 April 2025 the annual payment under clause 4.1 is £705,000."),
        ("5.1 At least 95 percent of rooms shall be cleaned by noon.",
         "At least 98 percent of rooms shall be cleaned by noon; clause 5.1 changes accordingly."),
        ("6.2 The contractor shall insure itself.", "Clause 6 is deleted."),
    ],
)  # fmt: skip
def test_an_amendment_replaces_the_clause_that_it_names(clause: str, amendment: str) -> None:
    brief = amended(clause, amendment)
    assert current(brief) == amendment
    (pair,) = brief.supersessions
    assert (pair.former.text, pair.current.text) == (unnumbered(clause), amendment)


@pytest.mark.parametrize(
    ("clause", "amendment"),
    [
        ("4.1 The client shall pay the contractor £640,000 for each year.",
         "The annual payment under clause 4.1 remains unchanged."),
        ("4.1 The client shall pay the contractor £640,000 for each year.",
         'Clause 3.1 is replaced by: "This contract ends on 31 March 2027."'),
        ("5.2 For each late day the client may deduct 5 percent of the payment.",
         "The deductions under clause 5.2 may reach 6 percent of the annual payment."),
        ("13.1 Notices are sent by post to the client.", "Clause 3.1 is deleted."),
    ],
)  # fmt: skip
def test_other_clauses_stay_as_they_are(clause: str, amendment: str) -> None:
    brief = amended(clause, amendment)
    assert not brief.supersessions
    assert unnumbered(clause) in current(brief)


def test_an_amendment_of_another_contract_changes_nothing() -> None:
    other = source("new", title="Amendment No. 1 to the canteen lease", dated=date(2025, 1, 10))
    brief = amended(EXTENSION, "Clause 3.2 is deleted.", other)
    assert not brief.supersessions


def test_a_contract_that_is_younger_than_the_amendment_stands() -> None:
    early = source("new", title="Amendment to the cleaning contract", dated=date(2020, 1, 10))
    brief = amended(EXTENSION, "Clause 3.2 is deleted.", early)
    assert not brief.supersessions
