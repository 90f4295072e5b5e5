import pytest

from nyqst_agent.language.boilerplate import is_about_itself, is_boilerplate


@pytest.mark.parametrize(
    "text",
    [
        "© 2024 Acme Ltd. All rights reserved.",
        "Page 3 of 12",
        "This email is confidential and intended solely for the addressee.",
        "From: Jane Doe",
        "Last updated on 3 May 2024",
        "Skip to main content",
        "Thank you for your patience.",
        "For more information, see the handbook.",
    ],
)
def test_furniture_is_recognised(text: str) -> None:
    assert is_boilerplate(text)


def test_content_is_not_furniture() -> None:
    assert not is_boilerplate("The lease may be ended on nine months' notice.")


def test_licence_terms_are_content_for_who_asks_about_the_licence() -> None:
    text = "Permission is hereby granted, free of charge, to any person."
    assert is_boilerplate(text, about="What are the risks?")
    assert not is_boilerplate(text, about="Under what licence is it?")


def test_what_a_document_says_of_itself_is_not_its_content() -> None:
    assert is_about_itself("This chapter describes the configuration file.")
    assert not is_about_itself("This policy applies to all staff.")
