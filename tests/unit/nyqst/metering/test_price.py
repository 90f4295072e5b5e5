"""What a call costs, in micro-dollars."""

import pytest

from nyqst.metering.model.model_class import Price

PRICE = Price(input=3_000_000, output=15_000_000)


def test_a_call_costs_its_tokens_each_at_their_price() -> None:
    assert PRICE.cost_micros(1_000, 200) == 1_000 * 3 + 200 * 15


@pytest.mark.parametrize(("tokens", "micros"), [(0, 0), (1, 0), (2, 1), (3, 1), (5, 1), (6, 2)])
def test_a_cost_is_rounded_half_up(tokens: int, micros: int) -> None:
    assert Price(input=250_000, output=0).cost_micros(tokens, 0) == micros
    assert Price(input=0, output=250_000).cost_micros(0, tokens) == micros
