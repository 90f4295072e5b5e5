import time

import pytest

from nyqst.errors import InvalidInput
from nyqst.research.gml.grammar import LONGEST
from nyqst.research.gml.parser import parse

REFERENCE = (
    f'<gml-reference id="1" sha256="{"ab" * 32}" start="0" end="5" title="" name="">'
    "<gml-before/><gml-quote>Quote</gml-quote><gml-after/></gml-reference>"
)
CLAIM = '<gml-claim cites="1" kind="fact" state="verified">Quote.</gml-claim>'
SECTION = f'<gml-section id="s" kind="summary" title=""><gml-p>{CLAIM}</gml-p></gml-section>'
GOOD = (
    '<gml-report title="" question="" lang="en">'
    f"{SECTION}<gml-references>{REFERENCE}</gml-references></gml-report>"
)


def refusal(gml: str) -> str:
    with pytest.raises(InvalidInput) as refused:
        parse(gml)
    assert refused.value.code == "invalid_gml"
    return refused.value.message


def spoiled(old: str, new: str) -> str:
    assert old in GOOD
    return refusal(GOOD.replace(old, new, 1))


def test_the_good_document_is_read() -> None:
    assert parse(GOOD).references[0].quote == "Quote"


def test_nothing_is_not_a_document() -> None:
    assert "not well-formed" in refusal("")


def test_an_unclosed_element_is_refused() -> None:
    assert "not well-formed" in spoiled("</gml-p>", "")


def test_a_doctype_is_refused() -> None:
    assert "document type" in refusal("<!DOCTYPE gml-report>" + GOOD)


def test_entities_are_refused_before_they_can_grow() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    assert "document type" in refusal(bomb + GOOD.replace("Quote.", "&b;"))


def test_an_external_entity_is_refused() -> None:
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert "document type" in refusal(outside + GOOD.replace("Quote.", "&a;"))


def test_an_undefined_entity_is_refused() -> None:
    assert "not well-formed" in spoiled("Quote.", "&nbsp;")


def test_a_processing_instruction_is_refused() -> None:
    assert "processing instruction" in refusal('<?xml-stylesheet href="x"?>' + GOOD)


def test_a_comment_is_refused() -> None:
    assert "comment" in spoiled("Quote.", "<!-- hidden -->")


def test_a_foreign_element_is_refused() -> None:
    assert "<script> in <gml-claim>" in spoiled("Quote.", "<script/>")


def test_a_foreign_root_is_refused() -> None:
    assert "<html>" in refusal("<html/>")


def test_an_element_in_the_wrong_place_is_refused() -> None:
    assert "<gml-claim> in <gml-section>" in spoiled("<gml-p>", CLAIM + "<gml-p>")


def test_a_foreign_attribute_is_refused() -> None:
    assert "attribute onclick" in spoiled("<gml-claim ", '<gml-claim onclick="x" ')


def test_a_missing_attribute_is_refused() -> None:
    assert "lacks state" in spoiled(' state="verified"', "")


def test_a_value_outside_of_the_schema_is_refused() -> None:
    assert "state='true'" in spoiled('state="verified"', 'state="true"')


def test_text_between_elements_is_refused() -> None:
    assert "text in <gml-p>" in spoiled("<gml-p>", "<gml-p>loose")


def test_a_document_without_references_is_refused() -> None:
    start, end = GOOD.index("<gml-references>"), GOOD.index("</gml-report>")
    assert "content of <gml-report>" in refusal(GOOD[:start] + GOOD[end:])


def test_sections_after_the_references_are_refused() -> None:
    assert "content of <gml-report>" in spoiled("</gml-references>", "</gml-references>" + SECTION)


def test_an_empty_list_is_refused() -> None:
    assert "content of <gml-list>" in spoiled("<gml-p>", "<gml-list></gml-list><gml-p>")


def test_a_citation_of_nothing_is_refused() -> None:
    assert "cites a reference" in spoiled('cites="1"', 'cites="1 2"')


def test_references_with_a_gap_are_refused() -> None:
    assert "not numbered" in spoiled('id="1"', 'id="2"')


def test_two_sections_of_one_id_are_refused() -> None:
    assert "same id" in spoiled(SECTION, SECTION + SECTION)


def test_a_reference_that_ends_before_it_starts_is_refused() -> None:
    assert "ends before" in spoiled('start="0"', 'start="6"')


def test_a_day_that_does_not_exist_is_refused() -> None:
    assert refusal(GOOD.replace('name=""', 'name="" dated="2023-02-29"'))


def test_a_lone_surrogate_is_refused() -> None:
    assert spoiled("Quote.", "\ud800")


def test_a_control_character_is_refused() -> None:
    assert "not well-formed" in spoiled("Quote.", "\x00")


def test_a_document_over_the_limit_is_refused_unread() -> None:
    assert "longer than" in refusal(" " * (LONGEST + 1))


def test_deep_nesting_is_refused_where_it_starts() -> None:
    began = time.process_time()
    assert "<gml-p> in <gml-p>" in spoiled("<gml-p>", "<gml-p>" * 1_000_000)
    assert time.process_time() - began < 2
