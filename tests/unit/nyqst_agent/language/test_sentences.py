from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst_agent.language.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    text = "Dr. J. Smith of Acme Inc. paid approx. $1.5 million to e.g. Orion Ltd. in Jan. 2021."
    assert cut(text) == [text]


def test_a_unit_may_end_a_sentence() -> None:
    assert cut("Profit rose to $3.2 m. Costs fell.") == ["Profit rose to $3.2 m.", "Costs fell."]


def test_the_dots_of_a_path_do_not_end_a_sentence() -> None:
    text = "Run ferry push ./photos backup:/srv/photos to copy it."
    assert cut(text) == [text]


def test_a_question_and_an_exclamation_are_sentences_of_their_own() -> None:
    assert cut("Is it? Yes! It is.") == ["Is it?", "Yes!", "It is."]


@pytest.mark.parametrize("space", ["\u00a0", "\u2028", "\u3000"])
def test_unusual_white_space_does_not_upset_the_splitter(space: str) -> None:
    assert cut(f"The first ends.{space}The second too.") == ["The first ends.", "The second too."]


@given(st.text(alphabet="ab .?!\n\t1A(“”’é😀\u00a0", max_size=80))
def test_sentences_lie_in_order_and_leave_out_only_white_space(text: str) -> None:
    found = sentences(text)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    kept = "".join(text[start:end] for start, end in found)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text(max_size=120))
def test_no_text_aborts_the_splitter(text: str) -> None:
    for start, end in sentences(text):
        assert text[start:end].strip() == text[start:end] != ""
