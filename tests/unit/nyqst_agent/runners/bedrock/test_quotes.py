import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst_agent.runners.bedrock.quotes import find_quote

_TEXT = (
    "Overview\n"
    "The harbour earned 4.2 million euros in 2024. "
    "It did not earn that in 2023, “for lack of\u00a0ships”.\n"
    "The pier – built in 1931 – is\n"
    "closed.\n"
)


def _found(quote: str, text: str = _TEXT) -> str | None:
    place = find_quote(quote, text)
    return text[slice(*place)] if place else None


def test_an_exact_sentence_is_found() -> None:
    sentence = "The harbour earned 4.2 million euros in 2024."
    assert _found(sentence) == sentence


def test_part_of_a_sentence_stands_for_the_whole_of_it() -> None:
    assert _found("earn that in 2023") == (
        "It did not earn that in 2023, “for lack of\u00a0ships”."
    )


def test_a_quotation_over_two_sentences_holds_both() -> None:
    found = _found("million euros in 2024. It did not earn")
    assert found is not None
    assert found.startswith("The harbour earned")
    assert found.endswith("ships”.")


@pytest.mark.parametrize(
    "quote",
    [
        "for lack of ships",
        '"for lack of  ships"',
        'It did not earn that in 2023, "for lack of ships".',
        "The harbour\nearned 4.2 million euros",
        "the Harbour earned 4.2 million euros in 2024...",
        "The pier - built in 1931 - is closed.",
    ],
)
def test_white_space_quotation_marks_dashes_and_capitals_do_not_matter(quote: str) -> None:
    assert _found(quote) is not None


@pytest.mark.parametrize(
    "quote",
    [
        "The harbour earned 4.3 million euros in 2024.",
        "The harbour earned 4.2 million euros in 2024, it said.",
        "The harbour earned ... in 2024.",
        "Overview of everything",
    ],
)
def test_what_is_not_there_word_for_word_is_not_found(quote: str) -> None:
    assert _found(quote) is None


@pytest.mark.parametrize("quote", ["", "   ", "“”", "2024.", "The"])
def test_too_little_to_tell_where_it_is_from_is_not_found(quote: str) -> None:
    assert _found(quote) is None


def test_invisible_characters_do_not_matter() -> None:
    assert _found("The harbour earned", "The har\u00adbour\u200b earned it.") is not None


def test_of_a_line_without_sentences_only_the_quotation_is_taken() -> None:
    text = "a row of figures; " * 100 + "the one that matters; " + "more figures; " * 100
    assert _found("the one that matters", text) == "the one that matters"


@given(st.text(min_size=1), st.text(min_size=8), st.text(min_size=1))
def test_what_is_found_holds_what_was_quoted(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    place = find_quote(quote, text)
    if place is not None:
        start, end = place
        assert 0 <= start < end <= len(text)


@given(st.text("ab cdé\n.“”-–\u00a0", min_size=8))
def test_every_long_enough_text_is_found_in_itself(text: str) -> None:
    bare = text.strip(" \n.“”\u00a0")
    if len(bare) >= 8:
        place = find_quote(text, text)
        assert place is not None
        assert bare in text[slice(*place)]


@given(st.text(), st.text())
def test_finding_never_fails(quote: str, text: str) -> None:
    place = find_quote(quote, text)
    assert place is None or 0 <= place[0] < place[1] <= len(text)
