from datetime import date

import pytest

from nyqst_documents.extract.date_reading import first_date


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-14",
        "2025/3/14",
        "2025-03-14T08:00:00Z",
        "14 March 2025",
        "14 Mar 2025",
        "14th of March, 2025",
        "14th day of March 2025",
        "March 14, 2025",
        "Mar. 14th 2025",
        "14.03.2025",
        "03/14/2025",
        "14-03-2025",
        "14. März 2025",
        "le 14 mars 2025",
        "14 de marzo de 2025",
    ],
)
def test_a_date_is_read(text: str) -> None:
    assert first_date(text) == date(2025, 3, 14)


def test_a_month_is_its_first_day() -> None:
    assert first_date("March 2025") == date(2025, 3, 1)


def test_day_and_month_that_are_equal_cannot_be_mistaken() -> None:
    assert first_date("05/05/2025") == date(2025, 5, 5)


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2025",
        "3.4.2025",
        "2025-02-30",
        "31 June 2025",
        "2025",
        "12.2025",
        "version 1.2025-03-14-2",
        "a2025-03-14",
        "may 2025x",
        "1/2/2025-03",
    ],
)
def test_what_can_be_read_in_two_ways_or_in_none_is_no_date(text: str) -> None:
    assert first_date(text) is None
