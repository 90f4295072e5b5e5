"""Old and new values, and values in dispute."""

from dataclasses import replace
from datetime import date

import pytest

from nyqst.research.model.brief import DataBrief
from nyqst.research.model.evidence import Source, Standing
from tests.unit.nyqst_agent.offline.made import brief_of, current, note, source

QUESTION = "What do the documents say about Kestrel: headcount, rent, revenue, loss, churn?"
MARCH, SEPTEMBER = date(2024, 3, 14), date(2024, 9, 12)


def settled(old: str, new: str, old_source: Source, new_source: Source) -> DataBrief:
    return brief_of(QUESTION, [note(old, "old"), note(new, "new")], [old_source, new_source])


def dated(old: str, new: str, first: date = MARCH, second: date = SEPTEMBER) -> DataBrief:
    return settled(old, new, source("old", dated=first), source("new", dated=second))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Headcount was 74 at the end of February.", "Headcount was 81 at the end of August."),
        (
            "Ruth Okafor reported that annual recurring revenue stood at £6.2 million.",
            "Annual recurring revenue stood at £7.1 million.",
        ),
        ("The chief executive is Anna Lindqvist.", "Priya Nair is the CEO of the company."),
        ("The lease of the Derby office ends on 31 March 2025.",
         "The lease of the Derby office ends on 31 March 2028."),
        ("The K2 arm is covered by the warranty.", "The K2 arm is not covered by the warranty."),
    ],
)  # fmt: skip
def test_the_later_of_two_texts_is_believed(old: str, new: str) -> None:
    brief = dated(old, new)
    assert new in current(brief)
    assert old not in current(brief)
    assert [pair.former.text for pair in brief.supersessions] == [old]
    assert [pair.current.text for pair in brief.supersessions] == [new]


def test_the_newer_version_is_believed_without_any_date() -> None:
    old = source("old", standing=Standing.OUTDATED, replaced_by="new")
    brief = settled(
        "The rent is £186,000 a year.", "The rent is £214,000 a year.", old, source("new")
    )
    assert "£186,000" not in current(brief)
    assert len(brief.supersessions) == 1


def test_a_draft_gives_way_to_what_is_no_draft() -> None:
    draft = source("old", standing=Standing.DRAFT)
    brief = settled("Revenue was £9.8 million.", "Revenue was £9.1 million.", draft, source("new"))
    assert "£9.8" not in current(brief)


def test_a_value_that_a_statement_calls_former_is_no_longer_given() -> None:
    new = "The rent was raised from £186,000 to £214,000 a year."
    brief = settled("The rent is £186,000 a year.", new, source("old"), source("new"))
    assert current(brief) == new


def test_audited_figures_for_a_past_year_are_believed_whenever_they_were_written() -> None:
    audited = source("old", title="Audited accounts of Kestrel", dated=MARCH)
    brief = settled(
        "The loss for 2023 was £1.6 million.",
        "The loss for 2023 was £1.3 million.",
        audited,
        source("new", title="Sales brochure", dated=SEPTEMBER),
    )
    assert "£1.6" in current(brief)
    assert "£1.3" not in current(brief)


def test_sources_without_dates_that_differ_are_shown_side_by_side() -> None:
    brief = settled(
        "Customer churn was 6%.", "Customer churn was 3%.", source("old"), source("new")
    )
    (conflict,) = brief.conflicts
    assert conflict.topic == "customer churn"
    assert {claim.text for claim in conflict.claims} == {
        "Customer churn was 6%.",
        "Customer churn was 3%.",
    }
    assert "churn" not in current(brief)


def test_texts_of_the_same_weeks_are_not_ordered_by_their_dates() -> None:
    brief = dated("Customer churn was 6%.", "Customer churn was 3%.", SEPTEMBER, date(2024, 10, 1))
    assert len(brief.conflicts) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Revenue was £7.3 million in 2022.", "Revenue was £9.1 million in 2023."),
        ("Headcount in Berlin was 20.", "Headcount in Munich was 30."),
        ("Cloud revenue was £3 million.", "Revenue was £9 million."),
        ("The gross margin was 58%.", "The net margin was 12%."),
        ("Revenue was £9.1 million.", "Revenue is expected to reach £12 million."),
        ("Staff must take 20 days of leave.", "Staff took 14 days of leave on average."),
        ("Kestrel has 74 employees.", "Kestrel has 3 offices."),
        ("Net loss at 31 December 2023 was £46 million.",
         "Net loss at 30 June 2024 was £47 million."),
        ("The loss for the half year was £3 million.",
         "The loss for the last twelve months was £7 million."),
        ("The budget for 2024 is revenue of £41 million.", "Revenue in 2024 was £39 million."),
        ("The rent of the depot is £12,000 a year.", "The loan of the depot is £90,000."),
    ],
)  # fmt: skip
def test_statements_about_different_things_are_both_kept(one: str, other: str) -> None:
    brief = dated(one, other)
    assert not brief.supersessions
    assert not brief.conflicts
    assert one in current(brief)
    assert other in current(brief)


def test_rows_of_two_sites_do_not_contradict_each_other() -> None:
    brief = dated(
        "Site: Leeds; Headcount: 12; Rent: £40,000", "Site: Derby; Headcount: 30; Rent: £50"
    )
    assert not brief.supersessions
    assert not brief.conflicts


def test_contracts_with_two_partners_do_not_contradict_each_other() -> None:
    brief = settled(
        "The notice period for churn is 30 days.",
        "The notice period for churn is 90 days.",
        source("old", title="Contract with Orion", dated=MARCH),
        source("new", title="Contract with Vega", dated=SEPTEMBER),
    )
    assert not brief.supersessions


def test_a_rounded_figure_does_not_contradict_the_exact_one() -> None:
    brief = dated("Revenue was £9.1 million.", "Revenue was £9,080,000.")
    assert not brief.supersessions
    assert not brief.conflicts


def test_what_only_an_outdated_text_says_is_not_given_as_current() -> None:
    old = source("old", standing=Standing.OUTDATED)
    brief = brief_of(QUESTION, [note("The rent is £186,000 a year.", "old")], [old])
    assert not brief.answer
    assert brief.gaps[0].reason == "Only documents that are out of date speak of it."


def test_a_third_text_that_repeats_the_old_value_is_left_out_too() -> None:
    brief = brief_of(
        QUESTION,
        [
            note("Headcount was 74 at the end of February.", "old"),
            note("Headcount was 81 at the end of August.", "new"),
            note("The flyer praises a headcount of 74 and free fruit.", "flyer"),
        ],
        [source("old", dated=MARCH), source("new", dated=SEPTEMBER), source("flyer")],
    )
    assert "74" not in current(brief)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fire damaged eleven flats at Kestrel.", "Nine flats at Kestrel were damaged."),
        ("Three visitors to Kestrel were injured.", "Four visitors to Kestrel were injured."),
        ("Customer churn in 2023 was 6%.", "Customer churn in 2023 was 3%."),
        ("Management plans spending of £21 million on rent in 2026.",
         "Spending of £25 million on rent will be needed in 2026."),
    ],
)  # fmt: skip
def test_a_later_text_knows_no_more_of_what_has_happened(one: str, other: str) -> None:
    brief = dated(one, other, SEPTEMBER, date(2024, 9, 20))
    assert not brief.supersessions
    assert len(brief.conflicts) == 1
    later = dated(one, other, date(2024, 9, 1), SEPTEMBER)
    assert not later.supersessions


def test_what_was_noted_for_comparison_only_is_told_where_it_replaces_something() -> None:
    new = replace(note("The rent is £214,000 a year.", "new"), relevance=0.0)
    brief = brief_of(
        QUESTION,
        [note("The rent is £186,000 a year.", "old"), new],
        [source("old", dated=MARCH), source("new", dated=SEPTEMBER)],
    )
    assert current(brief) == new.text


def test_what_was_noted_for_comparison_only_is_not_told_by_itself() -> None:
    aside = replace(note("The rent of the depot is due in May.", "b"), relevance=0.0)
    brief = brief_of(QUESTION, [note("Headcount is 81.", "a"), aside], [source("a"), source("b")])
    assert current(brief) == "Headcount is 81."
