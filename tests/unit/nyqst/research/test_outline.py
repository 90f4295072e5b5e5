"""Which sections a report has."""

from typing import Any

import pytest

from nyqst.research.model.brief import Conflict, Finding, Gap, Supersession
from nyqst.research.outline import outline
from nyqst.research.runner import SectionKind
from tests.unit.nyqst.research.briefs import DEBT, FERRIES, NUMBERS, a_brief

NOTHING = {"answer": (), "findings": ()}


def kinds(**parts: Any) -> list[SectionKind]:
    return [section.kind for section in outline(a_brief(**parts))]


def test_a_report_has_a_summary_and_a_section_for_each_finding() -> None:
    sections = list(outline(a_brief()))
    assert [(each.id, each.title, each.finding) for each in sections] == [
        ("summary", "Summary", None),
        ("finding-1", "Fleet", 0),
        ("finding-2", "Crew", 1),
    ]


@pytest.mark.parametrize(
    ("part", "value", "kind"),
    [
        ("risks", (DEBT,), SectionKind.RISKS),
        ("opportunities", (FERRIES,), SectionKind.OPPORTUNITIES),
        ("conflicts", (Conflict("ferries", (FERRIES, DEBT)),), SectionKind.CONFLICTS),
        ("supersessions", (Supersession("crew", NUMBERS, DEBT),), SectionKind.SUPERSEDED),
    ],
)
def test_what_there_is_to_say_has_its_section(part: str, value: Any, kind: SectionKind) -> None:
    assert kinds(**NOTHING, **{part: value}) == [kind]


def test_risks_beside_a_finding_of_that_name_are_further_ones() -> None:
    brief = a_brief(findings=(Finding("Risks", (DEBT,)),), risks=(FERRIES,))
    assert [each.title for each in outline(brief)][-2:] == ["Risks", "Further risks"]


def test_gaps_alone_are_summed_up_too() -> None:
    gaps = (Gap("Who owns it?", "Nothing is said"),)
    assert kinds(**NOTHING, gaps=gaps) == [SectionKind.SUMMARY, SectionKind.GAPS]


def test_nothing_to_say_is_no_section() -> None:
    assert kinds(**NOTHING) == []


def test_sections_follow_one_order_and_have_ids_of_their_own() -> None:
    brief = a_brief(
        findings=tuple(Finding(f"F{number}", (FERRIES,)) for number in range(12)),
        risks=(DEBT,),
        opportunities=(FERRIES,),
        conflicts=(Conflict("x", (FERRIES,)),),
        supersessions=(Supersession("x", FERRIES, DEBT),),
        gaps=(Gap("x", "y"),),
    )
    sections = list(outline(brief))
    order = list(SectionKind)
    assert [each.kind for each in sections] == sorted((s.kind for s in sections), key=order.index)
    assert len({each.id for each in sections}) == len(sections)
