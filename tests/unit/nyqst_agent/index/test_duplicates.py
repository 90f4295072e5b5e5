import pytest

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


def test_two_letters_from_one_template_are_two_letters() -> None:
    one = LETTER.format(name="Mrs Kelly", team="garden", day="Monday 10 June at 9:00")
    other = LETTER.format(name="Mr Dunne", team="kitchen", day="Wednesday 12 June at 13:00")
    assert not are_merged(one, other)


def test_a_paragraph_with_new_figures_makes_another_version() -> None:
    added = MEMO.replace("\n\nPerch", "\n\nThe fee was raised to £4,711 in November.\n\nPerch")
    assert not are_merged(MEMO, added)


def test_an_excerpt_is_no_duplicate() -> None:
    assert not are_merged(MEMO, MEMO.split("\n\n")[2])


def test_a_chain_of_edits_does_not_merge_its_ends() -> None:
    middle = f"{MEMO}\n\nThis copy is for the auditors."
    end = middle.replace("35 days", "36 days")
    texts = [MEMO, middle, end]
    assert duplicate_groups(texts, [sketch(text) for text in texts]) == [[0, 1], [2]]
