from nyqst.research.model.report import Report, Sentence
from nyqst_documents.render.excerpts import Excerpt
from nyqst_documents.render.layout import lay_out
from tests.unit.nyqst_documents.render.samples import (
    ORDINARY,
    long,
    paragraph,
    reference,
    report,
    saying,
    section,
)


def words(text: str) -> str:
    [first, _] = lay_out(saying(text)).sections[0].blocks
    return first.items[0][0].text


def test_white_space_is_one_space() -> None:
    assert words(" a\t\tb\r\n c\u2028d ") == "a b c d"


def test_a_space_that_does_not_break_stays() -> None:
    assert words("10\u00a0000") == "10\u00a0000"


def test_control_characters_go() -> None:
    assert words("a\x00b\x07c\ud800d") == "abcd"


def test_characters_that_reorder_others_go() -> None:
    assert words("report\u202efdp.exe\u202c") == "reportfdp.exe"


def test_an_empty_sentence_is_left_out() -> None:
    laid = lay_out(report(section(paragraph(Sentence(" "), Sentence("a")), paragraph())))
    assert [[words.text for words in item] for item in laid.sections[0].blocks[0].items] == [["a"]]
    assert len(laid.sections[0].blocks) == 1


def test_a_question_that_is_the_title_is_not_said_twice() -> None:
    assert lay_out(Report("Why?", "Why?", (), ())).question == ""


def test_a_report_without_a_title_is_called_by_its_question() -> None:
    laid = lay_out(Report("", "Why?", (), ()))
    assert (laid.title, laid.question) == ("Why?", "")


def test_a_source_leads_back_to_the_first_place_in_each_section() -> None:
    first, second = lay_out(ORDINARY).sources
    assert [place.section for place in first.cited_in] == ["Summary"]
    assert [place.section for place in second.cited_in] == ["Summary", "Fleet & class"]
    assert first.cited_in[0].anchor == lay_out(ORDINARY).sections[0].blocks[0].items[0][0].anchor


def test_a_file_that_has_no_other_title_is_named_once() -> None:
    assert lay_out(ORDINARY).sources[1].provenance == ()


def test_blank_lines_in_an_excerpt_go_and_rows_of_a_table_stay_apart() -> None:
    table = reference(
        before="Built | Class \r\n", quote="2004 | valid", after="\n\n\n2021 | valid."
    )
    [source] = lay_out(report(references=(table,))).sources
    assert source.excerpt == Excerpt("Built | Class\n", "2004 | valid", "\n2021 | valid.")


def test_only_a_longer_report_has_contents() -> None:
    assert not lay_out(ORDINARY).has_contents
    assert lay_out(long()).has_contents


def test_the_standing_counts_what_is_unverified() -> None:
    assert lay_out(ORDINARY).standing == (
        "Rests on 2 passages from 2 sources. 1 sentence could not be verified and is marked."
    )


def test_the_standing_says_when_all_was_checked() -> None:
    laid = lay_out(report(section(paragraph(Sentence("a", (1,)))), references=(reference(),)))
    assert laid.standing == (
        "Rests on 1 passage from 1 source. Every citation was checked against its source."
    )


def test_the_standing_says_when_nothing_is_cited() -> None:
    assert lay_out(saying("a")).standing == "This report cites no sources."
