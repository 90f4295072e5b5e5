from decimal import Decimal

import pytest

from nyqst_agent.language.quantities import Quantity, quantities


def one(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("$4.2 million", "money:USD", "4200000"),
        ("USD 4,200,000", "money:USD", "4200000"),
        ("£3.9m", "money:GBP", "3900000"),
        ("4.5bn euros", "money:EUR", "4500000000"),
        ("12%", "percent", "12"),
        ("0.5 per cent", "percent", "0.5"),
        ("90 days", "duration", "90"),
        ("two weeks", "duration", "14"),
        ("5 MB", "size", "5242880"),
        ("120 employees", "number", "120"),
        ("twenty-five staff", "number", "25"),
        ("ARR (USD) is 120000", "money:USD", "120000"),
    ],
)
def test_amounts_are_brought_to_one_form(text: str, kind: str, value: str) -> None:
    found = one(f"It came to {text} then.")
    assert (found.kind, found.value) == (kind, Decimal(value))


@pytest.mark.parametrize(
    "text", ["section 4.2", "version 3.2", "ISO 27001", "on 3 May 2024", "one of them"]
)
def test_labels_dates_and_pronouns_are_no_amounts(text: str) -> None:
    assert quantities(f"See {text} for that.") == ()


def test_a_rounded_figure_agrees_with_the_exact_one() -> None:
    assert one("$4.2 million").agrees(one("USD 4,185,000"))


def test_twelve_months_are_a_year() -> None:
    assert one("12 months").agrees(one("one year"))


def test_percentages_that_differ_by_half_a_point_do_not_agree() -> None:
    assert not one("4%").agrees(one("4.5%"))


def test_counts_agree_only_if_they_are_equal() -> None:
    assert not one("120 employees").agrees(one("121 employees"))


def test_an_approximate_figure_has_some_slack() -> None:
    assert one("about 120 employees").agrees(one("123 employees"))


def test_money_of_another_currency_never_agrees() -> None:
    assert not one("$5").agrees(one("£5"))
