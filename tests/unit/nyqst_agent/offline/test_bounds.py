"""Claims about all of a kind, and the case that breaks them."""

import pytest

from tests.unit.nyqst_agent.offline.made import brief_of, note, source

QUESTION = "How much of the revenue does each customer bring?"
BOUND = "No customer apart from the Authority accounts for more than 5 percent of revenue."
ROW = "customer: {}; segment: freight; share_of_revenue_pct: {}"


def conflicts(bound: str, case: str) -> int:
    brief = brief_of(
        QUESTION,
        [note(bound, "memo"), note(case, "list", heading="Customers")],
        [source("memo"), source("list", title="Customer list")],
    )
    return len(brief.conflicts)


def test_one_case_beyond_the_limit_contradicts_it() -> None:
    assert conflicts(BOUND, ROW.format("Tarn Foods", "7.5")) == 1


@pytest.mark.parametrize(
    ("bound", "case"),
    [
        (BOUND, ROW.format("Tarn Foods", "4.5")),
        (BOUND, ROW.format("Calder Transport Authority", "30.0")),
        (BOUND, ROW.format("Other customers", "44.8")),
        ("Customers account for more than 5 percent of revenue.", ROW.format("Tarn Foods", "7.5")),
    ],
)
def test_cases_within_it_or_spared_by_it_do_not(bound: str, case: str) -> None:
    assert conflicts(bound, case) == 0
