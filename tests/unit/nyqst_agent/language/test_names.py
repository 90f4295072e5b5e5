import pytest

from nyqst_agent.language.names import names


def keys(text: str) -> list[str]:
    return [name.key for name in names(text)]


def test_names_of_several_words_are_one_name() -> None:
    assert keys("The CEO of Acme Holdings Ltd. is Jane Doe.") == ["acme holdings ltd", "jane doe"]


def test_a_common_word_that_opens_a_sentence_is_no_name() -> None:
    assert keys("Revenue rose. Customers left.") == []


def test_an_unknown_word_that_opens_a_sentence_is_a_name() -> None:
    assert keys("Globex was sold.") == ["globex"]


def test_two_sentences_do_not_make_one_name() -> None:
    assert keys("He works with Apache. Orion pays.") == ["apache", "orion"]


@pytest.mark.parametrize("text", ["It starts in May on a Monday.", "THE WHOLE LINE SHOUTS"])
def test_months_days_and_shouting_are_no_names(text: str) -> None:
    assert keys(text) == []


def test_places_are_where_the_name_stands() -> None:
    text = "We met Jane Doe's lawyer."
    (name,) = names(text)
    assert text[name.start : name.end] == "Jane Doe's"
    assert name.key == "jane doe"
