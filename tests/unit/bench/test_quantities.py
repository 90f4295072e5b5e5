from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.quantities import Quantity, parse_quantity, spelled_quantities, take_quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("€38.6 million", 38_600_000, "€"),
        ("EUR 38.6m", 38_600_000, "€"),
        ("38,600,000", 38_600_000, ""),
        ("$4 m", 4_000_000, "$"),
        ("12 k", 12, ""),
        ("12k", 12_000, ""),
        ("1.2 bn", 1_200_000_000, ""),
        ("96.5%", Decimal("96.5"), "%"),
        ("14 percent", 14, "%"),
        ("14 per cent", 14, "%"),
        ("22 m/s", 22, ""),
        ("2.5 m", Decimal("2.5"), ""),
        ("(610)", 610, ""),
        ("3.5-tonne", Decimal("3.5"), ""),
    ],
)
def test_a_number_is_read_with_its_scale_and_unit(text: str, value: Decimal, unit: str) -> None:
    found, _ = take_quantities(text)
    assert [(quantity.value, quantity.unit) for quantity in found] == [(value, unit)]


def test_what_is_taken_leaves_blanks() -> None:
    _, rest = take_quantities("about 38.6 million people")
    assert rest.split() == ["about", "people"]


def test_numbers_in_words_are_read_but_one_is_not() -> None:
    words = "One of thirty-eight, and nine of twenty"
    assert {int(found.value) for found in spelled_quantities(words)} == {38, 9, 20}


def test_a_unit_on_one_side_only_does_not_part_two_numbers() -> None:
    assert Quantity(Decimal(5)).covers(Quantity(Decimal(5), "€"))
    assert Quantity(Decimal(5), "€").covers(Quantity(Decimal(5)))
    assert not Quantity(Decimal(5), "€").covers(Quantity(Decimal(5), "%"))


def test_a_word_is_no_number_pattern() -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_quantity("many")


@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_thousands_separators_make_no_difference(value: Decimal) -> None:
    assert parse_quantity(f"{value:,}") == parse_quantity(f"{value}")
