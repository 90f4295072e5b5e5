"""Announcements, and the decisions by which nothing comes of them."""

from datetime import date

import pytest

from nyqst.research.model.brief import DataBrief
from tests.unit.nyqst_agent.offline.made import brief_of, current, note, source

QUESTION = "Which plans does the hospital have for a new wing, a garden and a merger?"
BEFORE, AFTER = date(2025, 2, 3), date(2025, 6, 12)


def decided(plan: str, decision: str, planned: date = BEFORE, taken: date = AFTER) -> DataBrief:
    return brief_of(
        QUESTION,
        [note(plan, "plan"), note(decision, "decision")],
        [source("plan", dated=planned), source("decision", dated=taken)],
    )


@pytest.mark.parametrize(
    ("plan", "decision"),
    [
        ("The new maternity wing will open in September 2026.",
         "The board resolved to withdraw the plan for a new maternity wing."),
        ("The maternity wing will have 40 beds.", "The maternity wing was cancelled in June."),
        ("St Brigid's plans to merge with Oakfield in October.",
         "The merger with Oakfield will not go ahead."),
        ("The Halcyon building will be opened by the mayor in spring 2026.",
         "The board decided to cancel the order for the new building, the Halcyon."),
        ("The roof garden is due to open in May.",
         "The cancellation of the roof garden was confirmed by the council."),
    ],
)  # fmt: skip
def test_what_was_called_off_is_no_longer_told_as_coming(plan: str, decision: str) -> None:
    brief = decided(plan, decision)
    assert current(brief) == decision
    assert [pair.former.text for pair in brief.supersessions] == [plan]


@pytest.mark.parametrize(
    ("plan", "decision"),
    [
        ("The roof garden will open in May.",
         "The board resolved to withdraw the plan for a new maternity wing."),
        ("The maternity wing will have 40 beds.",
         "The council may cancel the maternity wing if the grant is refused."),
        ("The Halcyon building will be opened by the mayor in spring 2026.",
         "In winter 219 visits to the Halcyon building were cancelled because of snow."),
        ("Fennel Ltd will publish its accounts in May.",
         "The board cancelled the order for beds from Fennel Ltd."),
        ("The maternity wing has 40 beds.",
         "The board resolved to withdraw the plan for a new maternity wing."),
    ],
)  # fmt: skip
def test_what_was_not_called_off_stands(plan: str, decision: str) -> None:
    brief = decided(plan, decision)
    assert not brief.supersessions
    assert plan in current(brief)


def test_a_plan_that_was_taken_up_again_stands() -> None:
    plan = "The new maternity wing will open in September 2026."
    decision = "The board resolved to withdraw the plan for a new maternity wing."
    brief = decided(plan, decision, planned=AFTER, taken=BEFORE)
    assert plan in current(brief)
