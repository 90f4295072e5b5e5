"""The price map, in both notations, and everything that may be wrong with it."""

from functools import partial

import pytest

from nyqst.billing.model.prices import Interval, PriceMap, read_prices
from nyqst.errors import InvalidDocument, InvalidInput
from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog.builtin import builtin_catalog
from nyqst.metering.name_plan import plan_named

PRO, TEAM = PlanCode.PROFESSIONAL, PlanCode.TEAM
BOTH = {(PRO, Interval.MONTH): "price_1", (TEAM, Interval.YEAR): "price_2"}


def read(written: str) -> PriceMap:
    return read_prices(written, partial(plan_named, builtin_catalog()))


def faults(written: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidDocument) as caught:
        read(written)
    return [(fault.path, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize(
    "written",
    [
        "professional=price_1,team:year=price_2",
        " professional = price_1 , team:year = price_2 , ",
        '{"professional": "price_1", "team:year": "price_2"}',
        '{"professional:month": "price_1", "team:year": "price_2"}',
        "pro=price_1,cto_scale:year=price_2",
    ],
)
def test_it_is_read_in_either_notation(written: str) -> None:
    assert read(written).prices == BOTH


def test_nothing_written_means_nothing_for_sale() -> None:
    assert read("").prices == {}
    assert read("{}").prices == {}


def test_a_plan_is_known_by_its_price() -> None:
    found = read("professional=price_1,team:year=price_2")
    assert found.offer_of("price_2") == (TEAM, Interval.YEAR)
    assert found.offer_of("price_3") is None


def test_a_plan_without_a_price_cannot_be_had() -> None:
    with pytest.raises(InvalidInput) as caught:
        read("professional=price_1").price_of(PRO, Interval.YEAR)
    assert (caught.value.code, caught.value.field) == ("plan_without_price", "plan")


@pytest.mark.parametrize(
    ("written", "path", "says"),
    [
        ("professional", "professional", "plan=price"),
        ("professional=", "professional", "not the id of a price"),
        ("professional=price 1", "professional", "not the id of a price"),
        ("gold=price_1", "gold", "There is no plan 'gold'"),
        ("professional:week=price_1", "professional:week", "'week' is not a valid Interval"),
        ("professional=price_1,pro=price_2", "pro", "has a price for this interval already"),
        ("professional=price_1,team=price_1", "team", "stands for another plan already"),
        ('{"professional": 7}', "professional", "7 is not the id of a price"),
        ('{"professional": null}', "professional", "not the id of a price"),
        ('{"professional": {"month": "price_1"}}', "professional", "not the id of a price"),
        ('{"team": "price_1", "team": "price_2"}', "team", "has a price for this interval already"),
        ('{"professional"', "", "Not JSON"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(written: str, path: str, says: str) -> None:
    (found,) = [fault for fault in faults(written) if says in fault[1]]
    assert found[0] == path


def test_everything_that_is_wrong_is_named_at_once() -> None:
    assert [path for path, _ in faults("gold=price_1,team,professional=p!")] == [
        "team",
        "gold",
        "team",
        "professional",
    ]
