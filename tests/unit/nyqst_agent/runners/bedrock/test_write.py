from collections.abc import Sequence

import pytest

from nyqst.errors import ModelFailed, Unavailable
from nyqst.research.model.brief import Conflict, DataBrief, Finding, Gap, Supersession
from nyqst.research.model.evidence import Claim, ClaimKind
from nyqst.research.runner import Paragraph, Section, SectionKind
from nyqst_agent.runners.bedrock.write import write
from tests import harbour
from tests.fakes.chat_model import Broken, FakeChatModel, Reply
from tests.unit.nyqst_agent.runners.bedrock.asking import (
    BEFORE_AUDIT,
    EARNED,
    VARGA,
    calls,
    said,
)

_EARNED = Claim("It earned 4.2 million euros.", (EARNED.span,))
_AUDIT = Claim("It was 3.9 million before audit.", (BEFORE_AUDIT.span,))
_VARGA = Claim("Ines Varga runs it.", (VARGA.span,))
_BRIEF = DataBrief(
    harbour.QUESTION,
    "Tarn Harbour",
    answer=(_EARNED, _VARGA),
    findings=(Finding("Earnings", (_EARNED, _AUDIT), "t01"),),
    risks=(_AUDIT, _VARGA),
    conflicts=(Conflict("earnings", (_EARNED, _AUDIT)),),
    supersessions=(Supersession("earnings", _EARNED, _AUDIT),),
)
_FINDING = Section("finding-1", SectionKind.FINDING, "Earnings", 0)
_SUMMARY = Section("summary", SectionKind.SUMMARY, "Summary")
_RISKS = Section("risks", SectionKind.RISKS, "Risks")


def _write(
    *replies: Reply, section: Section = _FINDING, brief: DataBrief = _BRIEF
) -> tuple[list[Paragraph], FakeChatModel]:
    asked, model = calls(*replies)
    return list(write(asked, brief, section)), model


def _texts(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [claim.text for paragraph in paragraphs for claim in paragraph.claims]


def test_prose_becomes_paragraphs_of_cited_claims() -> None:
    prose = (
        "It earned 4.2 million euros [n1]. Before audit it was 3.9 million [n2].\n\nSo it is [n1]."
    )
    written, _ = _write(prose)
    assert written == [
        Paragraph(
            (
                Claim("It earned 4.2 million euros.", (EARNED.span,)),
                Claim("Before audit it was 3.9 million.", (BEFORE_AUDIT.span,)),
            )
        ),
        Paragraph((Claim("So it is.", (EARNED.span,)),)),
    ]


def test_the_model_sees_the_sections_claims_with_their_ids_and_no_others() -> None:
    _, model = _write("It is so [n1].")
    text = model.history[0].text
    assert f"- {_EARNED.text} [n1]\n- {_AUDIT.text} [n2]" in text
    assert _VARGA.text not in text


def test_the_first_paragraph_goes_out_before_the_second_is_whole() -> None:
    asked, _ = calls(Broken("It is so [n1].\n\nIt was", ConnectionError()), "It was not [n2].")
    paragraphs = write(asked, _BRIEF, _FINDING)
    assert next(paragraphs) == Paragraph((Claim("It is so.", (EARNED.span,)),))


def test_a_list_is_written_for_risks() -> None:
    written, model = _write("- It may fall [n1].\n- She may go [n2].", section=_RISKS)
    assert [paragraph.bullet for paragraph in written] == [True, True]
    assert "begins with `- `" in model.history[0].text


def test_unknown_ids_are_dropped() -> None:
    written, _ = _write("It is so [n1][n9].")
    assert written == [Paragraph((Claim("It is so.", (EARNED.span,)),))]


def test_a_sentence_without_citation_goes_to_the_gate_as_a_bare_fact() -> None:
    written, _ = _write("It is so [n1]. The town is happy.")
    assert written[0].claims[1] == Claim("The town is happy.")


def test_a_sentence_that_leads_on_needs_no_citation() -> None:
    written, _ = _write("The sources disagree on this point. It is so [n1].")
    assert written[0].claims[0].kind is ClaimKind.CONNECTIVE


def test_reasoning_never_reaches_the_report() -> None:
    written, _ = _write("<think>Let me see [n2].\n\nYes.</think>It is so [n1].")
    assert _texts(written) == ["It is so."]


@pytest.mark.parametrize("prose", ["", "I'm sorry, but I can't help with that.", "It is so [n9]."])
def test_where_no_cited_sentence_comes_the_claims_stand_as_they_are(prose: str) -> None:
    written, model = _write(prose)
    assert written[-1] == Paragraph((_EARNED, _AUDIT))
    assert len(model.history) == 1


def test_reasoning_alone_leaves_the_claims_as_they_are() -> None:
    written, _ = _write("<think>It is so [n1].")
    assert written == [Paragraph((_EARNED, _AUDIT))]


def test_risks_that_stand_as_they_are_stand_in_a_list() -> None:
    written, _ = _write("", section=_RISKS)
    assert written == [Paragraph((_AUDIT,), bullet=True), Paragraph((_VARGA,), bullet=True)]


def test_a_stream_that_breaks_in_a_sentence_is_taken_up_after_the_whole_ones() -> None:
    broken = Broken("It is so [n1]. It was not [n2]. Befo", ConnectionError())
    written, model = _write(broken, "Before audit it was 3.9 million [n2].")
    assert _texts(written) == ["It is so.", "It was not.", "Before audit it was 3.9 million."]
    _, _, before, resume = model.history[1].messages
    assert before.content == "It is so. It was not."
    assert "broke off" in str(resume.content)


def test_what_is_repeated_after_a_break_is_written_once() -> None:
    broken = Broken("It is so [n1]. It w", ConnectionError())
    written, _ = _write(broken, "It is so [n1]. It was not [n2].")
    assert _texts(written) == ["It is so.", "It was not."]


def test_a_full_stop_after_a_break_means_that_all_is_said() -> None:
    written, _ = _write(Broken("It is so [n1].", ConnectionError()), ".")
    assert _texts(written) == ["It is so."]


def test_a_stream_that_breaks_twice_is_given_up() -> None:
    asked, model = calls(
        Broken("It is so [n1]. It w", ConnectionError()),
        Broken("It was not [n2]. And", ConnectionError()),
    )
    said_so_far: list[Paragraph] = []
    with pytest.raises(Unavailable):
        said_so_far.extend(write(asked, _BRIEF, _FINDING))
    assert _texts(said_so_far) == ["It is so.", "It was not."]
    assert len(model.history) == 2


def test_a_stream_that_breaks_before_a_whole_sentence_is_not_taken_up_here() -> None:
    asked, model = calls(Broken("It is s", ConnectionError()))
    with pytest.raises(Unavailable):
        list(write(asked, _BRIEF, _FINDING))
    assert len(model.history) == 1


def test_prose_that_grew_too_long_loses_its_unfinished_sentence() -> None:
    written, model = _write(said("It is so [n1]. It was n", stop="max_tokens"))
    assert _texts(written) == ["It is so."]
    assert len(model.history) == 1


def test_a_model_that_refuses_writes_nothing() -> None:
    asked, _ = calls(said("Blocked.", stop="guardrail_intervened"))
    with pytest.raises(ModelFailed):
        list(write(asked, _BRIEF, _FINDING))


def test_a_summary_without_an_answer_says_so_and_asks_nobody() -> None:
    brief = DataBrief("Why?", "Why", (), (), gaps=(Gap("Why?", "None says."),))
    written, model = _write(section=_SUMMARY, brief=brief)
    assert _texts(written) == ["The sources that were read do not answer this question."]
    assert written[0].claims[0].kind is ClaimKind.ABSENCE
    assert model.history == []


def test_a_summary_tells_that_something_is_missing() -> None:
    brief = DataBrief("Why?", "Why", (_EARNED,), (), gaps=(Gap("How?", "None says."),))
    written, _ = _write("It earned 4.2 million euros [n1].", section=_SUMMARY, brief=brief)
    assert _texts(written)[-1] == "Some of what was asked is not in the sources that were read."


def test_gaps_are_told_in_our_own_words() -> None:
    brief = DataBrief("Why?", "Why", (), (), gaps=(Gap("What did it pay?", "None says."),))
    section = Section("gaps", SectionKind.GAPS, "Gaps")
    written, model = _write(section=section, brief=brief)
    assert _texts(written) == ["Left open: What did it pay?", "None says."]
    assert {claim.kind for claim in written[0].claims} == {ClaimKind.ABSENCE}
    assert model.history == []


@pytest.mark.parametrize("kind", [SectionKind.CONFLICTS, SectionKind.SUPERSEDED])
def test_both_sides_are_shown_with_their_topic(kind: SectionKind) -> None:
    written, model = _write("", section=Section(kind.value, kind, "Title"))
    assert "On earnings:" in model.history[0].text
    cited = [claim for paragraph in written for claim in paragraph.claims if claim.citations]
    assert cited == [_EARNED, _AUDIT]
