import pytest

from nyqst_agent.offline.parts import asks, parts, sub_questions


def test_questions_in_one_breath_are_told_apart() -> None:
    assert sub_questions("What is the rent, who signed the lease and when does it end?") == (
        "What is the rent",
        "who signed the lease",
        "when does it end?",
    )


def test_a_sentence_that_asks_nothing_is_left_out() -> None:
    assert sub_questions("We may buy Acme. Who owns it?") == ("Who owns it?",)


def test_each_thing_in_a_list_is_a_part_of_its_own() -> None:
    found = parts("What are the company's finances, customers and risks?")
    assert [part.text for part in found] == ["finances", "customers", "risks"]
    assert all(part.is_item for part in found)


def test_what_a_list_is_asked_for_stays_with_its_items() -> None:
    (first, *_) = parts("What obligations follow from the lease, the permit and the licence?")
    assert first.lead == "What obligations follow from the"


def test_two_things_are_no_list() -> None:
    (only,) = parts("What do the lease and the permit say?")
    assert not only.is_item


def test_a_later_question_knows_the_one_before() -> None:
    first, second = parts("What is the rent of the Derby lease, and who signed it?")
    assert first.before == ""
    assert second.before == "What is the rent of the Derby lease"


@pytest.mark.parametrize("text", ["Who decides?", "List the fees", "at what height do they stop"])
def test_questions_and_requests_ask(text: str) -> None:
    assert asks(text)


def test_a_noun_phrase_does_not_ask() -> None:
    assert not asks("the rent of the Derby lease")
