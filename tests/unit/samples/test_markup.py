import pytest

from tests.samples.markup import Bullets, Heading, Paragraph, Table, parse, runs


def test_a_blank_line_ends_a_block() -> None:
    assert list(parse("# Title\n\nOne\ntwo\n\n- a\n- b")) == [
        Heading(1, "Title"),
        Paragraph("One\ntwo"),
        Bullets(("a", "b")),
    ]


def test_headings_need_no_blank_line_between_them() -> None:
    assert list(parse("# Title\n## Subtitle")) == [Heading(1, "Title"), Heading(2, "Subtitle")]


def test_a_heading_with_text_below_it_is_refused() -> None:
    with pytest.raises(ValueError, match="blank line"):
        list(parse("# Title\nText"))


def test_a_table_loses_its_rule() -> None:
    assert list(parse("| a | b |\n|---|---|\n| 1 | 2 |")) == [Table((("a", "b"), ("1", "2")))]


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("plain", [("plain", "")]),
        ("**bold** rest", [("bold", "**"), (" rest", "")]),
        ("*slanted*", [("slanted", "*")]),
    ],
)
def test_emphasis_is_told_apart(line: str, pieces: list[tuple[str, str]]) -> None:
    assert list(runs(line)) == pieces
