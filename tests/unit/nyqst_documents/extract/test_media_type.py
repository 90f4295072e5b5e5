import pytest

from nyqst.errors import Unreadable
from nyqst_documents.extract.media_type import (
    CSV,
    DOCX,
    HTML,
    JSON,
    JSON_LINES,
    MARKDOWN,
    PDF,
    TEXT,
    media_type_of,
)
from tests.unit.nyqst_documents.extract.made_files import docx


@pytest.mark.parametrize(
    ("name", "announced", "found"),
    [
        ("a.md", "", MARKDOWN),
        ("a.md", "application/octet-stream", MARKDOWN),
        ("a.md", "text/plain; charset=utf-8", MARKDOWN),
        ("a", "text/markdown", MARKDOWN),
        ("a.csv", "application/vnd.ms-excel", CSV),
        ("a.jsonl", "", JSON_LINES),
        ("README", "", TEXT),
        ("a.rst", "text/x-rst", TEXT),
        ("dir.md/a.csv", "", CSV),
        ("dir.md\\a", "", TEXT),
    ],
)
def test_text_is_what_it_is_announced_as_or_what_its_name_says(
    name: str, announced: str, found: str
) -> None:
    assert media_type_of(b"one, two", name, announced) == found


def test_an_announced_type_goes_before_the_name() -> None:
    assert media_type_of(b"one, two", "a.md", "text/csv") == CSV


def test_a_pdf_is_one_whatever_it_is_called() -> None:
    assert media_type_of(b"\n%PDF-1.7 ...", "a.html", "text/html") == PDF


def test_a_docx_is_one_whatever_it_is_called() -> None:
    assert media_type_of(docx("<w:p/>"), "a.zip", "application/zip") == DOCX


@pytest.mark.parametrize("start", [b"<!DOCTYPE html>", b"  <html>", b"<!-- a --><!-- b --><HTML>"])
def test_html_is_told_by_how_it_starts(start: bytes) -> None:
    assert media_type_of(start, "a.txt", "text/plain") == HTML


def test_json_is_told_from_text_by_being_json() -> None:
    assert media_type_of(b'{"a": 1}', "a.txt", "text/plain") == JSON
    assert media_type_of(b"{a brace", "a.txt", "text/plain") == TEXT


def test_many_comments_do_not_keep_the_search_for_html_busy() -> None:
    assert media_type_of(b"<!---->" * 600, "a.txt", "") == TEXT


@pytest.mark.parametrize("announced", ["image/png", "application/zip", "video/mp4"])
def test_what_is_announced_as_another_kind_is_refused(announced: str) -> None:
    with pytest.raises(Unreadable) as caught:
        media_type_of(b"text", "a.txt", announced)
    assert caught.value.code == "unsupported_type"


def test_xml_that_is_no_page_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        media_type_of(b"<?xml version='1.0'?><feed/>", "feed", "")
    assert caught.value.code == "unsupported_type"
