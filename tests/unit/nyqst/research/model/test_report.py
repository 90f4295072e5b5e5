import pytest

from nyqst.research.model.evidence import Span
from nyqst.research.model.report import Reference, Report, ReportSection, Sentence, Text

FIRST = Reference(1, Span("ab" * 32, 0, 1), "", "", "", "", "")
SECOND = Reference(2, Span("ab" * 32, 1, 2), "", "", "", "", "")


def section(*sentences: Sentence, id_: str = "s") -> ReportSection:
    return ReportSection(id_, "finding", "", (Text(sentences),))


def test_a_report_whose_citations_lead_somewhere_is_made() -> None:
    report = Report("", "", (section(Sentence("a", (1, 2))),), (FIRST, SECOND))
    assert [sentence.text for sentence in report.sentences] == ["a"]


def test_a_citation_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="does not have"):
        Report("", "", (section(Sentence("a", (2,))),), (FIRST,))


def test_references_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="not numbered"):
        Report("", "", (), (SECOND, FIRST))


def test_two_sections_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        Report("", "", (section(), section()), ())


def test_an_id_that_could_not_be_an_anchor_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be called"):
        section(id_='"><script>')


def test_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a language"):
        Report("", "", (), (), language='en"')


def test_neighbouring_bullets_are_one_block() -> None:
    paragraph, item = Text((Sentence("p"),)), Text((Sentence("i"),), bullet=True)
    texts = (paragraph, paragraph, item, item, paragraph)
    blocks = list(ReportSection("s", "finding", "", texts).blocks)
    assert blocks == [(paragraph,), (paragraph,), (item, item), (paragraph,)]
