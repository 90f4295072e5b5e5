import pytest

from nyqst_agent.language.completeness import is_assertion, leans_on_neighbour, without_opener
from nyqst_agent.language.statements import Shape


@pytest.mark.parametrize(
    "text",
    [
        "It was sold.",
        "However, it was sold.",
        "These limits apply.",
        "The latter is better.",
        "For example, use -x.",
        "Unfortunately, this means trouble.",
        "Note: this is dangerous.",
        "**These must be present.**",
    ],
)
def test_a_pronoun_at_the_start_points_back(text: str) -> None:
    assert leans_on_neighbour(text)


@pytest.mark.parametrize(
    "text", ["The lease ends in May.", "There are two risks.", "This policy applies to all staff."]
)
def test_a_sentence_with_a_subject_of_its_own_stands_alone(text: str) -> None:
    assert not leans_on_neighbour(text)


def test_an_opener_that_can_go_goes() -> None:
    assert without_opener("However, the lease ends.") == "The lease ends."


def test_a_word_that_only_looks_like_an_opener_stays() -> None:
    assert without_opener("First National Bank pays.") == "First National Bank pays."


@pytest.mark.parametrize(
    "text",
    [
        "Is it so?",
        "Annual Report And Accounts",
        "and was then sold.",
        "Overview",
        "See the following:",
    ],
)
def test_questions_headings_and_half_sentences_assert_nothing(text: str) -> None:
    assert not is_assertion(text, Shape.SENTENCE)


def test_an_item_with_a_figure_asserts_something_without_a_verb() -> None:
    assert is_assertion("38 employees, of which 12 in engineering", Shape.ITEM)


def test_a_field_with_words_only_for_a_title_asserts_nothing() -> None:
    assert not is_assertion("Lease of Unit 4: rent review", Shape.FIELD)


def test_a_sentence_may_begin_with_the_name_of_a_command() -> None:
    assert is_assertion("logrotate is designed to ease administration of logs.", Shape.SENTENCE)
