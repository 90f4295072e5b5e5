import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.metering.model.model_class import Price
from nyqst_agent.runners.bedrock.prices import price_of
from tests.fakes.models import PRICES


@pytest.mark.parametrize(
    ("model_id", "price"),
    [
        ("global.anthropic.claude-sonnet-4-6", Price(3_000_000, 15_000_000)),
        ("global.anthropic.claude-sonnet-4-5-20250929-v1:0", Price(3_000_000, 15_000_000)),
        ("us.anthropic.claude-sonnet-4-6", Price(3_300_000, 16_500_000)),
        ("anthropic.claude-opus-4-6-v1", Price(5_500_000, 27_500_000)),
        ("global.anthropic.claude-sonnet-5-5", Price(2_000_000, 10_000_000)),
        ("amazon.nova-micro-v1:0", Price(35_000, 140_000)),
        ("eu.amazon.nova-pro-v1:0", Price(800_000, 3_200_000)),
        (
            "arn:aws:bedrock:eu-west-1:1:inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0",
            Price(1_000_000, 5_000_000),
        ),
    ],
)
def test_a_model_is_known_under_all_its_ids(model_id: str, price: Price) -> None:
    assert price_of(model_id, PRICES) == price


@pytest.mark.parametrize(
    "model_id",
    ["", "anthropic.claude-next-9", "anthropic.claude-sonnet-5-9", "amazon.nova-2-lite-v1:0"],
)
def test_an_unknown_model_costs_as_much_as_any_and_the_log_says_so(
    model_id: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert price_of(model_id, PRICES) == Price(5_000_000, 25_000_000)
    assert "no price is known for the model" in caplog.messages


@pytest.mark.parametrize(
    ("input_tokens", "output_tokens", "cost"),
    [(0, 0, 0), (1, 0, 3), (1_000, 100, 4_500), (1_000_000, 1_000_000, 18_000_000)],
)
def test_cost_in_millionths_of_a_dollar(input_tokens: int, output_tokens: int, cost: int) -> None:
    assert Price(3_000_000, 15_000_000).cost_micros(input_tokens, output_tokens) == cost


def test_cost_is_rounded_half_up() -> None:
    price = Price(35_000, 140_000)
    assert price.cost_micros(100, 0) == 4  # 3.5
    assert price.cost_micros(99, 0) == 3  # 3.465


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_rounding_is_off_by_half_a_millionth_at_most(input_tokens: int, output_tokens: int) -> None:
    price = Price(35_000, 140_000)
    exact = input_tokens * price.input + output_tokens * price.output
    assert abs(price.cost_micros(input_tokens, output_tokens) * 10**6 - exact) <= 500_000
