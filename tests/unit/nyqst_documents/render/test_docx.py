import io
import re
import zipfile

import docx
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings

from nyqst.research.model.report import Report, Sentence
from nyqst_documents.render import Format, render
from nyqst_documents.render.layout import lay_out
from tests.unit.nyqst.research.gml.reports import any_texts, reports
from tests.unit.nyqst_documents.render.samples import (
    ORDINARY,
    long,
    paragraph,
    reference,
    report,
    saying,
    section,
)


def word(report: Report) -> Document:
    return docx.Document(io.BytesIO(render(report, Format.DOCX)))


def styled(report: Report, style: str) -> list[str]:
    return [p.text for p in word(report).paragraphs if p.style and p.style.name == style]


def names(report: Report, tag: str, attribute: str) -> list[str]:
    body = word(report).element.body
    return [element.get(qn(attribute), "") for element in body.iter(qn(tag))]


@given(reports(any_texts))
@settings(deadline=None)
def test_every_text_can_be_read(report: Report) -> None:
    laid = lay_out(report)
    shown = "\n".join(p.text for p in word(report).paragraphs)
    close_ups = [source.excerpt.close_up for source in laid.sources]
    passages = [near.before + near.quote + near.after for near in close_ups]
    texts = [words.text for s in laid.sections for b in s.blocks for i in b.items for words in i]
    for text in (laid.title, laid.question, *texts, *passages):
        assert text in shown


@given(reports(any_texts))
@settings(deadline=None)
def test_every_link_leads_to_one_bookmark(report: Report) -> None:
    bookmarks = names(report, "w:bookmarkStart", "w:name")
    assert len(set(bookmarks)) == len(bookmarks)
    assert set(names(report, "w:hyperlink", "w:anchor")) <= set(bookmarks)
    assert all(re.fullmatch("[a-z][a-z0-9_]{0,39}", name) for name in bookmarks)


def test_headings_are_styles() -> None:
    assert styled(ORDINARY, "Heading 1") == ["Summary", "Fleet & class", "Sources"]
    assert styled(ORDINARY, "Title") == ["The title"]


def test_every_style_that_is_used_is_there() -> None:
    report = long()
    known = {style.style_id for style in word(report).styles}
    assert set(names(report, "w:pStyle", "w:val")) <= known
    assert set(names(report, "w:rStyle", "w:val")) <= known


def test_bullets_are_a_list() -> None:
    assert styled(ORDINARY, "List Bullet") == ["The fleet has five vessels.2", "None is new.2"]


def test_an_unverified_sentence_is_marked_in_words() -> None:
    assert styled(ORDINARY, "Summary")[0].endswith("More may follow.2\u00a0unverified")


def test_a_source_quotes_its_passage() -> None:
    assert styled(ORDINARY, "Source") == [
        "1\tAnnual Report 2023 · annual-report.pdf · 14 March 2024",
        "2\tnotice.html",
    ]
    assert styled(ORDINARY, "Excerpt")[0].startswith("Two new vessels entered service. Group")


def test_a_longer_report_begins_with_its_contents() -> None:
    assert styled(long(), "Contents Entry") == [
        *(f"Finding {number}" for number in range(1, 10)),
        "Sources",
    ]


def test_a_text_from_right_to_left_is_set_so() -> None:
    assert len(names(saying("שלום"), "w:bidi", "w:val")) == 2
    assert not names(saying("peace"), "w:bidi", "w:val")


def test_the_rows_of_a_table_are_lines() -> None:
    table = reference(before="Built\n", quote="2004\n2005", after="")
    [excerpt] = styled(report(references=(table,)), "Excerpt")
    assert excerpt == "Built\n2004\n2005"


def test_the_file_says_its_title_and_no_author_or_time() -> None:
    properties = word(ORDINARY).core_properties
    assert (properties.title, properties.language) == ("The title", "en")
    assert (properties.author, properties.created, properties.modified) == ("", None, None)


def test_a_title_longer_than_the_property_may_be_is_printed_whole() -> None:
    title = "long " * 100 + "title"
    assert styled(Report(title, "", (), ()), "Title") == [title]


def test_no_part_of_the_archive_is_dated() -> None:
    with zipfile.ZipFile(io.BytesIO(render(ORDINARY, Format.DOCX))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_text_in_another_language_says_so() -> None:
    german = Report("Titel", "", (section(paragraph(Sentence("Ja."))),), (), language="de")
    languages = word(german).styles.element.iter(qn("w:lang"))
    assert [language.get(qn("w:val")) for language in languages] == ["de"]
