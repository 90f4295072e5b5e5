"""What was asked and is not in the documents."""

from collections.abc import Iterator, Mapping, Sequence

from nyqst.research.model.brief import Gap
from nyqst.research.model.evidence import Source
from nyqst.research.model.plan import PlanTask
from nyqst_agent.offline.answer import is_implied
from nyqst_agent.offline.answering import answers
from nyqst_agent.offline.asked import Asked, asked_in
from nyqst_agent.offline.coverage import coverage
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.languages import language_name
from nyqst_agent.offline.wanted import Wanted, wanted

_LACKING = {Wanted.FIGURE: "figure", Wanted.TIME: "date or period", Wanted.PERSON: "name"}
_ENOUGH = 0.6
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
        found = [fact for fact in known if task.id in fact.tasks or fact in facts_of[task.id]]
        if not found:
            only_old = any(task.id in fact.tasks for fact in outdated)
            yield Gap(_asked(task), _reason(read, only_old=only_old))
        elif not is_implied(task) and (reason := _lacking(asked_in(task.message), known)):
            yield Gap(_asked(task), reason)


def is_left_open(task: PlanTask, known: Sequence[Fact]) -> bool:
    """Whether it was asked in so many words and no statement has all that it asks for."""
    asked = asked_in(task.message)
    return not is_implied(task) and not any(_speaks_of(asked, fact) for fact in known)


def _lacking(asked: Asked, found: Sequence[Fact]) -> str:
    """What is missing in what was found, empty if nothing is."""
    near = [fact for fact in found if _speaks_of(asked, fact)]
    if not near:
        return "What was found comes near the question without answering it."
    kind = wanted(asked.text)
    if kind not in _LACKING or any(answers(kind, fact.text) for fact in near):
        return ""
    return f"What the documents say of it gives no {_LACKING[kind]}."


def _speaks_of(asked: Asked, fact: Fact) -> bool:
    text = f"{fact.note.text} . {fact.note.heading} . {fact.source.title}"
    return coverage(asked, text.replace("_", " ")) >= _ENOUGH


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
