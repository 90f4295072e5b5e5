from tests.bench.figures import Figure, Scores, pool


def test_a_ratio_of_nothing_has_no_value() -> None:
    assert Figure("x", 0, 0, "higher").value is None


def test_a_count_is_its_numerator() -> None:
    assert Figure("x", 3, 40, "lower", unit="count").value == 3


def test_pooling_adds_what_was_counted() -> None:
    one = Scores("a", (Figure("x", 1, 2, "higher", ("first",)),))
    two = Scores("b", (Figure("x", 8, 8, "higher"),))
    three = Scores("c", (Figure("x", 0, 0, "higher", ("third",)),))
    pooled = pool([one, two, three])
    assert pooled.question == "a, b, c"
    assert pooled["x"] == Figure("x", 9, 10, "higher", ("first", "third"))
