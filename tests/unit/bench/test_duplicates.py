from dataclasses import replace

from nyqst.research.model.evidence import Source
from tests.bench.duplicates import duplicate_figures
from tests.unit.bench.planted import GOLD, SOURCES

GROUPS = replace(GOLD, duplicates=(frozenset("abc"), frozenset("de")))


def sources(*groups: str) -> list[Source]:
    return [replace(SOURCES[0], name=group[0], duplicates=tuple(group[1:])) for group in groups]


def values(*groups: str) -> list[float | None]:
    """Precision, recall, F1."""
    return [figure.value for figure in duplicate_figures(sources(*groups), GROUPS)]


def test_exactly_the_groups_of_the_gold_are_full_marks() -> None:
    assert values("abc", "ed", "f") == [1, 1, 1]


def test_a_group_left_apart_lowers_recall_by_its_pairs() -> None:
    assert values("abc", "d", "e") == [1, 3 / 4, 6 / 7]


def test_a_stranger_in_a_group_lowers_precision_by_its_pairs() -> None:
    assert values("abc", "def") == [4 / 6, 1, 8 / 10]


def test_a_pair_of_which_the_run_met_neither_does_not_count() -> None:
    assert values("abc") == [1, 1, 1]


def test_a_pair_of_which_the_run_met_one_counts() -> None:
    assert values("abc", "d") == [1, 3 / 4, 6 / 7]


def test_folders_before_a_name_make_no_difference() -> None:
    met = sources("abc", "de")
    met[0] = replace(met[0], name="folder/a", duplicates=("folder/b", "other/c"))
    assert [figure.value for figure in duplicate_figures(met, GROUPS)] == [1, 1, 1]


def test_misses_name_the_pairs() -> None:
    *_, f1 = duplicate_figures(sources("ab", "c", "df"), GROUPS)
    assert f1.misses == (
        "wrongly merged: d = f",
        "not merged: a = c",
        "not merged: b = c",
        "not merged: d = e",
    )
