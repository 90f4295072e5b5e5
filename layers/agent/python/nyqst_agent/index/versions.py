"""Finds which documents of a corpus are older versions of others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nyqst.research.model.evidence import Source, Standing
from nyqst_agent.index.fingerprints import Sketch, resemblance
from nyqst_agent.language.editions import Edition, edition
from nyqst_agent.language.standing import ReplacedWork, declared_standing, replaced_works
from nyqst_agent.language.words import lowered, stems

_SERIES = frozenset(
    stems(
        "minutes meeting report statement invoice newsletter update accounts results review"
        " summary agenda letter email mail memo note notes changelog changes release news log"
        " bulletin diary status weekly monthly quarterly annual daily quarter month week interview"
        " steering committee council session call sprint standup retrospective cycle sitting"
        " transcript receipt order ticket survey blog post announcement digest chapter part section"
    )
)
"""Works that come out again and again, each about its own time: none replaces the one before."""
_OPENING = 120
_SERIES_BY_OPENING = frozenset({"minutes", "newsletter", "invoice", "agenda", "weekly", "monthly"})
_ALIKE = 0.3
_REISSUED = 0.45


@dataclass(frozen=True, slots=True)
class Candidate:
    source: Source
    text: str
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class _Read:
    """A candidate with what its name, title and first lines say."""

    number: int
    candidate: Candidate
    editions: tuple[Edition, ...]
    standing: Standing

    @property
    def dated(self) -> date | None:
        years = [e.year for e in self.editions if e.year]
        return self.candidate.source.dated or (date(max(years), 1, 1) if years else None)


def with_standing(candidates: Sequence[Candidate]) -> list[Source]:
    """The sources in the same order, each with how current it is and what replaced it."""
    read = [_read(number, candidate) for number, candidate in enumerate(candidates)]
    newer: dict[int, int] = {}
    for family in _families(read):
        for one in family:
            later = [other for other in family if _replaces(other, one)]
            if later:
                newer[one.number] = max(later, key=_rank).number
    for one in read:
        newer.update({n: one.number for n in _named_as_replaced(one, read) if n not in newer})
    return [_standing(one, read, newer) for one in read]


def _read(number: int, candidate: Candidate) -> _Read:
    source = candidate.source
    editions = (edition(source.name.rpartition("/")[2]), edition(source.title))
    return _Read(number, candidate, editions, declared_standing(candidate.text, editions))


def _families(read: Iterable[_Read]) -> Iterable[list[_Read]]:
    by_work: defaultdict[tuple[str, tuple[str, ...]], list[_Read]] = defaultdict(list)
    for one in read:
        folder = one.candidate.source.name.rpartition("/")[0]
        for found in dict.fromkeys(e.work for e in one.editions if e.work):
            by_work[folder, found].append(one)
    return [family for family in by_work.values() if len(family) > 1]


def _replaces(new: _Read, old: _Read) -> bool:
    if new is old or new.standing is Standing.OUTDATED:
        return False
    if old.standing is Standing.OUTDATED:
        return True
    if old.standing is not new.standing:
        return old.standing is Standing.DRAFT and _same_time(new, old)
    if _is_series(new) or _is_series(old):
        return False
    return _is_newer_edition(new, old)


def _is_newer_edition(new: _Read, old: _Read) -> bool:
    """By version numbers first; by dates only of texts that are much alike or say their year."""
    alike = resemblance(new.candidate.sketch, old.candidate.sketch)
    if _is_aged(old) != _is_aged(new) and alike >= _ALIKE:
        return _is_aged(old)
    one, other = _version(new), _version(old)
    numbered = one != other and ((one and other) or (alike >= _ALIKE and not _both_dated(new, old)))
    if numbered:
        return one > other
    if alike < _ALIKE:
        return _is_dated_reissue(new, old) and _says_year(new) and _says_year(old)
    return _is_dated_reissue(new, old) and (alike >= _REISSUED or _says_year(new))


def _both_dated(one: _Read, other: _Read) -> bool:
    return one.dated is not None and other.dated is not None


def _is_dated_reissue(new: _Read, old: _Read) -> bool:
    return new.dated is not None and old.dated is not None and new.dated > old.dated


def _same_time(new: _Read, old: _Read) -> bool:
    """A draft is replaced by its final text, not by that of another year."""
    if new.dated is None or old.dated is None:
        return True
    return new.dated >= old.dated and (not _is_series(new) or (new.dated - old.dated).days <= 45)


def _is_aged(one: _Read) -> bool:
    return one.editions[0].aged


def _is_series(one: _Read) -> bool:
    named = any(_SERIES.intersection(e.work) for e in one.editions)
    return named or not _SERIES_BY_OPENING.isdisjoint(lowered(one.candidate.text[:_OPENING]))


def _says_year(one: _Read) -> bool:
    return any(e.year for e in one.editions)


def _version(one: _Read) -> tuple[int, ...]:
    return max(e.version for e in one.editions)


def _rank(one: _Read) -> tuple[bool, tuple[int, ...], date, str]:
    is_final = any(e.final for e in one.editions) or one.standing is Standing.CURRENT
    return is_final, _version(one), one.dated or date.min, one.candidate.source.sha256


def _named_as_replaced(one: _Read, read: Sequence[_Read]) -> list[int]:
    """Documents that this one's first lines say it replaces."""
    return [
        other.number
        for named in replaced_works(one.candidate.text)
        for other in read
        if other is not one and _is_older(other, one) and _is_named(other, named)
    ]


def _is_older(one: _Read, other: _Read) -> bool:
    return one.dated is None or other.dated is None or one.dated < other.dated


def _is_named(one: _Read, named: ReplacedWork) -> bool:
    works = [set(e.work) for e in one.editions if len(e.work) > 1]
    same_year = named.year is None or one.dated is None or named.year == one.dated.year
    return same_year and any(work <= named.stems for work in works)


def _standing(one: _Read, read: Sequence[_Read], newer: dict[int, int]) -> Source:
    replaced_by = newer.get(one.number)
    if replaced_by is None:
        return replace(one.candidate.source, standing=one.standing)
    return replace(
        one.candidate.source,
        standing=Standing.OUTDATED,
        replaced_by=read[replaced_by].candidate.source.sha256,
    )
