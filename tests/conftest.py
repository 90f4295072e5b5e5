"""What tests of every kind may ask for."""

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.aws import Aws, moto_aws
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from tests.infra.conftest import Templates

_TENANTS = itertools.count(1)

# How long an example takes says nothing on a machine that others use too. The suite draws the same
# examples every time, so that its verdict is about the change; `make explore` draws others.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1_000)
settings.load_profile("same")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def tenant() -> str:
    """Nobody's before: it keeps the tests of one module apart in the AWS that they share."""
    return f"ten_{next(_TENANTS)}"


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> "Templates":
    from tests.infra.conftest import Templates

    return Templates(tmp_path_factory.mktemp("cdk.out"))


@pytest.fixture(scope="module")
def aws() -> Iterator[Aws]:
    with pytest.MonkeyPatch.context() as environment, moto_aws(environment) as made:
        yield made
