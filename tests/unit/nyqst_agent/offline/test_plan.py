import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.research.model.plan import Limits, PlanRequest, PlanSet, SourceOutline
from nyqst_agent.offline.plan import plan
from tests.unit.nyqst_agent.offline.made import LIMITS

MANUAL = (
    SourceOutline("1", "ferry", ("Installation", "Configuration", "Limits of ferry")),
    SourceOutline("2", "Troubleshooting ferry", ("Error messages", "Exit codes")),
    SourceOutline("3", "Security of ferry", ()),
)


def planned(question: str, *sources: SourceOutline, earlier: tuple[str, ...] = ()) -> PlanSet:
    return plan(PlanRequest(question, LIMITS, sources, earlier))


def titles(made: PlanSet) -> list[str]:
    return [task.title for task in made.tasks]


def test_each_question_within_the_question_is_a_task_that_stands_alone() -> None:
    made = planned("What is the rent of the Derby lease, who signed it and when does it end?")
    assert [task.message for task in made.tasks] == [
        "What is the rent of the Derby lease?",
        "Who signed the Derby lease?",
        "When does the Derby lease end?",
    ]


def test_what_a_list_is_only_part_of_is_asked_for_too() -> None:
    made = planned("What should we know about the workforce: headcount, turnover and pensions?")
    assert titles(made) == ["Headcount", "Turnover", "Pensions", "Workforce"]


def test_a_list_that_stands_for_itself_is_not_asked_for_again() -> None:
    made = planned("What are the finances, customers and risks of Acme?")
    assert len(made.tasks) == 3


def test_a_narrow_question_is_one_task() -> None:
    assert len(planned("What is the notice period in the Orion contract?", *MANUAL).tasks) == 1


def test_a_judgement_is_taken_apart_into_its_aspects() -> None:
    made = planned("Is Acme a sound acquisition?")
    assert 5 <= len(made.tasks) <= 8
    assert {"Financial performance", "Customers", "People and management"} <= set(titles(made))
    assert all("Acme" in task.message for task in made.tasks)


def test_a_question_of_how_to_is_asked_as_it_was_put() -> None:
    made = planned("How do I configure ferry and what are its limits?", *MANUAL)
    assert titles(made) == ["Configuring ferry", "Ferry's limits"]


def test_a_question_for_an_overview_is_rounded_off_by_what_the_manual_offers() -> None:
    made = planned("Give me an overview of ferry.", *MANUAL)
    assert {"Overview", "Installation and requirements", "Security"} <= set(titles(made))


def test_a_list_in_the_question_is_a_task_each() -> None:
    made = planned("What does the leave policy say about annual leave, sick pay and training?")
    assert titles(made) == ["Annual leave", "Sick pay", "Training"]


def test_a_comparison_looks_at_both_sides() -> None:
    assert titles(planned("Compare the Basic and Pro plans."))[:2] == [
        "The Basic plan",
        "The Pro plan",
    ]


def test_a_question_of_why_asks_for_cause_and_consequence() -> None:
    assert {"Causes", "Consequences"} <= set(titles(planned("Why did the March outage happen?")))


def test_a_title_that_two_questions_would_make_too_long_is_that_of_the_first() -> None:
    question = (
        "Is Skellan Sound Ferries a sound acquisition? What are its finances, customers, risks?"
    )
    assert planned(question).title == "Skellan Sound Ferries: a sound acquisition?"


def test_the_title_is_short_and_says_what_it_is_about() -> None:
    made = planned("How do I configure ferry and what are its limits?")
    assert made.title == "Configuring ferry and its limits"


def test_a_follow_up_is_about_what_was_asked_before() -> None:
    made = planned("Who runs it?", earlier=("Is Acme a sound acquisition?",))
    assert [task.message for task in made.tasks] == ["Who runs Acme?"]


def test_a_question_in_capitals_gets_those_of_the_titles() -> None:
    made = planned("WHO IS THE CEO OF ACME", SourceOutline("1", "Accounts of Acme", ()))
    assert made.tasks[0].message == "Who is the CEO of Acme?"


def test_a_task_has_no_more_tasks_than_allowed() -> None:
    few = Limits(3, 2, 4, 8, 12)
    assert len(plan(PlanRequest("Is Acme a sound acquisition?", few)).tasks) == 3


@pytest.mark.parametrize("question", ["", "???", "ferry", "x" * 5000, "why " * 1200, "\0\n"])
def test_odd_questions_are_planned_too(question: str) -> None:
    made = planned(question, *MANUAL)
    assert 1 <= len(made.tasks) <= LIMITS.tasks
    assert made.title


@given(question=st.text(max_size=200), earlier=st.lists(st.text(max_size=60), max_size=2))
def test_every_plan_is_within_its_limits(question: str, earlier: list[str]) -> None:
    made = planned(question, *MANUAL, earlier=tuple(earlier))
    assert 1 <= len(made.tasks) <= LIMITS.tasks
    assert [task.id for task in made.tasks] == [f"t{n:02}" for n in range(1, len(made.tasks) + 1)]
    assert all(task.title.strip() and task.message.strip() for task in made.tasks)
    assert made.question == question
