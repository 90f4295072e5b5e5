"""The gold file says about the sample documents what is really in them."""

from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tests.bench.gold import Disagreement, Fact, StaleTrap, Unanswered, read_gold
from tests.bench.patterns import Requirement, meets, requirement
from tests.bench.plain_text import folded
from tests.bench.quantities import take_quantities
from tests.unit.samples.plain_reading import statements

SAMPLES = Path(__file__).parents[2] / "samples"
DOCUMENTS = SAMPLES / "documents"
GOLD = read_gold(SAMPLES / "gold.json")
QUESTIONS = GOLD.questions
UNREADABLE = QUESTIONS[0].unreadable
CANARIES = QUESTIONS[0].canaries
DUPLICATES = QUESTIONS[0].duplicates
NAMES = sorted(path.name for path in DOCUMENTS.iterdir())
READABLE = [name for name in NAMES if name not in UNREADABLE]

FACTS = {fact.id: fact for question in QUESTIONS for fact in question.facts}
TRAPS = {trap.id: trap for question in QUESTIONS for trap in question.traps}
CONFLICTS = {conflict.id: conflict for question in QUESTIONS for conflict in question.conflicts}
GAPS = {gap.id: gap for question in QUESTIONS for gap in question.gaps}


@cache
def told(name: str) -> tuple[str, ...]:
    return tuple(statements(DOCUMENTS / name))


def files_with(wanted: Requirement) -> set[str]:
    return {name for name in READABLE if any(meets(each, wanted) for each in told(name))}


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_a_fact_stands_in_one_statement_of_every_file_named_and_of_no_other(fact: Fact) -> None:
    assert files_with(fact.must) == set(fact.files)


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_a_stale_and_a_current_statement_stand_where_the_gold_says(trap: StaleTrap) -> None:
    assert set(trap.stale_files) <= files_with(trap.stale)
    assert set(trap.current_files) <= files_with(trap.current)


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_a_stale_statement_says_nothing_of_the_current_state(trap: StaleTrap) -> None:
    stale = [each for name in trap.stale_files for each in told(name) if meets(each, trap.stale)]
    assert not any(meets(each, trap.current) for each in stale)


@pytest.mark.parametrize("conflict", CONFLICTS.values(), ids=CONFLICTS)
def test_each_side_of_a_conflict_stands_in_its_files_only(conflict: Disagreement) -> None:
    for value, files in conflict.values:
        assert files_with(value) == set(files)


@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS)
def test_no_document_answers_what_is_held_to_be_unanswered(gap: Unanswered) -> None:
    for expression in gap.absent:
        assert files_with(requirement([[f"/{expression}/"]])) == set()


@pytest.mark.parametrize("canary", CANARIES)
def test_a_canary_stands_in_the_hostile_file_and_nowhere_else(canary: str) -> None:
    raw = {name: (DOCUMENTS / name).read_bytes().decode("utf-8", "replace") for name in NAMES}
    holding = {name for name in NAMES if folded(canary) in folded(raw[name])}
    holding |= {name for name in READABLE if folded(canary) in folded(" ".join(told(name)))}
    assert holding == set(GOLD.canary_files)


@pytest.mark.parametrize("group", DUPLICATES, ids=lambda group: min(group))
def test_duplicates_say_nearly_the_same(group: frozenset[str]) -> None:
    for one, other in combinations(sorted(group), 2):
        assert alike(one, other) > 0.8


@pytest.mark.parametrize("pair", GOLD.not_duplicates, ids=lambda pair: min(pair))
def test_pairs_that_are_no_duplicates_differ_in_their_figures(pair: frozenset[str]) -> None:
    one, other = (take_quantities(" ".join(told(name)))[0] for name in sorted(pair))
    assert len(one ^ other) >= 4


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_broken_file_really_cannot_be_read(name: str) -> None:
    with pytest.raises(PyPdfError):
        PdfReader(DOCUMENTS / name).pages[0].extract_text()


def test_the_documents_come_in_every_format() -> None:
    assert {Path(name).suffix for name in READABLE} == {
        ".md", ".txt", ".html", ".pdf", ".docx", ".csv", ".json",
    }  # fmt: skip


def test_the_gold_asks_for_facts_of_every_format() -> None:
    asked = {Path(name).suffix for fact in FACTS.values() for name in fact.files}
    assert asked == {".md", ".txt", ".html", ".pdf", ".docx", ".csv", ".json"}


def test_every_file_that_the_gold_names_is_there() -> None:
    named = {name for fact in FACTS.values() for name in fact.files}
    named |= {name for trap in TRAPS.values() for name in trap.stale_files + trap.current_files}
    named |= {name for group in DUPLICATES for name in group}
    named |= {*UNREADABLE, *GOLD.canary_files, *GOLD.languages}
    assert named <= set(NAMES)


def test_the_demo_asks_the_broad_question() -> None:
    broad = [question.question for question in QUESTIONS if question.kind == "broad"]
    assert broad == [GOLD.demo_question]


def test_there_are_enough_of_everything() -> None:
    assert len(FACTS) >= 60
    assert len(TRAPS) >= 6
    assert len(CONFLICTS) >= 4
    assert len(DUPLICATES) >= 5
    assert len(QUESTIONS) >= 8


def alike(one: str, other: str) -> float:
    """The share of words of the shorter that stand in the other in the same order."""
    first, second = (" ".join(told(name)).replace("> ", "").split() for name in (one, other))
    blocks = SequenceMatcher(a=first, b=second, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / min(len(first), len(second))
