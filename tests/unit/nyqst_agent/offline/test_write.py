import pytest

from nyqst.research.model.brief import Conflict, DataBrief, Finding, Gap, Supersession
from nyqst.research.model.evidence import Claim, ClaimKind, Span
from nyqst.research.runner import Paragraph, Section, SectionKind
from nyqst_agent.offline.write import write


def fact(text: str, sha256: str = "a", start: int = 0) -> Claim:
    return Claim(text, (Span(sha256, start, start + len(text)),))


RENT, STAFF = fact("The rent is £214,000."), fact("There are 81 people.", "b")


def written(kind: SectionKind, brief: DataBrief, finding: int | None = None) -> list[Paragraph]:
    return list(write(brief, Section("s", kind, "A section", finding)))


def brief(**parts: object) -> DataBrief:
    return DataBrief("What is the rent?", "Rent", **{"answer": (), "findings": (), **parts})  # type: ignore[arg-type]


def texts(paragraphs: list[Paragraph]) -> list[str]:
    return [claim.text for paragraph in paragraphs for claim in paragraph.claims]


def test_the_summary_begins_with_the_answer() -> None:
    paragraphs = written(SectionKind.SUMMARY, brief(answer=(RENT,), gaps=(Gap("who pays", "No."),)))
    assert paragraphs[0].claims == (RENT,)


def test_a_summary_without_an_answer_says_so() -> None:
    (paragraph,) = written(SectionKind.SUMMARY, brief())
    (claim,) = paragraph.claims
    assert claim.kind is ClaimKind.ABSENCE


def test_a_finding_is_prose_and_loses_nothing() -> None:
    claims = tuple(fact(f"Point {n} is about rent number {n}.", str(n)) for n in range(9))
    paragraphs = written(SectionKind.FINDING, brief(findings=(Finding("Rent", claims),)), 0)
    assert sorted(texts(paragraphs)) == sorted(claim.text for claim in claims)
    assert all(1 <= len(paragraph.claims) <= 4 for paragraph in paragraphs)
    assert not any(paragraph.bullet for paragraph in paragraphs)


def test_statements_of_one_source_keep_their_order() -> None:
    later, earlier = fact("The rent rose later.", "a", 500), fact("The rent was low.", "a", 10)
    found = written(SectionKind.FINDING, brief(findings=(Finding("Rent", (later, earlier)),)), 0)
    assert texts(found) == ["The rent was low.", "The rent rose later."]


def test_risks_are_a_list() -> None:
    paragraphs = written(SectionKind.RISKS, brief(risks=(RENT, STAFF)))
    assert [paragraph.bullet for paragraph in paragraphs] == [True, True]


def test_a_conflict_is_announced_and_shown_with_both_sides() -> None:
    conflict = Conflict("the rent", (RENT, STAFF))
    (paragraph,) = written(SectionKind.CONFLICTS, brief(conflicts=(conflict,)))
    lead, *sides = paragraph.claims
    assert lead.text == "The sources disagree on the rent:"
    assert lead.kind is ClaimKind.CONNECTIVE
    assert tuple(sides) == (RENT, STAFF)


def test_what_was_replaced_is_shown_with_the_reason_and_what_holds_instead() -> None:
    pair = Supersession("the rent", RENT, STAFF, "it was amended")
    (paragraph,) = written(SectionKind.SUPERSEDED, brief(supersessions=(pair,)))
    lead, former, because, current = paragraph.claims
    assert (former, current) == (STAFF, RENT)
    assert lead.text == "On the rent, an earlier statement no longer holds:"
    assert because.text == "It was amended:"


@pytest.mark.parametrize("topic", ["EBITDA", "the price of MV Heron", "2 berths"])
def test_a_remark_of_the_report_names_and_counts_nothing(topic: str) -> None:
    told = brief(
        conflicts=(Conflict(topic, (RENT, STAFF)),),
        supersessions=(Supersession(topic, RENT, STAFF), Supersession("pay", RENT, STAFF)),
    )
    (disagreeing,) = written(SectionKind.CONFLICTS, told)
    outdated, of_pay = written(SectionKind.SUPERSEDED, told)
    assert disagreeing.claims[0].text == "The sources disagree here:"
    assert outdated.claims[0].text == "An earlier statement no longer holds:"
    assert of_pay.claims[0].text == "On pay, an earlier statement no longer holds:"


def test_a_reason_that_gaps_share_is_given_once() -> None:
    gaps = (Gap("What is the notice period?", "None says."), Gap("pensions", "None says."))
    assert texts(written(SectionKind.GAPS, brief(gaps=gaps))) == [
        "The documents do not say what the notice period is.",
        "None says.",
        "Nothing was found on pensions.",
    ]


def test_a_question_that_cannot_be_turned_is_quoted() -> None:
    found = texts(written(SectionKind.GAPS, brief(gaps=(Gap("Why did he leave?", "No."),))))
    assert found[0] == "The documents do not answer the question “Why did he leave?”"
