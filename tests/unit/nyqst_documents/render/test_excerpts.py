from hypothesis import given
from hypothesis import strategies as st

from nyqst_documents.render.excerpts import Excerpt, with_ellipses

ROW = "2021; class: valid; capacity: 1,050"


def test_what_breaks_off_in_mid_sentence_shows_it() -> None:
    cut = with_ellipses("of the year. ", "So it was.", " The board attributes this to")
    assert cut == Excerpt("… of the year. ", "So it was.", " The board attributes this to …")


def test_whole_sentences_have_no_ellipsis() -> None:
    whole = ("So it was. ", "So it is.", " So it will be.")
    assert with_ellipses(*whole) == Excerpt(*whole)


def test_nothing_around_a_quotation_stays_nothing() -> None:
    assert with_ellipses("", "So it is.", "") == Excerpt("", "So it is.", "")


def test_a_close_up_keeps_what_is_near() -> None:
    near = Excerpt("So it was. ", "So it is.", " So it will be.")
    assert near.close_up == near


def test_a_close_up_breaks_off_between_words() -> None:
    far = Excerpt("before " * 30, "So it is.", " after" * 30).close_up
    assert far.before == "… " + "before " * 14
    assert far.after == " after" * 16 + " …"


def test_a_close_up_of_a_row_shows_one_row_on_each_side() -> None:
    table = Excerpt(f"1\n2\n{ROW}\n", ROW, f"\n{ROW}\n4\n5")
    assert table.close_up == Excerpt(f"{ROW}\n", ROW, f"\n{ROW}")


def test_a_close_up_of_part_of_a_row_shows_the_row() -> None:
    table = Excerpt(f"{ROW}\nbuilt: ", ROW, f"; flag: DK\n{ROW}")
    assert table.close_up == Excerpt("built: ", ROW, "; flag: DK")


@given(st.text("a \n"), st.text("a \n"))
def test_a_close_up_says_nothing_that_the_passage_does_not(before: str, after: str) -> None:
    close_up = Excerpt(before, "q", after).close_up
    assert before.endswith(close_up.before.removeprefix("… "))
    assert after.startswith(close_up.after.removesuffix(" …"))
