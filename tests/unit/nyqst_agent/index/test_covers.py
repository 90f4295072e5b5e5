from hypothesis import given
from hypothesis import strategies as st

from nyqst_agent.index.covers import without_covers

LETTER = "From: Rita Okafor\nTo: Board\nDate: 18 July 2024\n\nThe arm is safe."
LINES = st.sampled_from(
    [
        "From: Ben Hale",
        "To: Board",
        "Date: 18 July 2024",
        "Date: 19 July 2024",
        "Subject: FW: Perch",
        "FYI",
        "Cover note",
        "The arm is safe.",
        "It costs 40.",
        "> To: Board",
        "",
    ]
)
TEXTS = st.lists(LINES, max_size=12).map("\n".join)


def test_texts_without_a_letter_in_front_stay_as_they_are() -> None:
    assert without_covers(LETTER, "The arm is safe.\nIt is.") == (
        LETTER,
        "The arm is safe.\nIt is.",
    )


def test_a_cover_is_taken_off_whichever_text_has_it() -> None:
    covered = f"Subject: FW: Perch\n\nFYI\n\n{LETTER}"
    assert without_covers(covered, LETTER) == (LETTER, LETTER)
    assert without_covers(LETTER, covered) == (LETTER, LETTER)


def test_the_marks_of_a_quotation_hide_nothing() -> None:
    quoted = "\n".join(f"> {line}" for line in LETTER.split("\n"))
    assert without_covers(f"FYI\n\n{quoted}", LETTER) == (quoted, LETTER)


def test_an_answer_leaves_nothing_to_compare() -> None:
    assert without_covers(f"From: Ben\nTo: Rita\n\nNo.\n\n{LETTER}", LETTER) is None


@given(TEXTS, TEXTS)
def test_what_is_left_ends_both_texts(one: str, other: str) -> None:
    left = without_covers(one, other)
    assert left is None or (one.endswith(left[0]) and other.endswith(left[1]))


@given(TEXTS, TEXTS)
def test_it_does_not_matter_which_text_comes_first(one: str, other: str) -> None:
    left, mirrored = without_covers(one, other), without_covers(other, one)
    assert (left is None) is (mirrored is None)
