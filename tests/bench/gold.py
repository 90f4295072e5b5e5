"""The gold file: what a report on the sample documents should and should not say.

Its schema is explained in tests/samples/README.md.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.patterns import Requirement, requirement


@dataclass(frozen=True, slots=True)
class Fact:
    id: str
    statement: str
    must: Requirement
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StaleTrap:
    id: str
    statement: str
    stale: Requirement
    current: Requirement
    stale_files: tuple[str, ...]
    current_files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`values` are the statements that cannot all be true, each with the files that make it."""

    id: str
    statement: str
    values: tuple[tuple[Requirement, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    id: str
    statement: str
    must: Requirement
    absent: tuple[str, ...]
    """Expressions that none of the documents may match, or else it is answered after all."""


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    id: str
    kind: str
    question: str
    facts: tuple[Fact, ...]
    traps: tuple[StaleTrap, ...]
    conflicts: tuple[Disagreement, ...]
    gaps: tuple[Unanswered, ...]
    duplicates: tuple[frozenset[str], ...]
    canaries: tuple[str, ...]
    unreadable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    demo_question: str
    questions: tuple[GoldQuestion, ...]
    not_duplicates: tuple[frozenset[str], ...]
    canary_files: tuple[str, ...]
    languages: Mapping[str, str]
    """The language of each file that is not in English."""

    def question(self, question_id: str) -> GoldQuestion:
        return next(question for question in self.questions if question.id == question_id)


def read_gold(path: Path) -> Gold:
    raw = json.loads(path.read_text(encoding="utf-8"))
    library = {
        kind: {item["id"]: make(item) for item in raw[kind]} for kind, make in _MAKERS.items()
    }
    return Gold(
        demo_question=raw["demo_question"],
        questions=tuple(_question(item, raw, library) for item in raw["questions"]),
        not_duplicates=tuple(frozenset(pair) for pair in raw["not_duplicates"]),
        canary_files=tuple(raw["canary_files"]),
        languages=raw["other_languages"],
    )


def _question(
    item: Mapping[str, Any], raw: Mapping[str, Any], library: Mapping[str, Mapping[str, Any]]
) -> GoldQuestion:
    def named(kind: str) -> tuple[Any, ...]:
        return tuple(library[kind][key] for key in item.get(kind, ()))

    return GoldQuestion(
        id=item["id"],
        kind=item["kind"],
        question=item["question"],
        facts=named("facts"),
        traps=named("traps"),
        conflicts=named("conflicts"),
        gaps=named("gaps"),
        duplicates=tuple(frozenset(group) for group in raw["duplicates"]),
        canaries=tuple(raw["canaries"]),
        unreadable=tuple(raw["unreadable"]),
    )


def _fact(item: Mapping[str, Any]) -> Fact:
    return Fact(item["id"], item["statement"], requirement(item["must"]), _files(item["files"]))


def _trap(item: Mapping[str, Any]) -> StaleTrap:
    stale, current = item["stale"], item["current"]
    return StaleTrap(
        id=item["id"],
        statement=item["statement"],
        stale=requirement(stale["must"]),
        current=requirement(current["must"]),
        stale_files=_files(stale["files"]),
        current_files=_files(current["files"]),
    )


def _conflict(item: Mapping[str, Any]) -> Disagreement:
    values = tuple((requirement(value["must"]), _files(value["files"])) for value in item["values"])
    return Disagreement(item["id"], item["statement"], values)


def _gap(item: Mapping[str, Any]) -> Unanswered:
    return Unanswered(
        item["id"], item["statement"], requirement(item["must"]), _files(item["absent"])
    )


def _files(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(names)


_MAKERS = {"facts": _fact, "traps": _trap, "conflicts": _conflict, "gaps": _gap}
