"""Notes against all that the corpus has, whether or not it was noted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nyqst.research.model.evidence import Passage, Source
from nyqst.research.model.plan import SourceOutline
from nyqst_agent.offline.cross_check import cross_check
from tests.unit.nyqst_agent.offline.made import findings, note, passage, source, task

OLD, NEW = source("old", dated=date(2024, 3, 14)), source("new", dated=date(2024, 9, 12))
RENT = task("What is the rent of the Derby office?")
NOTED = note("The rent of the Derby office is £186,000 a year.", "old")


@dataclass(frozen=True)
class Shelf:
    """Finds the same passages whatever is asked."""

    passages: Sequence[Passage]

    def search(self, query: str, limit: int) -> tuple[Passage, ...]:
        return tuple(self.passages)[:limit] if query else ()

    def source(self, sha256: str) -> Source:
        return {"old": OLD, "new": NEW}[sha256]

    def sources(self) -> tuple[Source, ...]:
        return (OLD, NEW)

    def outlines(self) -> tuple[SourceOutline, ...]:
        return ()


def test_what_speaks_against_a_note_is_noted_beside_it() -> None:
    against = passage("The rent of the Derby office is £214,000 a year.", sha256="new")
    (checked,) = cross_check([findings(RENT, NOTED)], Shelf([against]))
    own, other = checked.notes
    assert own == NOTED
    assert (other.text, other.relevance) == (against.text, 0.0)
    assert checked.sources_read == ("new", "old")


def test_what_agrees_or_speaks_of_other_things_is_not() -> None:
    beside = [
        passage("The rent of the Derby office is £186,000 a year.", sha256="new"),
        passage("The canteen of the Derby office has 40 seats.", sha256="new"),
    ]
    asked = findings(RENT, NOTED)
    assert cross_check([asked], Shelf(beside)) == (asked,)


def test_a_text_does_not_speak_against_itself() -> None:
    again = passage("The rent of the Derby office is £214,000 a year.", sha256="old")
    asked = findings(RENT, NOTED)
    assert cross_check([asked], Shelf([again])) == (asked,)
