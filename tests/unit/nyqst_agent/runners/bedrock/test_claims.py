import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.research.model.evidence import Claim, ClaimKind, Span
from nyqst_agent.runners.bedrock.claims import claims, is_connective

_A, _B = Span("a" * 64, 0, 10), Span("b" * 64, 5, 20)
_SPANS = {"n1": _A, "n2": _B}


def _claims(text: str, *, cut: bool = False) -> list[Claim]:
    return list(claims(text, _SPANS, cut=cut))


def test_ids_become_spans_and_go_out_of_the_text() -> None:
    assert _claims("It earned 4.2 million [n1][n2].") == [Claim("It earned 4.2 million.", (_A, _B))]


def test_each_sentence_is_a_claim_of_its_own() -> None:
    found = _claims("It earned 4.2 million [n1]. Ines Varga runs it. [n2] It is old [n1].")
    assert [(claim.text, claim.citations) for claim in found] == [
        ("It earned 4.2 million.", (_A,)),
        ("Ines Varga runs it.", (_B,)),
        ("It is old.", (_A,)),
    ]


def test_unknown_ids_are_dropped() -> None:
    assert _claims("It is so [n9][n1].") == [Claim("It is so.", (_A,))]


def test_a_sentence_of_unknown_ids_only_is_a_fact_without_citation() -> None:
    assert _claims("These sources agree [n9].") == [Claim("These sources agree.")]


def test_a_span_is_cited_once() -> None:
    assert _claims("It is so [n1] and so [n1].") == [Claim("It is so and so.", (_A,))]


def test_a_sentence_about_the_text_leads_on() -> None:
    (claim,) = _claims("The sources disagree on this point.")
    assert claim.kind is ClaimKind.CONNECTIVE


@pytest.mark.parametrize(
    "text",
    [
        "The following points stand out:",
        "Taken together, the evidence points in the same direction.",
        "Other documents are less clear.",
        "Here is the picture:",
    ],
)
def test_these_lead_on(text: str) -> None:
    assert is_connective(text)


@pytest.mark.parametrize(
    "text",
    [
        "The company is insolvent.",
        "The sources give 12 reasons.",
        "The sources give three reasons.",
        "The documents name Ines Varga.",
        "Varga's documents are missing.",
        "The documents call it “unsafe”.",
        "Revenue fell, the documents show.",
        "The evidence is " + "very " * 40 + "clear.",
        "",
    ],
)
def test_these_assert_something(text: str) -> None:
    assert not is_connective(text)


def test_what_asserts_something_without_a_citation_is_a_bare_fact() -> None:
    assert _claims("The company is insolvent.") == [Claim("The company is insolvent.")]


def test_the_last_sentence_of_a_cut_text_is_dropped_unless_it_is_whole() -> None:
    assert len(_claims("It is so [n1]. It was no", cut=True)) == 1
    assert len(_claims("It is so [n1]. It was not [n", cut=True)) == 1
    assert len(_claims("It is so [n1]. It was not [n2].", cut=True)) == 2


def test_a_text_that_ends_without_a_stop_is_kept_when_nothing_cut_it() -> None:
    assert _claims("Revenue fell [n1]") == [Claim("Revenue fell", (_A,))]


def test_a_lone_full_stop_says_nothing() -> None:
    assert _claims(".") == []


@given(st.text('ab Z1[n]().,;"\n ', max_size=60), st.booleans())
def test_no_text_makes_a_citation_that_was_not_offered(text: str, cut: bool) -> None:  # noqa: FBT001
    for claim in claims(text, _SPANS, cut=cut):
        assert set(claim.citations) <= {_A, _B}
        assert claim.text.strip() == claim.text != ""
        assert claim.kind is ClaimKind.FACT or not claim.citations
