import pytest

from nyqst.errors import NotFound
from nyqst.webhooks.endpoints import Issued
from tests.unit.nyqst.webhooks.hooks import Hooks


@pytest.fixture
def hooks() -> Hooks:
    return Hooks()


@pytest.fixture
def issued(hooks: Hooks) -> Issued:
    return hooks.add()


def test_a_delivery_is_not_shown_after_thirty_days_though_it_still_stands(
    hooks: Hooks, issued: Issued
) -> None:
    first = hooks.endpoints.ping(issued.endpoint.id)
    hooks.clock.move(hours=1)
    second = hooks.endpoints.ping(issued.endpoint.id)
    hooks.clock.move(days=29, hours=22)
    assert hooks.log.list(issued.endpoint.id, 10, None).items == (second, first)
    hooks.clock.move(hours=1)
    page = hooks.log.list(issued.endpoint.id, 2, None)
    assert (page.items, page.next_cursor) == ((second,), None)


def test_a_delivery_that_is_over_is_not_sent_again(hooks: Hooks, issued: Issued) -> None:
    delivery = hooks.endpoints.ping(issued.endpoint.id)
    hooks.deliver()
    hooks.clock.move(days=30)
    with pytest.raises(NotFound) as refused:
        hooks.log.replay(issued.endpoint.id, delivery.id)
    assert refused.value.code == "delivery_not_found"
