import time
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.research.gml.grammar import ELEMENTS
from nyqst.research.gml.parser import parse
from nyqst.research.gml.sanitiser import LONGEST_READ, sanitise
from nyqst.research.gml.writer import write
from nyqst.research.model.report import Report, Sentence
from tests.unit.nyqst.research.gml.reports import reports, violations

SHA = "ab" * 32

_pieces = st.sampled_from(
    [
        *chain.from_iterable((f"<{name}>", f"</{name}>", f"<{name}/>") for name in ELEMENTS),
        *(
            "<script>",
            "</script>",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<!DOCTYPE x>",
        ),
        *('<gml-claim cites="1 7" kind="fact" state="verified">', "<gml-section id='x' kind=''>"),
        *(f'<gml-reference id="{n}" sha256="{SHA}" start="0" end="1" dated="x">' for n in (7, 1)),
        *("&amp;", "&lt;gml-p&gt;", "&#0;", "&#xD800;", "&#" + "9" * 5000 + ";", "&nbsp", "<", '"'),
    ]
)


def sentences(gml: str) -> list[Sentence]:
    return list(parse(sanitise(gml)).sentences)


def texts(gml: str) -> list[str]:
    return [sentence.text for sentence in sentences(gml)]


@given(st.binary(max_size=300))
def test_any_bytes_become_valid_gml(soup: bytes) -> None:
    assert violations(sanitise(soup.decode("utf-8", "surrogateescape"))) == ""


@given(st.lists(_pieces | st.text(max_size=5), max_size=40).map("".join))
def test_any_soup_of_tags_becomes_gml_that_the_parser_reads(soup: str) -> None:
    clean = sanitise(soup)
    assert violations(clean) == ""
    parse(clean)


@given(st.lists(_pieces | st.text(max_size=5), max_size=40).map("".join))
def test_what_is_clean_stays_as_it_is(soup: str) -> None:
    clean = sanitise(soup)
    assert sanitise(clean) == clean


@given(reports())
def test_a_written_report_keeps_everything(report: Report) -> None:
    written = write(report)
    assert sanitise(written, keep_verdicts=True) == written


def test_no_document_may_call_itself_verified() -> None:
    [sentence] = sentences(
        '<gml-section><gml-p><gml-claim kind="fact" state="verified">So.</gml-claim></gml-p>'
    )
    assert not sentence.verified


def test_a_tag_that_is_not_ours_goes_and_its_text_stays() -> None:
    assert texts("<gml-section><gml-p><gml-claim>a <b onclick='x'>bold</b> word") == ["a bold word"]


def test_a_script_goes_with_its_text() -> None:
    assert texts("<gml-section><gml-p>a <script>alert('<gml-p>')</script>b") == ["a b"]


def test_a_comment_goes_with_its_text() -> None:
    assert texts("<gml-section><gml-p>a<!-- <gml-p> -->b") == ["ab"]


def test_escaped_markup_stays_text() -> None:
    assert texts("<gml-section><gml-p>&lt;gml-p&gt;") == ["<gml-p>"]


def test_a_tag_that_never_ends_is_text() -> None:
    assert texts("<gml-section><gml-p>2 <3 and <gml-p a") == ["2 <3 and <gml-p a"]


def test_text_outside_of_a_claim_becomes_an_unverified_claim() -> None:
    assert sentences("<gml-section>Loose.") == [Sentence("Loose.", verified=False)]


def test_text_outside_of_any_section_is_dropped() -> None:
    assert texts("Here is your report: <gml-section><gml-p>a</gml-p></gml-section> Enjoy!") == ["a"]


def test_a_forgotten_end_is_supplied() -> None:
    assert texts("<gml-section><gml-p>a<gml-p>b<gml-list>c<gml-item>d<gml-section>e") == [*"abcde"]


def test_a_citation_of_a_reference_that_is_not_there_is_dropped() -> None:
    [sentence] = sentences('<gml-section><gml-claim cites="1 2">a</gml-claim>')
    assert sentence.cites == ()


def test_references_are_numbered_anew_and_citations_follow() -> None:
    passage = f'sha256="{SHA}" start="0" end="1"><gml-quote>q</gml-quote></gml-reference>'
    report = parse(
        sanitise(
            '<gml-section><gml-claim cites="7 3">a</gml-claim></gml-section><gml-references>'
            f'<gml-reference id="3" {passage}<gml-reference id="7" {passage}</gml-references>'
        )
    )
    assert [reference.number for reference in report.references] == [1, 2]
    assert next(report.sentences).cites == (2, 1)


def test_a_reference_without_a_hash_is_dropped() -> None:
    gml = '<gml-references><gml-reference id="1" start="0" end="1"><gml-quote>q'
    assert parse(sanitise(gml)).references == ()


def test_a_second_section_of_the_same_id_gets_another() -> None:
    report = parse(sanitise('<gml-section id="a"/><gml-section id="a"/><gml-section id="x y"/>'))
    assert [section.id for section in report.sections] == ["a", "section-1", "section-2"]


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '<a "', "<!--", "&", "&#", "<gml-p>", "<gml-section>", "<gml-list>x"]
)
def test_the_longest_input_costs_little_and_comes_out_readable(piece: str) -> None:
    began = time.process_time()
    clean = sanitise(piece * (2 * LONGEST_READ // len(piece)))
    assert time.process_time() - began < 3
    parse(clean)
