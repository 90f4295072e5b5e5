import pytest

from nyqst_documents.extract.wrapping import Vocabulary, broken_at, is_field


def joined(*lines: str, text: str = "", solid: bool = True) -> str:
    return Vocabulary.of(text, solid_by_default=solid).join(lines)


def test_lines_are_joined_with_a_space() -> None:
    assert joined("one ", " two") == "one two"


def test_a_word_cut_by_a_typesetter_is_made_whole() -> None:
    assert joined("the com-", "pany") == "the company"


def test_the_rest_of_the_text_says_how_a_word_is_written() -> None:
    assert joined("a well-", "known firm", text="It is well-known.") == "a well-known firm"
    assert joined("the up-", "date", text="an update", solid=False) == "the update"


def test_an_editor_breaks_lines_at_hyphens_that_are_there() -> None:
    assert joined("hard-", "wrapped", solid=False) == "hard-wrapped"


def test_a_prefix_that_takes_a_hyphen_keeps_it() -> None:
    assert joined("a self-", "made firm") == "a self-made firm"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [("2024-", "2025", "2024-2025"), ("Anglo-", "Saxon", "Anglo-Saxon")],
)
def test_a_hyphen_before_a_figure_or_a_name_stays(first: str, second: str, whole: str) -> None:
    assert joined(first, second) == whole


def test_a_word_in_capitals_is_made_whole_if_it_stands_elsewhere() -> None:
    assert joined("of FUNC-", "NAME has", text="FUNCNAME is set") == "of FUNCNAME has"
    assert joined("of FUNC-", "NAME has") == "of FUNC-NAME has"


def test_a_dash_is_no_hyphen() -> None:
    assert joined("costs -", "not sales") == "costs - not sales"


def test_chinese_and_japanese_are_joined_without_a_space() -> None:
    assert joined("別の言語へ", "翻訳する") == "別の言語へ翻訳する"


def test_a_line_was_broken_if_the_next_word_did_not_fit() -> None:
    assert broken_at(20, "twelve million and", "more")
    assert not broken_at(20, "twelve", "more")


@pytest.mark.parametrize("line", ["Date: 3 March", "Prepared by: Lee", "Auftraggeber: X"])
def test_a_field_is_told_by_its_colon(line: str) -> None:
    assert is_field(line)


@pytest.mark.parametrize("line", ["note: x", "What she told me:", "At 12:30 we left"])
def test_a_sentence_with_a_colon_is_no_field(line: str) -> None:
    assert not is_field(line)
