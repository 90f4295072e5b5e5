from hypothesis import given
from hypothesis import strategies as st

from nyqst_agent.index.query import match_any, terms


def test_little_words_are_left_out_beside_others() -> None:
    assert terms("What is the rent of the lease?") == ("rent", "lease")


def test_little_words_are_searched_for_if_there_are_no_others() -> None:
    assert terms("to be or not to be") == ("to", "be", "or", "not")


def test_a_word_is_searched_for_once() -> None:
    assert terms("Rent rent RENT") == ("rent",)


@given(st.text(max_size=200))
def test_an_expression_holds_nothing_but_quoted_words(query: str) -> None:
    for part in match_any(terms(query)).split(" OR "):
        assert part == "" or part.strip('"').isalnum()
