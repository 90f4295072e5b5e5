import pytest

from nyqst_agent.offline.subject import opens_with_pronoun, points_back, topic_of, unscaffolded


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("How do I configure nginx?", "configure nginx"),
        ("Tell me about the pump.", "pump"),
        ("What do the documents say about rents?", "rents"),
    ],
)
def test_the_opening_of_a_question_says_nothing_of_its_subject(question: str, rest: str) -> None:
    assert unscaffolded(question) == rest


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What is the rent of the Derby lease?", "the Derby lease"),
        ("Who runs Acme?", "Acme"),
        ("What is the purpose of the fund?", "the fund"),
    ],
)
def test_the_topic_is_what_a_later_pronoun_means(question: str, topic: str) -> None:
    assert topic_of(question) == topic


@pytest.mark.parametrize("part", ["who signed it", "when do they end", "is any of them closed"])
def test_a_pronoun_without_its_noun_points_back(part: str) -> None:
    assert points_back(part)


def test_a_pronoun_after_its_noun_does_not() -> None:
    assert not points_back("does the ferry keep the timetable that it promises")


def test_many_are_not_meant_by_the_name_of_one() -> None:
    assert opens_with_pronoun("when does it end")
    assert not opens_with_pronoun("when do they end")
