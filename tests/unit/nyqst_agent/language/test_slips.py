from hypothesis import given
from hypothesis import strategies as st

from nyqst_agent.language.slips import one_slip_apart

WORDS = st.text(alphabet="abcde", min_size=2, max_size=8)


def test_the_four_slips_are_recognised() -> None:
    for slip in ("glboex", "globx", "gloobex", "glabex"):
        assert one_slip_apart("globex", slip)


def test_two_slips_are_too_many() -> None:
    assert not one_slip_apart("globex", "glbxe")


@given(WORDS, WORDS)
def test_it_does_not_matter_which_word_comes_first(one: str, other: str) -> None:
    assert one_slip_apart(one, other) == one_slip_apart(other, one)


@given(WORDS)
def test_no_word_is_a_slip_of_itself(word: str) -> None:
    assert not one_slip_apart(word, word)
