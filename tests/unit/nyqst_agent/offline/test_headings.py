import pytest

from nyqst_agent.offline.headings import heading


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("How do I configure ferry?", "Configuring ferry"),
        ("How good is the company's IT security?", "IT security"),
        ("Is Acme a sound acquisition?", "Acme: a sound acquisition?"),
        ("What do competitors mean for the company?", "Competitors"),
        ("What is the notice period?", "Notice period"),
        ("What are they worth?", "What are they worth?"),
        ("who decides", "Who decides?"),
        (
            "Which obligations does a maintainer have when a configuration file is changed?",
            "Obligations of a maintainer",
        ),
        (
            "Which steps does the team follow when the primary database cannot be reached anymore?",
            "Which steps does the team follow?",
        ),
        ("Give me an overview of what was decided.", "What was decided"),
    ],
)
def test_a_title_is_a_phrase_or_a_whole_question(question: str, title: str) -> None:
    assert heading(question) == title


def test_a_title_is_cut_where_a_phrase_ends() -> None:
    title = heading("What is " + "the state of the northern harbour, " * 4 + "all in all")
    assert len(title) <= 72
    assert not title.endswith("…")
