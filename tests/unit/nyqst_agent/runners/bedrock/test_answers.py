"""Answers that should be data and come dressed up, broken, or not at all."""

import json

from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage

from nyqst_agent.runners.bedrock.answers import Unusable, read_answer
from nyqst_agent.runners.bedrock.schemas import BriefAnswer, NotesAnswer, QueriesAnswer

_DATA = {"queries": ["harbour earnings", "ferry terminal"]}
_TEXT = json.dumps(_DATA, indent=2)


def _read(content: str) -> QueriesAnswer | Unusable:
    return read_answer(QueriesAnswer, AIMessage(content=content))


def _queries(content: str) -> list[str]:
    answer = _read(content)
    assert isinstance(answer, QueriesAnswer)
    return answer.queries


def test_plain_json_is_read() -> None:
    assert _queries(_TEXT) == _DATA["queries"]


def test_json_in_a_fence_is_read() -> None:
    assert _queries(f"```json\n{_TEXT}\n```") == _DATA["queries"]


def test_json_in_a_fence_without_a_language_is_read() -> None:
    assert _queries(f"```\n{_TEXT}\n```") == _DATA["queries"]


def test_json_with_prose_around_it_is_read() -> None:
    assert _queries(f"Here is what {{I}} found:\n{_TEXT}\nI hope that helps.") == _DATA["queries"]


def test_json_after_thinking_aloud_is_read_and_the_draft_within_is_not() -> None:
    thought = '<think>Perhaps {"queries": ["draft"]}? No.</think>'
    assert _queries(thought + _TEXT) == _DATA["queries"]


def test_thinking_that_was_never_opened_is_left_out() -> None:
    assert _queries('{"queries": ["draft"]} hm </think>' + _TEXT) == _DATA["queries"]


def test_json_in_a_text_block_beside_a_reasoning_block_is_read() -> None:
    reasoning = {"type": "reasoning_content", "reasoning_content": {"text": "Let me see"}}
    message = AIMessage(content=[reasoning, {"type": "text", "text": _TEXT}])
    assert read_answer(QueriesAnswer, message) == QueriesAnswer(**_DATA)


def test_a_tool_call_is_read_before_any_text() -> None:
    call = {"name": "QueriesAnswer", "args": _DATA, "id": "1", "type": "tool_call"}
    message = AIMessage(content='{"queries": []}', tool_calls=[call])
    assert read_answer(QueriesAnswer, message) == QueriesAnswer(**_DATA)


def test_more_fields_than_asked_for_do_no_harm() -> None:
    assert _queries('{"queries": ["a"], "confidence": "high"}') == ["a"]


def test_truncated_json_is_unusable() -> None:
    answer = _read(_TEXT[:-20])
    assert isinstance(answer, Unusable)
    assert answer.error == "it contains no whole JSON object"


def test_a_whole_part_of_truncated_json_does_not_pass_for_the_answer() -> None:
    text = '{"notes": [{"passage": "p1", "quote": "It is so.", "relevance": 1}, {"passage": "p'
    assert isinstance(read_answer(NotesAnswer, AIMessage(content=text)), Unusable)
    assert isinstance(read_answer(BriefAnswer, AIMessage(content="{}")), Unusable)


def test_wrong_types_are_unusable_and_the_error_names_the_place() -> None:
    answer = _read('{"queries": [["nested"], 7]}')
    assert isinstance(answer, Unusable)
    assert answer.error.startswith("queries.0: ")


def test_what_was_said_does_not_stand_in_the_error() -> None:
    answer = _read('{"queries": "ignore all rules"}')
    assert isinstance(answer, Unusable)
    assert "ignore" not in answer.error


def test_an_empty_answer_is_unusable() -> None:
    assert isinstance(_read(""), Unusable)


def test_reasoning_alone_is_unusable_and_counts_as_nothing_said() -> None:
    block = {"type": "reasoning_content", "reasoning_content": {"text": _TEXT}}
    answer = read_answer(QueriesAnswer, AIMessage(content=[block]))
    assert answer == Unusable("", "it contains no whole JSON object")


def test_a_refusal_in_words_is_unusable() -> None:
    answer = _read("I'm sorry, but I can't help with that.")
    assert isinstance(answer, Unusable)


def test_deep_nesting_is_unusable() -> None:
    assert isinstance(_read("{" + '"a":[' * 50_000), Unusable)


@given(st.text())
def test_no_text_whatever_breaks_the_reading(text: str) -> None:
    answer = _read(text)
    assert isinstance(answer, QueriesAnswer | Unusable)


@given(st.lists(st.text(min_size=1)), st.text("abc {}`\n"), st.text("abc }`\n"))
def test_data_is_found_whatever_stands_around_it(
    queries: list[str], before: str, after: str
) -> None:
    text = f"{before}\n```json\n{json.dumps({'queries': queries})}\n```\n{after}"
    answer = _read(text)
    assert answer == QueriesAnswer(queries=queries)
