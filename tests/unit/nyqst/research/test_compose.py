"""From a brief through the gate to a report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from nyqst.research.citations import Gate
from nyqst.research.compose import Composer, Fragment
from nyqst.research.gml.parser import parse
from nyqst.research.model.brief import DataBrief, Finding, Gap
from nyqst.research.model.evidence import Claim, ClaimKind
from nyqst.research.runner import Paragraph, Section
from tests.fakes.scripted_runner import ScriptedRunner
from tests.unit.nyqst.research.briefs import DEBT, FERRIES, NUMBERS, a_brief, gate, read_text

LEADS = Claim("On the other hand:", kind=ClaimKind.CONNECTIVE)


@dataclass
class Writer(ScriptedRunner):
    """Writes these paragraphs whatever the section."""

    paragraphs: tuple[Paragraph, ...] = ()

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        yield from self.paragraphs


def compose(
    judge: Gate, paragraphs: tuple[Paragraph, ...] | None = None, **parts: Any
) -> tuple[Composer, list[Fragment]]:
    runner = ScriptedRunner() if paragraphs is None else Writer(paragraphs=paragraphs)
    composer = Composer(a_brief(**parts), runner, read_text, judge)
    return composer, list(composer.fragments())


def texts(composer: Composer) -> list[str]:
    """All sentences but those about coverage."""
    sections = [section for section in composer.report.sections if section.id != "coverage"]
    return [s.text for section in sections for text in section.texts for s in text.sentences]


ONE = {"answer": (), "findings": (Finding("Fleet", (FERRIES,)),)}
"""A brief with one section."""


def test_the_fragments_spell_the_report() -> None:
    composer, fragments = compose(gate())
    assert parse("".join(fragment.gml for fragment in fragments)) == composer.report


def test_every_claim_is_written_with_its_reference() -> None:
    composer, _ = compose(gate())
    assert texts(composer) == [each.text for each in (FERRIES, FERRIES, DEBT, NUMBERS)]
    cites = [sentence.cites for sentence in composer.report.sentences][:4]
    assert cites == [(1,), (1,), (2,), (3,)]


def test_a_claim_that_does_not_pass_is_dropped_and_counted() -> None:
    composer, fragments = compose(gate(drop=(DEBT,)))
    assert DEBT.text not in texts(composer)
    assert f"{DEBT.text}</gml-claim>" not in "".join(fragment.gml for fragment in fragments)
    (checked,) = [each for each in composer.checks if each.section_id == "finding-1"]
    assert (checked.kept, checked.marked) == (1, 0)
    (dropped,) = checked.dropped
    assert (dropped.text, dropped.reasons) == (DEBT.text, ("number_not_in_source",))


def test_a_claim_that_passes_with_a_warning_is_marked() -> None:
    composer, _ = compose(gate(mark=(DEBT,)))
    marked = [sentence.text for sentence in composer.report.sentences if not sentence.verified]
    assert marked == [DEBT.text]
    (checked,) = [each for each in composer.checks if each.section_id == "finding-1"]
    assert (checked.kept, checked.marked) == (2, 1)
    assert (checked.citations, checked.citations_verified) == (2, 1)


def test_a_section_of_which_nothing_is_left_is_not_there() -> None:
    composer, fragments = compose(gate(drop=(NUMBERS,)))
    assert [section.id for section in composer.report.sections] == [
        "summary",
        "finding-1",
        "coverage",
    ]
    (silent,) = [each for each in fragments if each.section_id == "finding-2"]
    assert silent.gml == ""
    assert silent.checked is not None
    assert silent.checked.kept == 0
    assert parse("".join(fragment.gml for fragment in fragments)) == composer.report


def test_a_source_of_which_nothing_is_left_is_not_cited() -> None:
    composer, _ = compose(gate(drop=(NUMBERS,)))
    assert [source.name for source in composer.cited] == ["fleet.txt"]
    coverage = composer.report.sections[-1].texts[0].sentences[0].text
    assert coverage == "2 sources were read; 1 source was cited."


def test_words_that_lead_to_nothing_go_too() -> None:
    composer, _ = compose(gate(drop=(DEBT,)), (Paragraph((LEADS, DEBT)),), **ONE)
    assert texts(composer) == []
    assert composer.checks[0].kept == 0


def test_words_that_lead_to_something_stay() -> None:
    composer, _ = compose(gate(), (Paragraph((LEADS, DEBT)),), **ONE)
    assert texts(composer) == [LEADS.text, DEBT.text]


def test_a_paragraph_without_a_claim_is_none() -> None:
    composer, _ = compose(gate(), (Paragraph(()), Paragraph((DEBT,))), **ONE)
    assert texts(composer) == [DEBT.text]


@pytest.mark.parametrize("bullets", [(True, True), (False, True), (True, False), (False, False)])
def test_lists_and_paragraphs_may_follow_in_any_order(bullets: tuple[bool, bool]) -> None:
    paragraphs = tuple(Paragraph((DEBT,), bullet) for bullet in bullets)
    composer, fragments = compose(gate(), paragraphs)
    assert parse("".join(fragment.gml for fragment in fragments)) == composer.report
    assert [text.bullet for text in composer.report.sections[0].texts] == list(bullets)


def test_every_section_is_checked_at_its_end() -> None:
    _, fragments = compose(gate())
    checked = [fragment.checked.section_id for fragment in fragments if fragment.checked]
    assert checked == ["summary", "finding-1", "finding-2"]


def test_nothing_is_handed_out_before_it_has_passed() -> None:
    seen: list[str] = []
    judge = gate()

    def watching(claim: Claim, read: Any) -> Any:
        seen.append(claim.text)
        return judge(claim, read)

    composer = Composer(a_brief(), ScriptedRunner(), read_text, watching)
    for fragment in composer.fragments():
        handed_out = [each for each in (FERRIES, DEBT, NUMBERS) if each.text in fragment.gml]
        assert all(each.text in seen for each in handed_out)


def test_the_same_claim_is_one_reference_wherever_it_stands() -> None:
    composer, _ = compose(gate(), answer=(FERRIES, DEBT), findings=(Finding("F", (FERRIES,)),))
    assert len(composer.report.references) == 2


def test_a_brief_of_nothing_is_a_report_about_coverage() -> None:
    composer, _ = compose(gate(), answer=(), findings=(), gaps=(), all_sources=())
    assert [section.id for section in composer.report.sections] == ["coverage"]
    assert composer.report.references == ()


def test_gaps_need_no_source() -> None:
    composer, _ = compose(gate(), answer=(), findings=(), gaps=(Gap("Who owns it?", "Unsaid"),))
    assert texts(composer) == ["Nobody says: Who owns it?"]
