"""Single tasks: their titles, and messages that can be researched without the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nyqst.research.model.plan import SourceOutline
from nyqst_agent.offline.aspects import ASPECTS, Aspect, Field
from nyqst_agent.offline.enumeration import spread
from nyqst_agent.offline.headings import capitalised, heading, shortened
from nyqst_agent.offline.outline import mentions, support
from nyqst_agent.offline.terms import terms_of

_LONGEST_QUESTION = 300
_FEWEST = {Field.SOFTWARE: 2, Field.GENERAL: 1}
_FEWEST_OTHERWISE = 5


@dataclass(frozen=True, slots=True)
class Idea:
    title: str
    message: str


def asked_in_words(question: str) -> Idea:
    message = shortened(question, _LONGEST_QUESTION)
    if not message.endswith(("?", ".", "…", "!")):
        message += "?"
    return Idea(heading(question), capitalised(message))


def about(aspect: Aspect, subject: str) -> Idea:
    title = aspect.phrase or aspect.title[0].lower() + aspect.title[1:]
    what = f"the {title} of {subject}" if subject else f"the {title}"
    return Idea(aspect.title, f"What do the documents say about {what}: {aspect.items}?")


def of_item(item: str, subject: str, message: str = "") -> Idea:
    """One item of a list that the question has. What a known aspect comprises is asked with it."""
    title = capitalised(shortened(item))
    known = next(_aspects_named(item), None)
    if known and subject:
        what = f"the {item} of {subject}: {known.items}"
        return Idea(title, f"What do the documents say about {what}?")
    return Idea(title, capitalised(message) or f"What do the documents say about {item}?")


def _aspects_named(item: str) -> Iterator[Aspect]:
    for field in (Field.GENERAL, *ASPECTS):
        for aspect in ASPECTS[field]:
            named = {term.phrase for term in terms_of(aspect.names)}
            if named.intersection(term.phrase for term in terms_of(item)):
                yield aspect


def promised_aspects(
    field: Field, sources: Sequence[SourceOutline], parts: Sequence[str]
) -> list[Aspect]:
    """The core ones and those that headings promise to answer; all where the field is a clear one.

    What one of several questions asks for anyway is left out.
    """
    aspects = ASPECTS[field]
    least = max(1, len(sources) // 20)
    kept = [a for a in aspects if a.core or support(f"{a.title} {a.items}", sources) >= least]
    if field not in _FEWEST:
        kept = list(aspects)
    fewest = _FEWEST.get(field, _FEWEST_OTHERWISE)
    if len(kept) < fewest or sum(len(s.headings) for s in sources) <= len(sources):
        kept = [a for a in aspects if a in kept or a in aspects[:_FEWEST_OTHERWISE]]
    return [aspect for aspect in kept if not _is_asked(aspect, parts)]


def _is_asked(aspect: Aspect, parts: Sequence[str]) -> bool:
    terms = terms_of(aspect.names or aspect.title)
    several = len(parts) > 1 or any(map(spread, parts))
    return several and any(mentions(terms, part) for part in parts)
