import io
import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader
from pypdf.generic import Destination

from nyqst.research.model.report import Report, Sentence
from nyqst_documents.render import Format, render
from tests.unit.nyqst_documents.render.samples import (
    ORDINARY,
    long,
    paragraph,
    reference,
    report,
    saying,
    section,
)


def pdf(report: Report) -> PdfReader:
    return PdfReader(io.BytesIO(render(report, Format.PDF)))


def text(report: Report) -> str:
    """On one line."""
    pages = " ".join(page.extract_text() for page in pdf(report).pages)
    return re.sub(r"\s+", " ", pages)


def headings(reader: PdfReader) -> Iterator[tuple[str, int]]:
    """Those in the outline, with the index of the page each leads to."""
    for entry in reader.outline:
        assert isinstance(entry, Destination)
        yield str(entry.title), reader.get_destination_page_number(entry) or 0


def links(page: PageObject) -> Iterator[tuple[int, float]]:
    """The page and the height that each link leads to."""
    for annotation in page.get("/Annots", []):
        target, _, _, top, _ = annotation.get_object()["/Dest"]
        yield target.idnum, float(top)


def test_all_that_the_report_says_can_be_read() -> None:
    shown = text(ORDINARY)
    for sentence in ORDINARY.sentences:
        assert sentence.text in shown
    assert "Two new vessels entered service. Group revenue rose to €418.2 million" in shown
    assert "annual-report.pdf · 14 March 2024" in shown


def test_greek_cyrillic_and_signs_are_printed() -> None:
    said = "Ελληνικά, Кириллица, Łódź, ½ ≤ ∑, → ☎ ✓ ⅔"
    assert said in text(saying(said))
    assert "▯" not in text(saying(said))


def test_markup_in_a_text_is_printed() -> None:
    assert "<b>not bold</b> & <br/>" in text(saying("<b>not bold</b> & <br/>"))


def test_characters_that_no_font_has_are_shown_as_such_and_said() -> None:
    shown = text(saying("שלום 你好"))
    assert "12 characters of this report (Han, Hebrew) are not in the fonts" in shown
    assert "▯▯▯▯ ▯▯" in shown


def test_characters_that_would_not_be_seen_are_not_missed() -> None:
    assert "▯" not in text(saying("soft\u00adhyphen \u200djoiner \ufe0f"))


def test_an_accent_that_stands_apart_is_joined_to_its_letter() -> None:
    assert "café" in text(saying("cafe\u0301"))


def test_footnotes_lead_to_sources_and_back() -> None:
    led = [target for page in pdf(ORDINARY).pages for target in links(page)]
    cites, places = 6, 3
    assert len(led) == cites + places
    lines_cited_in = 2
    assert len(set(led)) == len(ORDINARY.references) + lines_cited_in


def test_the_outline_names_sections_and_sources() -> None:
    assert [title for title, _ in headings(pdf(ORDINARY))] == [
        "Summary",
        "Fleet & class",
        "Sources",
    ]


def test_the_contents_name_the_pages() -> None:
    reader = pdf(long())
    contents = reader.pages[0].extract_text()
    for title, page in headings(reader):
        assert re.search(rf"{title}\s+{page + 1}\b", contents)


@given(st.integers(1, 9), st.integers(1, 12))
@settings(max_examples=15, deadline=None)
def test_a_heading_is_followed_by_text_on_its_page(sections: int, paragraphs: int) -> None:
    reader = pdf(long(sections, paragraphs))
    for title, page in headings(reader):
        *_, below = re.split(rf"^{title}\n", reader.pages[page].extract_text(), flags=re.MULTILINE)
        assert len(below) > 100


def test_a_word_that_never_ends_stays_within_the_page() -> None:
    reader = pdf(saying("W" * 10_000))
    printed = "".join(page.extract_text() for page in reader.pages)
    assert printed.count("W") == 20_000
    assert max(map(len, printed.split("\n"))) < 60


def test_a_very_long_title_is_printed_whole() -> None:
    assert text(Report("Title " * 300, "", (), ())).count("Title") >= 300


def test_pages_are_numbered() -> None:
    pages = pdf(long()).pages
    first, *others = (page.extract_text().split("\n") for page in pages)
    assert first[0] == "1"
    assert [lines[:2] for lines in others] == [
        ["The title", str(number)] for number in range(2, len(pages) + 1)
    ]


def test_the_file_says_its_title_and_language_and_no_time() -> None:
    reader = pdf(ORDINARY)
    assert reader.metadata is not None
    assert reader.metadata.title == "The title"
    assert str(reader.root_object["/Lang"]) == "en"
    assert b"Date" not in render(ORDINARY, Format.PDF)


def test_two_hundred_sources_are_all_there() -> None:
    shown = text(long(references=200))
    assert shown.count("annual-report.pdf · 14 March 2024") == 200


def test_a_source_without_any_text_is_no_obstacle() -> None:
    empty = reference(title="", name="", before="", quote="", after="", dated=None)
    cited = report(section(paragraph(Sentence("a", (1,)))), references=(empty,))
    assert "Untitled" in text(cited)


def test_an_unverified_sentence_is_marked_in_words() -> None:
    assert re.search(r"More may follow\.\s?2\s?unverified", text(ORDINARY))
