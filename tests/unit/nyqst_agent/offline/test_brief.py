from nyqst.research.model.brief import TaskFailure
from nyqst_agent.offline.runner import OfflineRunner
from tests.unit.nyqst_agent.offline.made import (
    brief_of,
    current,
    findings,
    note,
    plan_of,
    source,
    task,
)

RENT = "What is the rent of the Derby lease?"


def test_equal_statements_are_one_claim_with_several_citations() -> None:
    brief = brief_of(
        RENT,
        [
            note("The rent of the Derby lease is £214,000 a year.", "a"),
            note("Rent of the Derby lease: the rent is £214,000 a year.", "b"),
        ],
        [source("a"), source("b")],
    )
    (claim,) = brief.answer
    assert {span.sha256 for span in claim.citations} == {"a", "b"}


def test_statements_with_another_figure_are_never_merged() -> None:
    brief = brief_of(
        RENT,
        [
            note("The rent of the Derby lease is £214,000 a year.", "a"),
            note("The rent of the Derby lease is £186,000 a year.", "b"),
        ],
        [source("a"), source("b")],
    )
    assert all(len(claim.citations) == 1 for claim in brief.conflicts[0].claims)


def test_a_statement_that_another_one_contains_is_left_out() -> None:
    longer = "The rent of the Derby lease is £214,000 a year, due on the first of each quarter."
    brief = brief_of(
        RENT,
        [note(longer, "a"), note("The rent of the Derby lease is £214,000.", "b")],
        [source("a"), source("b")],
    )
    assert current(brief) == longer


def test_a_question_that_nothing_answers_leaves_a_gap_and_no_answer() -> None:
    brief = brief_of(RENT, [], [source("a")])
    assert not brief.answer
    assert not brief.findings
    assert [gap.question for gap in brief.gaps] == [RENT]


def test_no_statement_stands_in_two_places() -> None:
    one, two = task("What is the rent?", number=1), task("What does the lease cost?", number=2)
    shared = note("The lease costs a rent of £214,000 a year.", "a")
    brief = OfflineRunner().synthesize(
        plan_of("What is the rent and what does the lease cost?", one, two),
        [findings(one, shared), findings(two, shared)],
        (),
        [source("a")],
    )
    texts = [claim.text for claim in brief.answer]
    texts += [claim.text for finding in brief.findings for claim in finding.claims]
    assert texts == ["The lease costs a rent of £214,000 a year."]


def test_a_task_that_failed_is_no_gap() -> None:
    only = task(RENT)
    failure = TaskFailure(only.id, only.title, only.message, "it took too long")
    brief = OfflineRunner().synthesize(plan_of(RENT, only), (), (failure,), ())
    assert not brief.gaps
    assert brief.failures == (failure,)


def test_documents_in_another_language_are_named_among_the_gaps() -> None:
    brief = brief_of(RENT, [], [source("a", language="de", title="Mietvertrag")])
    assert brief.gaps[-1].question == "what the documents in German say"
    assert "Mietvertrag" in brief.gaps[-1].reason


def test_cited_sources_come_most_cited_first() -> None:
    brief = brief_of(
        RENT,
        [
            note("The rent of the Derby lease is £214,000 a year.", "b"),
            note("The Derby lease sets the rent anew in April 2029.", "b", start=100),
            note("A rent of the Derby lease is due each month in advance.", "a"),
        ],
        [source("a"), source("b"), source("c")],
    )
    assert [s.sha256 for s in brief.primary_sources] == ["b", "a"]
    assert [s.sha256 for s in brief.all_sources] == ["a", "b", "c"]


def test_a_note_of_several_sentences_is_taken_apart_and_each_cites_its_own_place() -> None:
    text = "The rent of the Derby lease is £214,000. The Derby lease began in April 2019."
    brief = brief_of(RENT, [note(text, "a", start=50)], [source("a")])
    claims = [*brief.answer, *(c for f in brief.findings for c in f.claims)]
    for claim in claims:
        (span,) = claim.citations
        assert text[span.start - 50 : span.end - 50] == claim.text
