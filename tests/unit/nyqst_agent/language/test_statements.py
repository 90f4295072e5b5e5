from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nyqst_agent.language.statements import Shape, statements


def shaped(text: str) -> list[tuple[Shape, str]]:
    return [(s.shape, text[s.start : s.end]) for s in statements(text)]


def test_a_paragraph_is_cut_into_sentences() -> None:
    assert shaped("It rose. It fell.") == [
        (Shape.SENTENCE, "It rose."),
        (Shape.SENTENCE, "It fell."),
    ]


def test_the_marker_of_a_list_item_is_left_out() -> None:
    assert shaped("- The board met.\n- It agreed.")[0] == (Shape.ITEM, "The board met.")


def test_short_items_stay_with_the_line_that_announces_them() -> None:
    text = "The limits are:\n\n- at most 5 users\n- 10 GB of disk"
    assert shaped(text) == [(Shape.LIST, text)]


def test_long_items_stand_alone() -> None:
    items = "\n".join(
        f"- The {name} team {'works hard and ' * 12}rests." for name in ("red", "blue")
    )
    assert [shape for shape, _ in shaped(f"The teams are:\n\n{items}")] == [
        Shape.FRAGMENT,
        Shape.ITEM,
        Shape.ITEM,
    ]


def test_a_term_goes_with_the_paragraph_that_explains_it() -> None:
    text = "block_size\n\nSize of a block. The default is 64."
    assert shaped(text) == [(Shape.TERM, text)]


def test_an_option_goes_with_the_paragraph_that_explains_it() -> None:
    text = "--max-size=<n>\n\nSets the largest size."
    assert shaped(text) == [(Shape.TERM, text)]


def test_rows_and_fields_are_told_apart() -> None:
    text = "Customer: Acme; Region: North\nNotice period: 90 days"
    assert [shape for shape, _ in shaped(text)] == [Shape.ROW, Shape.FIELD]


def test_code_and_lines_of_contents_are_fragments() -> None:
    text = "foo = bar\n\nIntroduction ........ 5"
    assert {shape for shape, _ in shaped(text)} == {Shape.FRAGMENT}


def test_a_line_that_was_broken_is_read_on() -> None:
    text = "The logs of this rather long example are kept for\nthirty days in all."
    assert shaped(text) == [(Shape.SENTENCE, text)]


@given(st.text(alphabet="ab .:;\n-*1A|=\t", max_size=120))
def test_statements_lie_in_order_without_overlap(text: str) -> None:
    found = statements(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(0 <= s.start < s.end <= len(text) for s in found)
