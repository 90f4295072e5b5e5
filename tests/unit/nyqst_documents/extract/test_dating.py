from datetime import date

import pytest

from nyqst_documents.extract.dating import date_in_name, date_of
from nyqst_documents.extract.draft import Draft

MARCH = date(2025, 3, 3)
NOTHING = Draft(())


def dated(text: str, name: str = "memo.txt", draft: Draft = NOTHING) -> date | None:
    return date_of(draft, text, name)


@pytest.mark.parametrize(
    "line",
    [
        "Date: 3 March 2025",
        "Date: Monday, 3 March 2025",
        "Author: K. Lee; Date: 3 March 2025",
        "Dated this 3rd day of March 2025",
        "As of 3 March 2025",
        "Kept by the secretary. State of 3 March 2025. Summaries only.",
        "Held at the town hall on 3 March 2025 at 11.15",
        "Approved by the board on 3 March 2025. It replaces the draft of 1 February 2025.",
        "In force from: 3 March 2025",
        "Northspar Brokers, 3 March 2025",
        "HELSINKI, 3 March 2025. The company has signed a contract for its sixth ferry, which will"
        " sail between the islands and the mainland from the spring of next year on, it said.",
        "Datum: 3. März 2025",
    ],
)
def test_a_text_gives_its_date_in_its_first_lines(line: str) -> None:
    assert dated(f"Annual report\n\n{line}\n\nThe company was founded in 2011.") == MARCH


@pytest.mark.parametrize(
    "line",
    [
        "Date of birth: 3 March 2025",
        "Replaces the version of 3 March 2025",
        "Offer valid until: 3 March 2025",
        "Lease dated: 3 March 2025",
        "The company was founded on 3 March 2025 and has grown since.",
        "Copyright 3 March 2025",
    ],
)
def test_the_date_of_something_else_is_not_the_texts(line: str) -> None:
    assert dated(line) is None


def test_when_a_text_was_changed_goes_before_when_it_was_made() -> None:
    assert dated("Published: 1 January 2025\nLast updated: 3 March 2025") == MARCH


@pytest.mark.parametrize(
    "foot",
    [
        "This page was last updated on 3 March 2025",
        "This page last modified on 2025-03-03 12:01:01 UTC",
        "Last reviewed: 3 March 2025",
    ],
)
def test_a_text_may_give_its_date_at_its_foot(foot: str) -> None:
    assert dated("It is so. " * 900 + f"\n\n{foot}") == MARCH


def test_a_date_told_of_at_the_foot_is_not_the_texts() -> None:
    told = "The rate was last updated on 3 March 2025."
    assert dated("It is so. " * 900 + f"\n\n{told}") is None


def test_a_column_of_dates_is_not_the_texts() -> None:
    assert dated("Date: 3 March 2025; Paid: 4\nDate: 4 March 2025; Paid: 5") is None


def test_the_dates_in_data_are_not_the_documents() -> None:
    assert dated("Date: 3 March 2025", draft=Draft((), is_data=True)) is None


def test_the_end_of_a_period_counts_less_than_the_name_of_the_file() -> None:
    text = "Accounts for the year to 31 December 2024"
    assert dated(text, "accounts-2025-03-03.txt") == MARCH
    assert dated(text) == date(2024, 12, 31)


def test_what_the_author_declares_goes_before_everything() -> None:
    draft = Draft((), dated=MARCH, created=date(2024, 5, 5))
    assert dated("Date: 1 January 2024", draft=draft) == MARCH


def test_what_the_program_noted_comes_last() -> None:
    assert dated("No date here", draft=Draft((), created=MARCH)) == MARCH


@pytest.mark.parametrize("default", [date(1980, 1, 1), date(2000, 1, 1)])
def test_the_date_of_a_clock_that_was_never_set_is_not_believed(default: date) -> None:
    assert dated("No date here", draft=Draft((), created=default)) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2025-03-03 memo.txt", MARCH),
        ("memo_2025_03_03.pdf", MARCH),
        ("memo-20250303.md", MARCH),
        ("2025-03-memo.txt", date(2025, 3, 1)),
        ("memo 3 March 2025.docx", MARCH),
        ("board-3-march-2025.docx", MARCH),
        ("report-2025.pdf", None),
        ("invoice-12345678.pdf", None),
    ],
)
def test_a_files_name_may_hold_its_date(name: str, day: date | None) -> None:
    assert date_in_name(name) == day
