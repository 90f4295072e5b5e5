"""What is published is what the code says."""

from pathlib import Path

import pytest

from nyqst.events.types import EVENT_TYPES
from tests.published import PUBLIC, openapi, published


@pytest.mark.parametrize("path", published(), ids=lambda path: path.name)
def test_the_published_file_is_up_to_date(path: Path) -> None:
    assert path.read_text() == published()[path], "`make schemas` writes it anew"


def test_every_route_documents_its_refusals_as_problems() -> None:
    for methods in openapi()["paths"].values():
        for operation in methods.values():
            content = operation["responses"]["default"]["content"]
            assert list(content) == ["application/problem+json"]


def test_every_route_but_the_public_ones_asks_for_a_credential() -> None:
    for path, methods in openapi()["paths"].items():
        for operation in methods.values():
            assert ("security" in operation) is not path.startswith(PUBLIC)


def test_every_event_type_is_in_the_schema() -> None:
    schema = next(content for path, content in published().items() if "schema" in path.name)
    for kind in EVENT_TYPES:
        assert f'"{kind}"' in schema
