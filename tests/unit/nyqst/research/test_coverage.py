"""The section that says what a report rests on."""

from typing import Any

import pytest

from nyqst.research.coverage import coverage_section
from nyqst.research.model.brief import TaskFailure
from nyqst.research.model.evidence import ClaimKind, UnreadableFile
from tests.unit.nyqst.research.briefs import CREW, FLEET, a_brief, source


def lines(cited: int = 2, **parts: Any) -> list[str]:
    section = coverage_section(a_brief(**parts), cited)
    return [sentence.text for text in section.texts for sentence in text.sentences]


@pytest.mark.parametrize(
    ("sources", "cited", "line"),
    [
        ((), 0, "0 sources were read; 0 sources were cited."),
        ((source(FLEET),), 1, "1 source was read; 1 source was cited."),
        ((source(FLEET), source(CREW)), 1, "2 sources were read; 1 source was cited."),
    ],
)
def test_it_counts_what_was_read_and_cited(sources: Any, cited: int, line: str) -> None:
    assert lines(cited, all_sources=sources)[0] == line


def test_it_names_every_question_that_was_not_researched() -> None:
    failures = (
        TaskFailure("t01", "Debt", "What is owed?", "the model gave no usable answer"),
        TaskFailure("t02", "Crew", "Who sails?", "its worker did not finish in time"),
    )
    assert lines(failures=failures)[1:] == [
        "2 of the questions could not be researched:",
        "Debt: the model gave no usable answer. It asked: What is owed?",
        "Crew: its worker did not finish in time. It asked: Who sails?",
    ]


def test_it_names_what_was_read_as_one() -> None:
    merged = source(FLEET, duplicates=("copy.txt", "copy (2).txt"))
    assert lines(all_sources=(merged, source(CREW)))[1:] == [
        "Near-identical documents were read as one:",
        "fleet.txt stands for copy.txt, copy (2).txt.",
    ]


def test_it_names_every_file_that_could_not_be_read() -> None:
    scan = UnreadableFile("scan.pdf", "The pages hold pictures only")
    assert lines(unreadable=(scan,))[1:] == [
        "1 file could not be read, so nothing here rests on it:",
        "scan.pdf: The pages hold pictures only.",
    ]
    assert lines(unreadable=(scan, UnreadableFile("a.bin", "This kind of file is not read")))[
        1:
    ] == [
        "2 files could not be read, so nothing here rests on them:",
        "scan.pdf: The pages hold pictures only.",
        "a.bin: This kind of file is not read.",
    ]


def test_it_is_silent_about_what_did_not_happen() -> None:
    assert len(lines()) == 1


def test_it_asserts_nothing_that_would_need_a_source() -> None:
    failures = (TaskFailure("t01", "Debt", "What is owed?", "why"),)
    section = coverage_section(a_brief(failures=failures), 2)
    sentences = [sentence for text in section.texts for sentence in text.sentences]
    assert {sentence.kind for sentence in sentences} == {ClaimKind.COVERAGE}
    assert {sentence.cites for sentence in sentences} == {()}
    assert [text.bullet for text in section.texts] == [False, False, True]
