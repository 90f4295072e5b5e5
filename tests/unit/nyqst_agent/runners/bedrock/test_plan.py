from dataclasses import replace
from typing import Any

import pytest

from nyqst.errors import ModelFailed
from nyqst_agent.runners.bedrock.plan import plan
from tests import harbour
from tests.unit.nyqst_agent.runners.bedrock.asking import calls, said


def _tasks(*questions: str) -> dict[str, Any]:
    tasks = [{"title": f"Side {question}", "question": question} for question in questions]
    return {"title": "Tarn Harbour", "summary": "By sides.", "tasks": tasks}


def test_tasks_come_numbered_in_their_order() -> None:
    asked, _ = calls(_tasks("What does it earn?", "Who runs it?"))
    planned = plan(asked, harbour.request())
    assert [(task.id, task.message) for task in planned.tasks] == [
        ("t01", "What does it earn?"),
        ("t02", "Who runs it?"),
    ]
    assert planned.title == "Tarn Harbour"
    assert planned.question == harbour.QUESTION


def test_the_model_sees_the_question_the_sources_and_the_limit() -> None:
    asked, model = calls(_tasks("What does it earn?"))
    request = replace(harbour.request(), earlier_questions=("Where is it?",))
    plan(asked, request)
    text = model.history[0].text
    assert harbour.QUESTION in text
    assert "Annual report" in text
    assert "Where is it?" in text
    assert "between 1 and 8 tasks" in text


def test_more_tasks_than_allowed_are_cut_off() -> None:
    asked, _ = calls(_tasks(*(f"What of side {number}?" for number in range(20))))
    assert len(plan(asked, harbour.request()).tasks) == 8


def test_tasks_that_ask_the_same_are_one() -> None:
    asked, _ = calls(_tasks("Who runs it?", "who  runs it?", " "))
    assert len(plan(asked, harbour.request()).tasks) == 1


def test_a_task_without_a_title_is_called_by_its_question() -> None:
    asked, _ = calls({"title": "T", "tasks": [{"title": " ", "question": "Who runs it?"}]})
    assert plan(asked, harbour.request()).tasks[0].title == "Who runs it?"


@pytest.mark.parametrize(
    "answer",
    ["I would rather not.", '{"title": "T", "tasks": [', "", {"title": "T", "tasks": "none"}],
)
def test_where_no_plan_comes_the_question_is_the_one_task(answer: str | dict[str, Any]) -> None:
    asked, model = calls(answer, answer)
    planned = plan(asked, harbour.request())
    assert [task.message for task in planned.tasks] == [harbour.QUESTION]
    assert planned.tasks[0].id == "t01"
    assert len(model.history) == 2


def test_a_plan_without_tasks_is_the_question() -> None:
    asked, _ = calls({"title": "Tarn Harbour", "tasks": []})
    planned = plan(asked, harbour.request())
    assert [task.message for task in planned.tasks] == [harbour.QUESTION]
    assert planned.title == "Tarn Harbour"


def test_a_model_that_refuses_makes_no_plan() -> None:
    asked, _ = calls(said("", stop="content_filtered"))
    with pytest.raises(ModelFailed):
        plan(asked, harbour.request())


def test_long_titles_are_cut_between_words() -> None:
    answer = {**_tasks("Who runs it?"), "title": "word " * 60}
    asked, _ = calls(answer)
    title = plan(asked, harbour.request()).title
    assert len(title) <= 72
    assert title.endswith("word…")
