"""Single tasks: their titles, and messages that can be researched without the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nyqst.research.model.plan import SourceOutline
from nyqst_agent.offline.asked import Asked, in_words
from nyqst_agent.offline.aspects import ASPECTS, Aspect, Field
from nyqst_agent.offline.followup import with_subject
from nyqst_agent.offline.headings import capitalised, fitted, heading, shortened
from nyqst_agent.offline.outline import mentions, support
from nyqst_agent.offline.parts import Part, asks, parts
from nyqst_agent.offline.subject import opens_with_pronoun, topic_of
from nyqst_agent.offline.terms import terms_of

_NAMES_A_THING = re.compile(r"(?:the|our)\s|[A-Z]|\S+$")
"""A phrase with an article, a name, a single word: not a clause."""
_LONGEST_QUESTION = 300
_FEWEST = {Field.SOFTWARE: 2, Field.GENERAL: 1}
_FEWEST_OTHERWISE = 5


@dataclass(frozen=True, slots=True)
class Idea:
    title: str
    message: str


def about(aspect: Aspect, subject: str) -> Idea:
    title = aspect.phrase or aspect.title[0].lower() + aspect.title[1:]
    what = f"the {title} of {subject}" if subject else f"the {title}"
    return Idea(aspect.title, f"What do the documents say about {what}: {aspect.items}?")


def of_part(part: Part, subject: str, field: Field) -> Idea:
    """What a known aspect comprises is asked with it."""
    if part.is_item:
        return _of_item(part, subject, field)
    text = _standing_alone(part)
    around = part.before if text == part.text else ""
    message = in_words(Asked(asked_for(text), shortened(around, _LONGEST_QUESTION)))
    return Idea(heading(text), message)


def _of_item(part: Part, subject: str, field: Field) -> Idea:
    title = capitalised(fitted(part.text))
    if known := next(_aspects_named(part.text, field), None):
        what = f"the {part.text} of {subject}: {known.items}"
        return Idea(title, f"What do the documents say about {what}?")
    around = shortened(part.lead or part.clause, _LONGEST_QUESTION)
    return Idea(title, in_words(Asked(shortened(part.text, _LONGEST_QUESTION), around)))


def _standing_alone(part: Part) -> str:
    """With the name of what "it" means in the question before."""
    topic = topic_of(part.before)
    plain = _NAMES_A_THING.match(topic) is not None and "," not in part.before
    if not plain or not opens_with_pronoun(part.text):
        return part.text
    return with_subject(part.text, topic)


def asked_for(text: str) -> str:
    """With a capital letter and a question mark, as far as it is a question."""
    whole = shortened(text, _LONGEST_QUESTION)
    if not asks(whole):
        return whole
    return f"{capitalised(whole.rstrip('?. '))}?" if not whole.endswith("…") else whole


def _aspects_named(item: str, first: Field) -> Iterator[Aspect]:
    for field in dict.fromkeys((first, Field.GENERAL, *ASPECTS)):
        for aspect in ASPECTS[field]:
            named = {term.phrase for term in terms_of(aspect.names)}
            if named.intersection(term.phrase for term in terms_of(item)):
                yield aspect


def promised_aspects(field: Field, sources: Sequence[SourceOutline], question: str) -> list[Aspect]:
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
    asked = [part.text for part in parts(question)]
    return [aspect for aspect in kept if len(asked) == 1 or not _is_asked(aspect, asked)]


def _is_asked(aspect: Aspect, asked: Sequence[str]) -> bool:
    terms = terms_of(aspect.names or aspect.title)
    return any(mentions(terms, part) for part in asked)
