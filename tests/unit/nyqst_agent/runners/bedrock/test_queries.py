from nyqst_agent.runners.bedrock.queries import choose_queries
from tests.unit.nyqst_agent.runners.bedrock.asking import EARNED, TASK, calls

_NO = "That I cannot say."


def test_queries_are_clean_distinct_and_few() -> None:
    many = [f"query {number}" for number in range(20)]
    asked, _ = calls({"queries": [" harbour\nearnings ", "Harbour earnings", "", *many]})
    queries = choose_queries(asked, TASK, (), ())
    assert queries[:2] == ("harbour earnings", "query 0")
    assert len(queries) == 6


def test_the_model_sees_the_task_what_is_noted_and_what_is_missing() -> None:
    asked, model = calls({"queries": []})
    assert choose_queries(asked, TASK, [EARNED], ["the profit"]) == ()
    text = model.history[0].text
    assert TASK.message in text
    assert EARNED.text in text
    assert "- the profit" in text


def test_where_no_answer_comes_at_first_the_task_is_searched_for() -> None:
    asked, _ = calls(_NO, _NO)
    assert choose_queries(asked, TASK, (), ()) == (TASK.message,)


def test_where_no_answer_comes_later_what_is_missing_is_searched_for() -> None:
    asked, _ = calls(_NO, _NO)
    assert choose_queries(asked, TASK, [EARNED], ["the profit"]) == ("the profit",)


def test_where_no_answer_comes_and_nothing_is_missing_nothing_is_searched_for() -> None:
    asked, _ = calls(_NO, _NO)
    assert choose_queries(asked, TASK, [EARNED], ()) == ()
