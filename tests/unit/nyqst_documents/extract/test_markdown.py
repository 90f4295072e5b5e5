from datetime import date

import pytest

from tests.unit.nyqst_documents.extract.reading import blocks, outline, read


def test_front_matter_gives_title_and_date_and_is_left_out() -> None:
    text = read(
        '---\ntitle: "Board memo"\ndate: 2025-03-03\ntags: [a]\n---\n# Hello\n\nText.', "a.md"
    )
    assert (text.title, text.dated, text.text) == ("Board memo", date(2025, 3, 3), "Hello\n\nText.")


def test_front_matter_between_plus_signs_is_read_too() -> None:
    assert read('+++\ntitle = "Board memo"\n+++\nText.', "a.md").title == "Board memo"


def test_rules_at_the_top_are_no_front_matter() -> None:
    assert blocks("---\n\nOnly a text.\n\n---\n", "a.md") == ["Only a text."]


def test_headings_of_both_kinds_are_headings() -> None:
    assert outline("# One #\n\nTwo\n---\n\n### Three\n\nx", "a.md") == [
        (1, "One"),
        (2, "Two"),
        (3, "Three"),
    ]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("It is **really** _very_ `simple`.", "It is really very simple."),
        ("See [the site](http://a.example 'x').", "See the site."),
        ("![A chart of sales](a.png)", "A chart of sales"),
        ("[![build](b.svg)](http://ci.example) Text.", "Text."),
        ("A ~~bad~~ good year.", "A good year."),
        ("10<sup>6</sup> kWh", "10⁶ kWh"),
        ("Text<!-- a secret --> goes on.", "Text goes on."),
        ('Text <span style="display:none">a secret</span> goes on.', "Text goes on."),
        ("<script>alert(1)</script>\n\nText.", "Text."),
        ("5 \\* 3 &amp; 4", "5 * 3 & 4"),
    ],
)
def test_markup_goes_and_what_a_reader_sees_stays(markdown: str, text: str) -> None:
    assert blocks(markdown, "a.md") == [text]


def test_a_paragraph_broken_over_lines_is_one() -> None:
    assert blocks("The company earned\ntwelve million\ndollars.\n\nNext.", "a.md") == [
        "The company earned twelve million dollars.",
        "Next.",
    ]


def test_fields_keep_their_lines() -> None:
    assert blocks("Final version.\nDate: 3 March 2025\nAuthor: Kim Lee", "a.md") == [
        "Final version.\nDate: 3 March 2025\nAuthor: Kim Lee"
    ]


def test_lists_keep_their_lines_and_numbers() -> None:
    assert blocks("- one\n- two\n  goes on\n\n3. three\n4. four", "a.md") == [
        "- one\n- two goes on",
        "3. three\n4. four",
    ]


def test_code_keeps_its_spaces() -> None:
    assert blocks("```python\nif x:\n    y = 1\n```", "a.md") == ["if x:\n    y = 1"]


def test_a_table_reads_row_by_row() -> None:
    assert blocks("| Region | Sales |\n|---|--:|\n| North | 12.4 |", "a.md") == [
        "Region: North; Sales: 12.4"
    ]
