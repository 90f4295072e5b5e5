import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst_agent.index.duplicates import duplicate_groups
from nyqst_agent.index.fingerprints import sketch

MEMO = """Security assessment of the Perch platform

Author: Lodestone Cyber

The assessment found 2 critical and 7 high vulnerabilities. Both critical ones concern the update
channel of the K2 arm, which accepts unsigned firmware. Kestrel fixed one of the two critical
vulnerabilities by 15 July 2024; the other one is still open.

Perch stores names and shift times of warehouse staff. Backups are kept for 35 days in Dublin.
There is no data processing agreement with Brandt Versand, although one has been promised."""

LETTER = """St Brannoc's Hospice

3 June 2024

Dear {name},

Thank you for giving your time to St Brannoc's Hospice. We are pleased to confirm your place as a
volunteer in the {team} team. Your first shift is on {day}. Please bring proof of identity."""


def are_merged(one: str, other: str) -> bool:
    texts = [one, other]
    return len(duplicate_groups(texts, [sketch(text) for text in texts])) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(MEMO.replace("\n", "  \n").upper().title(), id="capitals and spaces"),
        pytest.param(f"CONFIDENTIAL\n\n{MEMO}\n\nPrinted on 4 July 2024 by r.okafor", id="footer"),
        pytest.param(f"From: A\nTo: B\nSubject: FW: memo\n\n{MEMO}", id="mail header"),
        pytest.param(MEMO.replace("is still open", "remains open"), id="rewording"),
        pytest.param(MEMO.replace("channel", "chanel"), id="slips"),
        pytest.param(MEMO.replace("- ", "• ").replace("'", "’"), id="typography"),
        pytest.param(MEMO.replace("\n\n", "\n\nPage 1 of 2\n\n"), id="page numbers"),
    ],
)  # fmt: skip
def test_another_form_of_the_same_text_is_a_duplicate(other: str) -> None:
    assert are_merged(MEMO, other)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("35 days", "90 days"),
        ("15 July 2024", "15 August 2024"),
        ("Brandt Versand", "Orla Foods"),
        ("is still open", "is not open"),
        ("2 critical", "no critical"),
    ],
)
def test_another_figure_date_name_or_negation_makes_another_version(was: str, now: str) -> None:
    assert not are_merged(MEMO, MEMO.replace(was, now))


@pytest.mark.parametrize(
    "line",
    [
        "The licence for the copyright in the drawings costs £4,711 a year.",
        "As page 12 says, the arm carries up to 40 kg.",
        "Received £4,711 from Brandt.",
        "The vendor, who sent all rights reserved notices, asks for 40 seats.",
        "The fee is £4,711.",
    ],
)
@pytest.mark.parametrize("place", ["\n\nPerch", None])
def test_a_figure_counts_wherever_it_stands(line: str, place: str | None) -> None:
    one = MEMO.replace(place, f"\n\n{line}{place}") if place else f"{MEMO}\n\n{line}"
    assert not are_merged(one, one.replace("4,711", "5,800").replace("40", "60"))


def test_a_sentence_with_a_figure_at_the_end_makes_another_version() -> None:
    assert not are_merged(MEMO, f"{MEMO}\n\nThe fee is now £900 a month.")


def test_a_stamp_in_the_margin_makes_no_other_version() -> None:
    assert are_merged(MEMO, f"Exhibit 14 to the tender\n\n{MEMO}")


def test_a_row_of_figures_counts_though_its_like_come_again() -> None:
    rows = "Staff by year\n\n2021 400\n2022 500\n2023 600"
    assert not are_merged(f"{MEMO}\n\n{rows}", f"{MEMO}\n\n{rows.replace('500', '900')}")


def test_two_letters_from_one_template_are_two_letters() -> None:
    one = LETTER.format(name="Mrs Kelly", team="garden", day="Monday 10 June at 9:00")
    other = LETTER.format(name="Mr Dunne", team="kitchen", day="Wednesday 12 June at 13:00")
    assert not are_merged(one, other)


def test_a_paragraph_with_new_figures_makes_another_version() -> None:
    added = MEMO.replace("\n\nPerch", "\n\nThe fee was raised to £4,711 in November.\n\nPerch")
    assert not are_merged(MEMO, added)


MAIL = f"""From: Rita Okafor
To: Board
Date: Thu, 18 July 2024 09:30
Subject: Perch

{MEMO.replace("Author: Lodestone Cyber", "All,")}

Rita"""

FORWARDED = """From: Ben Hale
To: Data room
Date: Mon, 22 July 2024 08:00
Subject: FW: Perch

{said}

---------- Forwarded message ----------
{mail}"""


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(FORWARDED.format(said="For the file, folder 3.1.", mail=MAIL), id="forwarded"),
        pytest.param(
            FORWARDED.format(said="FYI", mail=MAIL.replace("\n", "\n> ")), id="quoted with marks"
        ),
        pytest.param(
            FORWARDED.format(
                said="FYI", mail=MAIL.replace("Okafor", "Okafor <rita@perch.example>")
            ),
            id="other address lines",
        ),
    ],
)
def test_a_forwarded_mail_is_a_duplicate(other: str) -> None:
    assert are_merged(MAIL, other)


def test_a_cover_note_in_front_makes_no_other_document() -> None:
    cover = (
        "Cover note\n\nTo: Heron group\n\nDate: 6 July 2024\n\nPlease find the assessment below."
    )
    assert are_merged(MEMO, f"{cover}\n\n{MEMO}")


@pytest.mark.parametrize(
    "said",
    [
        "FYI. The fee will be £4,711.",
        "FYI, but the second vulnerability has been closed.",
        "For your information: this is superseded by the report of August.",
        "FYI. We meet on 4 August 2024.",
    ],
)
def test_a_cover_that_says_something_of_its_own_makes_another_document(said: str) -> None:
    assert not are_merged(MAIL, FORWARDED.format(said=said, mail=MAIL))


def test_an_answer_above_the_mail_it_quotes_is_a_mail_of_its_own() -> None:
    answer = f"From: Ben Hale\nTo: Rita Okafor\nSubject: RE: Perch\n\nGo ahead.\n\n{MAIL}"
    assert not are_merged(MAIL, answer)


def test_a_greeting_makes_no_other_mail() -> None:
    assert are_merged(MAIL, MAIL.replace("All,", "Dear all,\n\nHello from the coast."))


def test_a_forwarded_mail_of_another_day_is_another_mail() -> None:
    other = MAIL.replace("Rita Okafor", "R. Okafor").replace("18 July", "25 July")
    assert not are_merged(MAIL, FORWARDED.format(said="FYI", mail=other))


def test_a_changed_figure_behind_a_cover_makes_another_version() -> None:
    other = MAIL.replace("35 days", "90 days")
    assert not are_merged(MAIL, FORWARDED.format(said="FYI", mail=other))


@given(st.permutations([MEMO, MAIL, FORWARDED.format(said="FYI", mail=MAIL), LETTER]))
def test_the_groups_do_not_depend_on_the_order(texts: list[str]) -> None:
    groups = duplicate_groups(texts, [sketch(text) for text in texts])
    assert sorted(position for group in groups for position in group) == [0, 1, 2, 3]
    merged = {frozenset(texts[position] for position in group) for group in groups}
    assert merged == {
        frozenset({MEMO}),
        frozenset({MAIL, FORWARDED.format(said="FYI", mail=MAIL)}),
        frozenset({LETTER}),
    }


def test_an_excerpt_is_no_duplicate() -> None:
    assert not are_merged(MEMO, MEMO.split("\n\n")[2])


def test_a_chain_of_edits_does_not_merge_its_ends() -> None:
    middle = f"{MEMO}\n\nThis copy is for the auditors."
    end = middle.replace("35 days", "36 days")
    texts = [MEMO, middle, end]
    assert duplicate_groups(texts, [sketch(text) for text in texts]) == [[0, 1], [2]]
