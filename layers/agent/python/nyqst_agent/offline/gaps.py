"""What was asked and is not in the documents."""

from collections.abc import Iterator, Mapping, Sequence

from nyqst.research.model.brief import Gap
from nyqst.research.model.evidence import Source
from nyqst.research.model.plan import PlanTask
from nyqst_agent.offline.answer import is_implied
from nyqst_agent.offline.asked import asked_in
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.languages import language_name
from nyqst_agent.offline.reflect import is_answered

_ENGLISH = frozenset({"en", "und", ""})


def gaps(
    tasks: Sequence[PlanTask],
    facts_of: Mapping[str, Sequence[Fact]],
    known: Sequence[Fact],
    outdated: Sequence[Fact],
    read: int,
) -> Iterator[Gap]:
    """One for each task, at most. `known` is all that is not out of date, `read` counts sources."""
    notes = [fact.note for fact in known]
    for task in tasks:
        found = facts_of.get(task.id) or any(task.id in fact.tasks for fact in known)
        if not found:
            only_old = any(task.id in fact.tasks for fact in outdated)
            yield Gap(_asked(task), _reason(read, only_old=only_old))
        elif not is_implied(task) and not is_answered(asked_in(task.message), notes):
            yield Gap(_asked(task), _reason(read, only_old=False))


def _asked(task: PlanTask) -> str:
    """The question itself, or what an aspect is called."""
    if is_implied(task):
        return task.title[0].lower() + task.title[1:]
    return asked_in(task.message).text


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
        reason = f"Only English is read, so this could not be quoted: {listed}."
        yield Gap(f"what the documents in {language} say", reason)
