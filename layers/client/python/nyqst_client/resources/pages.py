"""Pages of a list as they come."""

from typing import Any, TypeVar

from nyqst_client.decode import decode
from nyqst_client.errors import UnexpectedAnswer
from nyqst_client.model.page import Page

Thing = TypeVar("Thing")


def page_from(kind: type[Thing], answer: Any) -> Page[Thing]:
    if not isinstance(answer, dict) or not isinstance(answer.get("items"), list):
        raise UnexpectedAnswer(f"This is not a page of {kind.__name__}s")
    items = tuple(decode(kind, item) for item in answer["items"])
    return Page(items, answer.get("next_cursor"))
