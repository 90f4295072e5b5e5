import pytest

from nyqst.errors import Unreadable
from nyqst_documents.extract.tables import looks_like_header, repeated, table_lines

HEADER = ["Region", "Revenue (USD m)", "Year"]


def test_a_row_reads_with_the_names_of_its_columns() -> None:
    rows = [HEADER, ["North", "12.4", "2025"]]
    assert table_lines(rows, 1) == ["Region: North; Revenue (USD m): 12.4; Year: 2025"]


def test_an_empty_cell_is_left_out() -> None:
    assert table_lines([HEADER, ["North", "", "2025"]], 1) == ["Region: North; Year: 2025"]


def test_a_row_longer_than_the_header_loses_nothing() -> None:
    assert table_lines([["A", "B"], ["1", "2", "3"]], 1) == ["A: 1; B: 2; Column 3: 3"]


def test_a_cell_under_no_name_stands_alone() -> None:
    rows = [["", "2024", "2025"], ["Revenue", "10", "12"]]
    assert table_lines(rows, 1) == ["Revenue; 2024: 10; 2025: 12"]


def test_a_unit_in_the_corner_goes_with_every_row() -> None:
    rows = [["€000", "2024", "2025"], ["Revenue", "10", "12"]]
    assert table_lines(rows, 1) == ["Revenue (€000); 2024: 10; 2025: 12"]


def test_a_cell_across_the_whole_row_is_said_once() -> None:
    assert table_lines([HEADER, ["Europe", "Europe", "Europe"]], 1) == ["Europe"]


def test_two_header_rows_make_one_name_each() -> None:
    rows = [["", "2025", "2025"], ["", "Revenue", "Costs"], ["North", "12", "9"]]
    assert table_lines(rows, 2) == ["North; 2025 Revenue: 12; 2025 Costs: 9"]


def test_two_columns_without_a_header_are_names_and_values() -> None:
    assert table_lines([["Company:", "Acme"]], 0) == ["Company: Acme"]


def test_more_columns_without_a_header_are_set_apart() -> None:
    assert table_lines([["Acme", "Helsinki", "1998"]], 0) == ["Acme | Helsinki | 1998"]


def test_a_header_without_rows_is_kept() -> None:
    assert table_lines([HEADER], 1) == ["Region | Revenue (USD m) | Year"]


@pytest.mark.parametrize(
    "first", [HEADER, ["€000", "2025", "2024 restated"], ["", "31.12.2025", "31.12.2024"]]
)
def test_short_words_and_years_look_like_a_header(first: list[str]) -> None:
    assert looks_like_header([first, ["a", "1", "2"]])


@pytest.mark.parametrize(
    "first", [["North", "12.4", "9"], ["a", "a", "b"], ["a", "", "b"], ["a", "b" * 80, "c"]]
)
def test_figures_repetitions_and_prose_do_not(first: list[str]) -> None:
    assert not looks_like_header([first, ["a", "1", "2"]])


def test_a_long_cell_that_spans_others_is_written_once() -> None:
    assert repeated("x" * 500, 3) == ["x" * 500, "", ""]
    assert repeated("x", 3) == ["x", "x", "x"]


def test_a_table_longer_than_any_text_is_refused_before_it_is_made() -> None:
    row = ["x" * 100] * 60
    with pytest.raises(Unreadable) as caught:
        table_lines([row] * 100_000, 0)
    assert caught.value.code == "too_large_unpacked"
