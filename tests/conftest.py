"""What tests of every kind may ask for."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.aws import Aws, moto_aws
from tests.fakes.clock import FixedClock

_TENANTS = itertools.count(1)

# How long an example takes says nothing on a machine that others use too.
settings.register_profile("nyqst", deadline=None)
settings.load_profile("nyqst")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def tenant() -> str:
    """Nobody's before: it keeps the tests of one module apart in the AWS that they share."""
    return f"ten_{next(_TENANTS)}"


@pytest.fixture(scope="module")
def aws() -> Iterator[Aws]:
    with pytest.MonkeyPatch.context() as environment, moto_aws(environment) as made:
        yield made
