import pytest

from nyqst.documents.model import Heading
from nyqst_documents.extract.titles import LONGEST, readable_name, title_of


def test_the_given_title_goes_first() -> None:
    assert title_of("Annual report", [Heading(0, 1, "Summary")], "a.pdf") == "Annual report"


@pytest.mark.parametrize(
    "given",
    ["", "untitled", "Microsoft Word - report.doc", "report_final.docx", "(anonymous)", "Title"],
)
def test_what_a_program_puts_in_for_want_of_a_title_is_none(given: str) -> None:
    assert title_of(given, [Heading(0, 1, "Annual report")], "a.pdf") == "Annual report"


@pytest.mark.parametrize("heading", ["1. Scope", "Introduction", "II. History", "Appendix A"])
def test_the_heading_of_a_section_is_no_title(heading: str) -> None:
    assert title_of(None, [Heading(0, 1, heading)], "annual_report.txt") == "Annual report"


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("= Git User Manual", "Git User Manual"),
        (":mod:`bz2` --- Support for :program:`bzip2`", "bz2 --- Support for bzip2"),
        (":doc:`The basics <basics>`", "The basics"),
    ],
)
def test_a_title_loses_its_markup(given: str, title: str) -> None:
    assert title_of(given, [], "a.txt") == title


def test_a_heading_far_down_is_no_title() -> None:
    assert title_of(None, [Heading(5_000, 1, "Outlook")], "report.txt") == "Report"


@pytest.mark.parametrize(
    ("name", "readable"),
    [
        ("board_memo-2025.txt", "Board memo 2025"),
        ("2025-03-03-memo.txt", "2025-03-03 memo"),
        ("C:\\x\\annual.report.pdf", "Annual report"),
        ("../../etc/passwd", "Passwd"),
        ("a\u202eb.txt", "Ab"),
    ],
)
def test_a_files_name_is_made_readable(name: str, readable: str) -> None:
    assert readable_name(name) == readable


def test_a_nameless_file_has_a_title_all_the_same() -> None:
    assert title_of(None, [], "...") == "Untitled document"


def test_a_long_title_is_cut_between_words() -> None:
    title = title_of("word " * 100, [], "a")
    assert len(title) <= LONGEST + 1
    assert title.endswith("word…")
