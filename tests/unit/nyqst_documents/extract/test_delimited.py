import pytest

from tests.unit.nyqst_documents.extract.reading import blocks, read

ROW = "Region: North; Revenue (USD m): 12.4; Year: 2025"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    table = "Region,Revenue (USD m),Year\nNorth,12.4,2025\nSouth,9.1,2025".replace(",", delimiter)
    assert read(table, "a.csv").text.split("\n")[0] == ROW


def test_a_comma_within_quotes_delimits_nothing() -> None:
    assert blocks('Name,City\n"Lee, Kim",Oslo', "a.csv") == ["Name: Lee, Kim; City: Oslo"]


def test_decimal_commas_do_not_mislead() -> None:
    assert blocks("Region;Sales\nNorth;12,4\nSouth;9,1", "a.csv") == [
        "Region: North; Sales: 12,4\nRegion: South; Sales: 9,1"
    ]


def test_a_line_end_within_a_field_is_a_space() -> None:
    assert blocks('Name,Note\nLee,"one\ntwo"', "a.csv") == ["Name: Lee; Note: one two"]


def test_ragged_rows_are_read() -> None:
    assert blocks("A,B\n1\n2,3,4\n\n", "a.csv") == ["A: 1\nA: 2; B: 3; Column 3: 4"]


def test_columns_without_a_name_get_one() -> None:
    assert blocks("A,,C\nx,y,z", "a.csv") == ["A: x; Column 2: y; C: z"]


def test_a_table_of_figures_has_no_header() -> None:
    assert blocks("1,2,3\n4,5,6", "a.csv") == ["1 | 2 | 3\n4 | 5 | 6"]


def test_years_can_name_columns() -> None:
    assert blocks("Item,2024,2025\nRevenue,10,12", "a.csv") == ["Item: Revenue; 2024: 10; 2025: 12"]


def test_a_title_above_the_table_is_a_paragraph() -> None:
    table = "Sales by region,,\n,,\nRegion,Sales,Year\nNorth,12,2025\nSouth,9,2025"
    assert blocks(table, "a.csv")[0] == "Sales by region"


def test_a_quote_that_never_closes_does_not_swallow_the_table() -> None:
    table = 'Name,Size\n"Lee,5\n' + "Kim,6\n" * 30
    assert read(table, "a.csv").text.count("Name: Kim; Size: 6") == 30


def test_tabs_delimit_a_tsv_whatever_else_is_in_it() -> None:
    assert blocks("A\tB\nx, y, z\t1", "a.tsv") == ["A: x, y, z; B: 1"]


def test_the_title_is_the_files_name() -> None:
    assert read("A,B\nx,y", "customer-list.csv").title == "Customer list"
