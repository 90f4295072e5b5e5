"""Counts of what is open, and reports on what became of it."""

from datetime import date

import pytest

from nyqst.research.model.brief import DataBrief
from tests.unit.nyqst_agent.offline.made import brief_of, current, note, source

QUESTION = "How many critical findings, defects and repairs are open?"
APRIL, MAY = date(2025, 4, 24), date(2025, 5, 21)


def reported(first: str, second: str, then: date = APRIL, later: date = MAY) -> DataBrief:
    return brief_of(
        QUESTION,
        [note(first, "first"), note(second, "second")],
        [source("first", dated=then), source("second", dated=later)],
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("At the end of the test three critical findings are open.",
         "One critical finding remains open, the missing second factor."),
        ("Three critical findings are open.",
         "Of the three critical findings two had been closed by May."),
        ("Twelve defects are outstanding.", "Nine of the twelve defects have been fixed."),
        ("Five urgent repairs are overdue.", "All urgent repairs have been completed."),
    ],
)  # fmt: skip
def test_a_later_report_on_what_was_open_replaces_the_count(first: str, second: str) -> None:
    brief = reported(first, second)
    assert current(brief) == second
    assert [pair.former.text for pair in brief.supersessions] == [first]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Three critical findings are open.", "Two minor findings have been closed."),
        ("Twelve defects are outstanding.", "The canteen was closed for repairs."),
        ("Three critical findings were published.", "One critical finding remains open."),
    ],
)  # fmt: skip
def test_a_report_on_other_things_replaces_nothing(first: str, second: str) -> None:
    brief = reported(first, second)
    assert not brief.supersessions
    assert first in current(brief)


def test_an_earlier_report_replaces_nothing() -> None:
    first = "Three critical findings are open."
    brief = reported(first, "One critical finding remains open.", then=MAY, later=APRIL)
    assert first in current(brief)
