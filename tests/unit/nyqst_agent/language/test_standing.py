import pytest

from nyqst.research.model.evidence import Standing
from nyqst_agent.language.standing import declared_standing, replaced_works


@pytest.mark.parametrize(
    "text",
    [
        "SUPERSEDED\n\nPrice list",
        "Limits of ferry 1.x\n\nThis page is out of date.",
        "Policy\n\nThis policy has been replaced by version 3.",
        "Status: withdrawn",
    ],
)
def test_a_text_that_calls_itself_outdated_is(text: str) -> None:
    assert declared_standing(text, ()) is Standing.OUTDATED


def test_a_draft_says_so() -> None:
    assert declared_standing("DRAFT for discussion\n\nBudget", ()) is Standing.DRAFT


@pytest.mark.parametrize(
    "text", ["Obsolete options\n\nThe -x option is deprecated.", "The parser replaces tabs."]
)
def test_talk_of_old_things_does_not_make_a_text_old(text: str) -> None:
    assert declared_standing(text, ()) is Standing.CURRENT


def test_what_a_text_replaces_is_named() -> None:
    (named,) = replaced_works("This policy supersedes the Data Retention Policy of 3 March 2021.")
    assert {"data", "retent", "polici"} <= named.stems
    assert named.year == 2021


def test_a_function_that_replaces_something_is_no_such_statement() -> None:
    assert replaced_works("Calling this function replaces the callback.") == ()
