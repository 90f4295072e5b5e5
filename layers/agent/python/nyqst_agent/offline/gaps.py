"""What was asked and is not in the documents."""

from collections.abc import Iterator, Mapping, Sequence

from nyqst.research.model.brief import Gap
from nyqst.research.model.evidence import Source
from nyqst.research.model.plan import PlanTask
from nyqst_agent.offline.answer import is_implied
from nyqst_agent.offline.aspects import ASPECTS, Field
from nyqst_agent.offline.enumeration import enumerated
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.inquiry import inquire
from nyqst_agent.offline.languages import language_name
from nyqst_agent.offline.reflect import is_answered

_CONCRETE = frozenset(aspect.title for aspect in ASPECTS[Field.DEAL])
"""Aspects whose items are each worth missing."""
_MOST_ITEMS = 4
_ENGLISH = frozenset({"en", "und", ""})


def gaps(
    tasks: Sequence[PlanTask],
    facts_of: Mapping[str, Sequence[Fact]],
    known: Sequence[Fact],
    outdated: Sequence[Fact],
    read: int,
) -> Iterator[Gap]:
    """One for each task, at most. `known` is all that is not out of date, `read` counts sources."""
    for task in tasks:
        only_old = any(task.id in fact.tasks for fact in outdated)
        if not facts_of.get(task.id) and not any(task.id in fact.tasks for fact in known):
            yield Gap(_asked(task), _reason(read, only_old=only_old))
        elif missing := _missing(task, known):
            yield Gap(missing, _reason(read, only_old=False))


def _asked(task: PlanTask) -> str:
    """The question itself, or what an aspect is called."""
    if task.message.endswith("?") and not is_implied(task):
        return task.message
    return task.title[0].lower() + task.title[1:]


def _missing(task: PlanTask, known: Sequence[Fact]) -> str:
    notes = [fact.note for fact in known]
    inquiry = inquire(task.message)
    unanswered = [need.text for need in inquiry.needs if not is_answered(need, notes)]
    if not enumerated(task.message)[1]:
        return "; ".join(unanswered)
    if task.title not in _CONCRETE or not unanswered:
        return ""
    *first, last = unanswered[:_MOST_ITEMS]
    return f"{', '.join(first)} or {last}" if first else last


def _reason(read: int, *, only_old: bool) -> str:
    if only_old:
        return "Only documents that are out of date speak of it."
    if not read:
        return "Nothing in the documents matched the search."
    if read == 1:
        return "The source that was read does not mention it."
    return f"None of the {read} sources that were read mentions it."


def foreign(sources: Sequence[Source]) -> Iterator[Gap]:
    """Documents that were found and could not be quoted."""
    by_language: dict[str, list[str]] = {}
    for source in sources:
        if source.language not in _ENGLISH:
            by_language.setdefault(language_name(source.language), []).append(source.title)
    for language, titles in sorted(by_language.items()):
        listed = "; ".join(sorted(titles))
        yield Gap(f"what the documents in {language} say", f"Only English is read: {listed}.")
