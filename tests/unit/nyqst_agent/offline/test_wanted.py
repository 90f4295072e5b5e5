import pytest

from nyqst_agent.offline.wanted import Wanted, wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When does the lease end?", Wanted.TIME),
        ("How long is the notice period?", Wanted.TIME),
        ("How much is the rent?", Wanted.FIGURE),
        ("What percentage of members voted?", Wanted.FIGURE),
        ("Who signed the lease?", Wanted.PERSON),
        ("Where are the records kept?", Wanted.PLACE),
        ("Why did the pump fail?", Wanted.CAUSE),
        ("What caused the outage?", Wanted.CAUSE),
        ("How do I renew a certificate?", Wanted.PROCEDURE),
        ("What is Orchid?", Wanted.ANYTHING),
    ],
)
def test_the_question_word_tells_what_would_answer(question: str, kind: Wanted) -> None:
    assert wanted(question) is kind
