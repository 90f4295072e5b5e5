from hypothesis import given

from nyqst.research.gml.parser import parse
from nyqst.research.gml.writer import fragments, write
from nyqst.research.model.report import Report, ReportSection, Sentence, Text
from tests.unit.nyqst.research.gml.reports import any_texts, reports, violations


@given(reports())
def test_what_is_written_is_read_back_as_it_was(report: Report) -> None:
    assert parse(write(report)) == report


@given(reports())
def test_the_fragments_are_the_document(report: Report) -> None:
    assert parse("".join(list(fragments(report)))) == report


@given(reports(any_texts))
def test_whatever_the_texts_hold_the_document_is_valid(report: Report) -> None:
    assert violations(write(report)) == ""


@given(reports(any_texts))
def test_only_characters_that_xml_cannot_write_are_lost(report: Report) -> None:
    read = parse(write(report))
    for written, kept in zip(report.sentences, read.sentences, strict=True):
        lost = [c for c in written.text if ord(c) < 32 and c not in "\t\n\r"]
        lost += [c for c in written.text if 0xD800 <= ord(c) < 0xE000 or ord(c) in (0xFFFE, 0xFFFF)]
        assert kept.text == "".join(c for c in written.text if c not in lost)


def test_each_paragraph_is_a_fragment_of_its_own() -> None:
    texts = (Text((Sentence("One."),)), Text((Sentence("Two."),)))
    report = Report("T", "Q", (ReportSection("s1", "summary", "S", texts),), ())
    *_, first, second, end, _, _ = fragments(report)
    assert first == '<gml-p><gml-claim kind="fact" state="verified">One.</gml-claim></gml-p>\n'
    assert second == '<gml-p><gml-claim kind="fact" state="verified">Two.</gml-claim></gml-p>\n'
    assert end == "</gml-section>\n"


def test_neighbouring_bullets_share_a_list() -> None:
    item, paragraph = Text((), bullet=True), Text(())
    report = Report("", "", (ReportSection("s", "k", "", (item, item, paragraph, item)),), ())
    written = write(report).replace("\n", "")
    assert (
        "<gml-list><gml-item></gml-item><gml-item></gml-item></gml-list><gml-p></gml-p>"
        "<gml-list><gml-item></gml-item></gml-list></gml-section>"
    ) in written
