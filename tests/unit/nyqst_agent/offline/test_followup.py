import pytest

from nyqst_agent.offline.followup import resolve

LOGROTATE = ("How do I configure logrotate and what are its limits?",)
ACME = ("Is Acme a sound acquisition?",)


@pytest.mark.parametrize(
    ("question", "earlier", "resolved"),
    [
        ("What is its revenue?", ACME, "What is Acme's revenue?"),
        ("Who runs it?", ACME, "Who runs Acme?"),
        ("Who owns it?", (*ACME, "What is its revenue?"), "Who owns Acme?"),
        ("Does it compress?", LOGROTATE, "Does logrotate compress?"),
        (
            "What are the risks?",
            LOGROTATE,
            "What do the documents say about the risks of logrotate?",
        ),
        (
            "How much does the second one cost?",
            ("Compare the Basic and Pro plans.",),
            "How much does Pro cost?",
        ),
    ],
)
def test_what_it_means_is_what_was_asked_before(
    question: str, earlier: tuple[str, ...], resolved: str
) -> None:
    assert resolve(question, earlier) == resolved


def test_the_second_one_is_the_second_thing_named() -> None:
    earlier = ("What is the difference between logrotate and rsyslog?",)
    assert "rsyslog" in resolve("And the second one?", earlier)


def test_a_question_of_its_own_stays_as_it_is() -> None:
    assert resolve("What is Globex's revenue?", ACME) == "What is Globex's revenue?"


def test_without_earlier_questions_there_is_nothing_to_resolve() -> None:
    assert resolve("What is its revenue?", ()) == "What is its revenue?"
