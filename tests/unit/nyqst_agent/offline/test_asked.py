from nyqst_agent.offline.asked import Asked, asked_in, in_words


def test_a_part_is_read_back_as_it_was_written() -> None:
    part = Asked("Who decides?", "When are sailings suspended?")
    assert asked_in(in_words(part)) == part


def test_a_question_that_stands_alone_is_its_own_message() -> None:
    assert in_words(Asked("Who owns Acme?")) == "Who owns Acme?"


def test_what_an_aspect_comprises_is_sought_piece_by_piece() -> None:
    asked = asked_in("What do the documents say about the money of Acme: revenue, cash?")
    assert asked == Asked("the money of Acme", items=("revenue", "cash"))
    assert [need.text for need in asked.needs] == ["the money of Acme", "revenue", "cash"]


def test_a_plain_question_is_one_need() -> None:
    asked = asked_in("What is the rent?")
    assert asked.needs == (asked,)
