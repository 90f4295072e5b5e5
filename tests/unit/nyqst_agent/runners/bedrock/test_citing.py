import pytest

from nyqst_agent.runners.bedrock.citing import cited, marks_before_stops, without_marks


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("It is so [n3].", ("n3",)),
        ("It is so [n3][n5].", ("n3", "n5")),
        ("It is so [n3, n5].", ("n3", "n5")),
        ("It is so [n3; N5].", ("n3", "n5")),
        ("It is so (n3).", ("n3",)),
        ("It is so 【n3】.", ("n3",)),
        ("It is so [3].", ("3",)),
        ("It [n3] is so [n3].", ("n3",)),
        ("It is so.", ()),
        ("It was so (2024).", ()),
        ("It is so [sic].", ()),
    ],
)
def test_marks_are_read(text: str, ids: tuple[str, ...]) -> None:
    assert cited(text) == ids


def test_marks_are_taken_out_with_the_space_before_them() -> None:
    assert without_marks("It is so [n3] and so [n4, n5].") == "It is so and so."


def test_what_is_no_mark_stays() -> None:
    assert without_marks("It was so (2024) [sic].") == "It was so (2024) [sic]."


def test_marks_after_a_stop_belong_to_the_sentence_before_it() -> None:
    text = "It is so. [n3] [n4] It was not. [n5]"
    assert marks_before_stops(text) == "It is so [n3] [n4]. It was not [n5]."
