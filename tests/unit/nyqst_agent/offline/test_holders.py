"""Who holds a role, and who held it."""

from datetime import date

import pytest

from nyqst_agent.offline.holders import Holder, holders, same_person
from tests.unit.nyqst_agent.offline.made import brief_of, current, note, source

QUESTION = "Who is the managing director?"
BEFORE, AFTER = date(2019, 10, 1), date(2026, 1, 29)
APPOINTED = "The board resolved that Maeve Linnet be appointed managing director from 2 March 2026."
SIGNED = "Signed for the Operator: D. Arkwright, managing director."


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The managing director is Maeve Linnet.", Holder("managing director", "maeve linnet")),
        ("Maeve Linnet was appointed managing director.",
         Holder("managing director", "maeve linnet")),
        ("Maeve Linnet, managing director of Kestrel, spoke.",
         Holder("managing director", "maeve linnet", house="kestrel")),
        ("The former managing director Tom Arkwright spoke.",
         Holder("managing director", "tom arkwright", former=True)),
        ("Signed: T. Arkwright, managing director",
         Holder("managing director", "arkwright", signed=True)),
    ],
)  # fmt: skip
def test_a_statement_says_who_holds_a_role(text: str, holder: Holder) -> None:
    assert list(holders(text)) == [holder]


@pytest.mark.parametrize(
    "text",
    [
        "Maeve Linnet told the managing director about the leak.",
        "She was to report to the managing director, and Tom Arkwright left.",
        "The deputy managing director is Tom Arkwright.",
    ],
)
def test_a_name_beside_a_role_does_not_hold_it(text: str) -> None:
    assert list(holders(text)) == []


def test_of_two_people_the_nearest_holds_the_role() -> None:
    found = list(holders("Signed by Ann Lee, chair, and Tom Arkwright, treasurer."))
    assert [(one.role, one.person) for one in found] == [
        ("chair", "ann lee"),
        ("treasurer", "tom arkwright"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("d arkwright", "douglas arkwright", True),
        ("arkwright", "douglas arkwright", True),
        ("t arkwright", "douglas arkwright", False),
        ("douglas arkwright", "douglas linnet", False),
    ],
)
def test_initials_stand_for_first_names(one: str, other: str, *, same: bool) -> None:
    assert same_person(one, other) is same


def test_a_signature_gives_way_to_a_successor_whose_text_knows_the_signatory() -> None:
    brief = brief_of(
        QUESTION,
        [
            note(SIGNED, "old"),
            note(APPOINTED, "new"),
            note("Mr Arkwright stays on the board.", "new", start=500),
        ],
        [source("old", dated=BEFORE), source("new", dated=AFTER)],
    )
    assert SIGNED not in current(brief)
    assert [pair.former.text for pair in brief.supersessions] == [SIGNED]


def test_a_signature_for_another_house_is_left_alone() -> None:
    brief = brief_of(
        QUESTION,
        [note(SIGNED, "old"), note(APPOINTED, "new")],
        [source("old", dated=BEFORE), source("new", dated=AFTER)],
    )
    assert not brief.supersessions
