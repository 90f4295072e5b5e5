import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst_agent.language.dates import dates


@pytest.mark.parametrize(
    "written",
    ["31 March 2024", "March 31, 2024", "2024-03-31", "31/03/2024", "31st of March 2024"],
)
def test_the_same_day_has_the_same_key_however_it_is_written(written: str) -> None:
    (found,) = dates(f"It was signed on {written} in Leeds.")
    assert found.key == (2024, 0, 0, 3, 31)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("FY2023", (2023, 0, 0, 0, 0)),
        ("FY23", (2023, 0, 0, 0, 0)),
        ("Q3 2024", (2024, 0, 3, 0, 0)),
        ("the first quarter of 2022", (2022, 0, 1, 0, 0)),
        ("H1 2023", (2023, 1, 0, 0, 0)),
        ("March 2024", (2024, 0, 0, 3, 0)),
        ("2019", (2019, 0, 0, 0, 0)),
    ],
)
def test_periods_are_recognised(written: str, key: tuple[int, ...]) -> None:
    assert [found.key for found in dates(f"Sales rose in {written}.")] == [key]


@pytest.mark.parametrize(
    "text",
    ["$2019 was paid", "port 2024 is open", "version 2.0.2023", "You may 5 times", "2,019 men"],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert dates(text) == ()


def test_a_day_that_no_month_has_is_no_date() -> None:
    assert all(not found.is_day for found in dates("On 31 February 2024 nothing happened."))


@given(st.dates())
def test_every_iso_date_from_1900_on_is_read_back(day: object) -> None:
    text = str(day)
    if "1900" <= text[:4] <= "2099":
        (found,) = dates(f"As of {text} it holds.")
        assert str(found.latest()) == text
