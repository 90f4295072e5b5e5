from nyqst.documents.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


def test_a_sentence_ends_before_a_capital() -> None:
    assert sentences("Costs rose. Sales fell! Why? Nobody knows.") == [
        "Costs rose.",
        "Sales fell!",
        "Why?",
        "Nobody knows.",
    ]


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert sentences("“It is over.” (Or not.) They left.") == [
        "“It is over.”",
        "(Or not.)",
        "They left.",
    ]


def test_a_decimal_point_ends_nothing() -> None:
    assert sentences("It grew by 12.4 per cent. 2025 was better.") == [
        "It grew by 12.4 per cent.",
        "2025 was better.",
    ]


def test_an_abbreviation_ends_nothing() -> None:
    text = "Dr. A. Smith of Acme Inc. Finland met e.g. Ms. Lee and the U.S. Treasury."
    assert sentences(text) == [text]


def test_an_ideographic_full_stop_needs_no_space() -> None:
    assert sentences("売上は増えた。利益は減った。") == ["売上は増えた。", "利益は減った。"]


def test_a_lower_case_word_goes_on_with_the_sentence() -> None:
    assert sentences("See sec. four. it says. Done") == ["See sec. four. it says.", "Done"]
