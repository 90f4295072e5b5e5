from typing import Any

import pytest
from botocore.exceptions import EventStreamError
from langchain_core.messages import HumanMessage

from nyqst.errors import ModelFailed, Throttled, Unavailable
from nyqst.research.model.usage import Usage
from nyqst_agent.runners.bedrock.calls import ModelCalls
from nyqst_agent.runners.bedrock.meter import Meter
from nyqst_agent.runners.bedrock.prompting import Prompt
from nyqst_agent.runners.bedrock.schemas import QueriesAnswer
from tests.fakes.chat_model import Broken, FakeChatModel
from tests.unit.nyqst_agent.runners.bedrock.asking import PRICE, calls, said

_PROMPT = Prompt("Be brief.", "What shall I search for?")
_GOOD = {"queries": ["harbour"]}


def test_data_comes_from_one_call() -> None:
    asked, model = calls(_GOOD)
    assert asked.answer(_PROMPT, QueriesAnswer) == QueriesAnswer(**_GOOD)
    assert model.history[0].tool == "QueriesAnswer"
    assert len(model.history) == 1


def test_an_answer_that_can_be_mended_costs_no_second_call() -> None:
    asked, model = calls('```json\n{"queries": ["harbour"]}\n```')
    assert asked.answer(_PROMPT, QueriesAnswer) == QueriesAnswer(**_GOOD)
    assert len(model.history) == 1


def test_an_unusable_answer_is_asked_for_once_more_with_what_was_wrong() -> None:
    asked, model = calls({"queries": 7}, _GOOD)
    assert asked.answer(_PROMPT, QueriesAnswer) == QueriesAnswer(**_GOOD)
    *_, before, repair = model.history[1].messages
    assert before.content == '{"queries": 7}'
    assert "queries: Input should be a valid list" in str(repair.content)


def test_an_answer_that_stays_unusable_is_given_up_after_two_calls() -> None:
    asked, model = calls('{"queries": [', "Sorry, I cannot do that.")
    assert asked.answer(_PROMPT, QueriesAnswer) is None
    assert len(model.history) == 2


def test_an_empty_answer_is_asked_for_again() -> None:
    asked, model = calls("", _GOOD)
    assert asked.answer(_PROMPT, QueriesAnswer) == QueriesAnswer(**_GOOD)
    assert model.history[1].messages[-2].content == "(nothing)"


def test_a_guardrail_is_a_refusal_and_not_an_answer() -> None:
    asked, model = calls(said('{"queries": ["blocked"]}', stop="guardrail_intervened"))
    with pytest.raises(ModelFailed) as failed:
        asked.answer(_PROMPT, QueriesAnswer)
    assert failed.value.code == "model_refused"
    assert len(model.history) == 1


def test_a_full_context_window_is_told_as_such() -> None:
    asked, _ = calls(said("", stop="model_context_window_exceeded"))
    with pytest.raises(ModelFailed) as failed:
        asked.answer(_PROMPT, QueriesAnswer)
    assert failed.value.code == "context_too_long"


def test_a_broken_connection_is_unavailable_and_is_not_tried_again_here() -> None:
    asked, model = calls(ConnectionError("reset by 10.0.0.7"))
    with pytest.raises(Unavailable) as failed:
        asked.answer(_PROMPT, QueriesAnswer)
    assert "10.0.0.7" not in failed.value.message
    assert len(model.history) == 1


def test_both_calls_of_a_repair_are_metered() -> None:
    asked, _ = calls("nothing of the kind", _GOOD)
    asked.answer(_PROMPT, QueriesAnswer)
    assert asked.meter.usage == Usage(2_000, 200, 2 * 3_000)


def test_a_refused_answer_is_metered() -> None:
    asked, _ = calls(said("no", stop="content_filtered"))
    with pytest.raises(ModelFailed):
        asked.answer(_PROMPT, QueriesAnswer)
    assert asked.meter.usage == Usage(1_000, 100, 3_000)


def test_data_that_was_cut_off_is_asked_for_again_in_fewer_words() -> None:
    asked, model = calls(said('{"queries": ["harbour"]}', stop="max_tokens"), _GOOD)
    assert asked.answer(_PROMPT, QueriesAnswer) == QueriesAnswer(**_GOOD)
    assert "say less" in str(model.history[1].messages[-1].content)


def test_data_may_come_in_pieces() -> None:
    model = FakeChatModel(streaming=True).enqueue([_GOOD])
    asked = ModelCalls(model, Meter(PRICE))
    assert asked.answer(_PROMPT, QueriesAnswer) == QueriesAnswer(**_GOOD)
    assert asked.meter.usage == Usage(1_000, 100, 3_000)


def test_data_that_breaks_off_is_metered_by_its_length() -> None:
    model = FakeChatModel(streaming=True).enqueue([Broken("Let me see.", TimeoutError())])
    asked = ModelCalls(model, Meter(PRICE))
    with pytest.raises(Unavailable):
        asked.answer(_PROMPT, QueriesAnswer)
    assert asked.meter.usage.output_tokens > 0


def test_prose_comes_in_pieces_and_is_metered_at_its_end() -> None:
    asked, _ = calls("A sentence of some length.")
    pieces = list(asked.prose([HumanMessage("Write.")]))
    assert len(pieces) > 1
    assert "".join(pieces) == "A sentence of some length."
    assert asked.meter.usage == Usage(1_000, 100, 3_000)


def test_a_stream_that_breaks_off_is_metered_by_its_length() -> None:
    asked, _ = calls(Broken("Forty characters and not a single more.", TimeoutError()))
    with pytest.raises(Unavailable):
        list(asked.prose([HumanMessage("Write a sentence of forty characters....")]))
    assert asked.meter.usage == Usage(10, 10, 120)


def test_a_stream_that_nobody_reads_to_its_end_is_metered() -> None:
    asked, _ = calls("A sentence of some length.")
    pieces = iter(asked.prose([HumanMessage("Write.")]))
    next(pieces)
    del pieces
    assert asked.meter.usage.output_tokens > 0


def test_a_stream_that_never_began_costs_nothing() -> None:
    asked, _ = calls(Broken("", TimeoutError()))
    with pytest.raises(Unavailable):
        list(asked.prose([HumanMessage("Write.")]))
    assert asked.meter.usage == Usage()


def test_prose_that_grew_too_long_says_so() -> None:
    asked, _ = calls(said("And so on and so", stop="max_tokens"))
    prose = asked.prose([HumanMessage("Write.")])
    assert list(prose)
    assert prose.is_cut


def test_prose_that_ended_by_itself_is_not_cut() -> None:
    asked, _ = calls(said("It ended."))
    prose = asked.prose([HumanMessage("Write.")])
    assert list(prose)
    assert not prose.is_cut


def test_prose_that_a_guardrail_stopped_is_a_refusal() -> None:
    asked, _ = calls(said("Blocked.", stop="guardrail_intervened"))
    with pytest.raises(ModelFailed) as failed:
        list(asked.prose([HumanMessage("Write.")]))
    assert failed.value.code == "model_refused"


def test_a_throttle_in_the_middle_of_a_stream_is_a_throttle() -> None:
    told: Any = {"Error": {"Code": "throttlingException", "Message": "Too many tokens"}}
    asked, _ = calls(Broken("It began.", EventStreamError(told, "ConverseStream")))
    with pytest.raises(Throttled):
        list(asked.prose([HumanMessage("Write.")]))
