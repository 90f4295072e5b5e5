import pytest
from langchain_core.messages import AIMessage
from langchain_core.messages.ai import UsageMetadata

from nyqst.metering.model.model_class import Price
from nyqst.research.model.usage import Usage
from nyqst_agent.runners.bedrock.meter import Meter
from tests.fakes.chat_model import Broken, FakeChatModel, Reply

_PRICE = Price(35_000, 140_000)


def _metered(*replies: Reply) -> Usage:
    meter, model = Meter(_PRICE), FakeChatModel().enqueue(replies)
    for _ in replies:
        model.invoke("Sixteen letters.", {"callbacks": [meter]})
    return meter.usage


def _used(input_tokens: int, output_tokens: int) -> AIMessage:
    total = input_tokens + output_tokens
    used = UsageMetadata(input_tokens=input_tokens, output_tokens=output_tokens, total_tokens=total)
    return AIMessage(content="Yes.", usage_metadata=used)


def test_the_providers_own_figures_count() -> None:
    assert _metered(_used(1_000, 100)) == Usage(1_000, 100, 49)


def test_each_call_is_rounded_by_itself() -> None:
    one, two = _metered(_used(100, 0)), _metered(_used(100, 0), _used(100, 0))
    assert one.cost_micros == 4  # 3.5
    assert two.cost_micros == 8


def test_an_answer_without_figures_counts_by_its_length(caplog: pytest.LogCaptureFixture) -> None:
    assert _metered(AIMessage(content="Four and one.")) == Usage(4, 4, 1)
    assert "a call is metered by its length" in caplog.messages


def test_a_call_that_was_refused_costs_nothing() -> None:
    meter, model = Meter(_PRICE), FakeChatModel().enqueue([ConnectionError()])
    with pytest.raises(ConnectionError):
        model.invoke("Sixteen letters.", {"callbacks": [meter]})
    assert meter.usage == Usage()


def test_calls_that_overlap_are_counted_apart() -> None:
    model = FakeChatModel().enqueue([Broken("12345678", TimeoutError()), "And this one too."])
    meter = Meter(_PRICE)
    first = model.stream("Sixteen letters.", {"callbacks": [meter]})
    next(first)
    list(model.stream("Sixteen letters.", {"callbacks": [meter]}))
    with pytest.raises(TimeoutError):
        list(first)
    assert meter.usage == Usage(1_000 + 4, 100 + 2, 49 + 0)
