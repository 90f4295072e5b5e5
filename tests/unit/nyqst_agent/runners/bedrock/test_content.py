import pytest
from langchain_core.messages import AIMessage

from nyqst_agent.runners.bedrock.content import length_of, text_of, without_reasoning


def test_a_string_is_its_text() -> None:
    assert text_of(AIMessage(content="It is so.")) == "It is so."


def test_of_blocks_the_text_is_taken() -> None:
    blocks: list[str | dict[str, object]] = [
        {"type": "reasoning_content", "reasoning_content": {"text": "Hm."}},
        {"type": "thinking", "thinking": "Hm."},
        {"type": "text", "text": "It is "},
        {"type": "tool_use", "name": "search", "input": {}, "id": "1"},
        {"text": "so", "index": 0},
        ".",
    ]
    assert text_of(AIMessage(content=blocks)) == "It is so."


def test_blocks_without_text_have_none() -> None:
    assert text_of(AIMessage(content=[{"type": "guard_content"}])) == ""


@pytest.mark.parametrize("tag", ["think", "thinking", "reasoning", "THINK"])
def test_what_was_thought_aloud_is_left_out(tag: str) -> None:
    assert without_reasoning(f"<{tag}>Hm,\nwell.</{tag}>It is so.") == "It is so."


def test_what_was_thought_to_the_end_leaves_nothing() -> None:
    assert without_reasoning("<think>Hm, well. It is so.") == ""


def test_several_thoughts_are_left_out() -> None:
    assert without_reasoning("<think>a</think>It is <think>b</think>so.") == "It is so."


def test_what_ends_without_having_begun_was_thought() -> None:
    assert without_reasoning("Hm, well.</think>It is so.") == "It is so."


def test_length_counts_what_was_said_thought_and_called() -> None:
    blocks: list[str | dict[str, object]] = [
        {"type": "reasoning_content", "reasoning_content": {"text": "12345"}, "index": 0},
        {"type": "text", "text": "1234"},
        {"type": "tool_use", "id": "call_1", "name": "Answer", "input": {"queries": ["123", "12"]}},
        "1",
    ]
    assert length_of(AIMessage(content=blocks)) == 15
    assert length_of(AIMessage(content="123")) == 3
