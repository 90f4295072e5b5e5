from nyqst.research.runner import Reflection
from nyqst_agent.runners.bedrock.reflect import reflect
from tests.unit.nyqst_agent.runners.bedrock.asking import EARNED, TASK, calls


def test_the_models_judgement_is_taken() -> None:
    asked, model = calls({"done": False, "missing": ["the profit", "The profit", " "]})
    assert reflect(asked, TASK, [EARNED]) == Reflection(done=False, missing=("the profit",))
    assert EARNED.text in model.history[0].text


def test_without_notes_everything_is_missing_and_nobody_is_asked() -> None:
    asked, model = calls()
    assert reflect(asked, TASK, ()) == Reflection(done=False, missing=(TASK.message,))
    assert model.history == []


def test_where_no_answer_comes_it_is_enough() -> None:
    asked, _ = calls({"done": "perhaps"}, "Hard to say.")
    assert reflect(asked, TASK, [EARNED]) == Reflection(done=True)
