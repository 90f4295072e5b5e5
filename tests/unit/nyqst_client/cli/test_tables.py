from datetime import UTC, datetime

import pytest

from nyqst_client.cli.tables import Column, cell, laid_out

COLUMNS = (
    Column("run", lambda one: one),
    Column("name", lambda one: one, wide=True),
    Column("title", lambda one: one, wide=True),
)
ROWS = [["run_01M7WRBRZQBZAN31FY0A9SN6H0", "n" * 60, "t" * 60], ["run_2", "short", "x"]]


def shown(width: int, rows: list[list[str]] | None = None) -> list[str]:
    return [line.plain for line in laid_out(rows or ROWS, COLUMNS, width)]


def test_what_is_wide_shares_what_is_left() -> None:
    assert shown(58) == [
        "run                             name          title",
        "run_01M7WRBRZQBZAN31FY0A9SN6H0  nnnnnnnnnnn…  ttttttttttt…",
        "run_2                           short         x",
    ]


def test_no_id_is_ever_cut() -> None:
    assert all("run_01M7WRBRZQBZAN31FY0A9SN6H0" in shown(width)[1] for width in (1, 20, 40, 200))


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_no_line_is_too_long(width: int) -> None:
    assert max(map(len, shown(width))) <= width


def test_what_one_column_does_not_need_the_next_may_have() -> None:
    assert "t" * 30 in shown(80, [["run_1", "a", "t" * 30]])[1]


def test_a_list_of_nothing_has_its_titles() -> None:
    assert [line.plain for line in laid_out([], COLUMNS, 80)] == ["run  name  title"]


def test_cells_are_safe_to_print() -> None:
    assert cell("a\x1b[2J\nb") == "a [2J b"
    assert cell(None) == ""
    assert len(cell(datetime(2026, 11, 20, tzinfo=UTC))) == len("2026-11-20 00:00")
