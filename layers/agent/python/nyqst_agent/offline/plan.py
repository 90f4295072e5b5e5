"""Turns a question into tasks that can be researched side by side."""

import re
from collections.abc import Iterator, Sequence

from nyqst.research.model.plan import Plan, PlanRequest, PlanSet, PlanTask, SourceOutline
from nyqst_agent.language.words import content_stems
from nyqst_agent.offline.aspects import Field
from nyqst_agent.offline.breadth import field_of, is_open
from nyqst_agent.offline.comparison import compared
from nyqst_agent.offline.followup import resolve
from nyqst_agent.offline.headings import capitalised, fitted, heading
from nyqst_agent.offline.ideas import Idea, about, of_part, promised_aspects
from nyqst_agent.offline.outline import Theme, mentions, themes
from nyqst_agent.offline.parts import Part, parts, sub_questions
from nyqst_agent.offline.subject import subjects_of, topic_of
from nyqst_agent.offline.terms import terms_of
from nyqst_agent.offline.wanted import Wanted, wanted

_PLAN_ID = "p1"
_MOST = 8
_BESIDE_ASKED = 4
"""What a question implies is added to what it asks in so many words, within measure."""
_SMALL_CORPUS = 12
_ACRONYMS = frozenset("CEO CFO CTO COO CISO DPO HR VAT GDPR API ISO EU UK USA".split())
_WHAT_ARE = re.compile(r"what (?:is|are|was|were) (?P<what>.+)", re.IGNORECASE)


def plan(request: PlanRequest) -> PlanSet:
    question = resolve(_normalised(request.question, request.sources), request.earlier_questions)
    most = max(1, min(request.limits.tasks, _MOST))
    asked = _asked(question, request.sources)
    implied = _implied(question, request.sources, asked, most if not asked else _BESIDE_ASKED)
    ideas = _distinct([*asked, *implied])[:most] or [Idea("Contents", "What do the documents say?")]
    tasks = tuple(
        PlanTask(f"t{number:02}", _PLAN_ID, idea.title, idea.message)
        for number, idea in enumerate(ideas, start=1)
    )
    title = _title(question)
    count = f"{len(tasks)} questions" if len(tasks) > 1 else "one question"
    summary = f"Search the documents for answers to {count}."
    return PlanSet(request.question, title, (Plan(_PLAN_ID, title, summary, tasks),))


def _normalised(question: str, sources: Sequence[SourceOutline]) -> str:
    """Without stray white space; a question in capitals gets those that the titles use."""
    flat = " ".join(question.replace("\0", " ").split())
    if not flat.isupper() or len(flat.split()) < 2:
        return flat
    titles = (word for s in sources for word in (*s.title.split(), *" ".join(s.headings).split()))
    spelled = {word.lower(): word for word in titles if not word.isupper() and not word.islower()}
    words = ((word, word.strip("?!.,;:'")) for word in flat.split())
    cased = (
        word.replace(bare, spelled.get(bare.lower(), bare if bare in _ACRONYMS else bare.lower()))
        for word, bare in words
    )
    return capitalised(" ".join(cased))


def _asked(question: str, sources: Sequence[SourceOutline]) -> list[Idea]:
    """A task for each question that is put in so many words, and for each item that one lists."""
    found = [part for part in parts(question) if part.is_item or not is_open(part.clause, sources)]
    if items := compared(question):
        found = [*(Part(item, question, "") for item in items), *found]
    subject = topic_of(question)
    field = field_of(question, sources)
    return [*(of_part(part, subject, field) for part in found), *_led(found)]


def _led(found: Sequence[Part]) -> Iterator[Idea]:
    """What a list is only part of: "the workforce: headcount, pay" asks for the workforce too."""
    for lead in dict.fromkeys(part.lead for part in found if f"{part.lead}:" in part.clause):
        if topic := topic_of(lead):
            title = capitalised(topic.removeprefix("the "))
            yield Idea(title, f"What do the documents say about {topic}?")


def _implied(
    question: str, sources: Sequence[SourceOutline], asked: Sequence[Idea], most: int
) -> Iterator[Idea]:
    """What an open question asks without saying so, as far as the corpus promises answers."""
    clauses = sub_questions(question) or (question,)
    is_why = any(wanted(clause) is Wanted.CAUSE for clause in clauses)
    if not (is_why or any(is_open(clause, sources) for clause in clauses)):
        return
    field = Field.INCIDENT if is_why else field_of(question, sources)
    subject = _subject(question, field)
    aspects = promised_aspects(field, sources, question)[:most]
    yield from (about(aspect, subject) for aspect in aspects)
    covered = {s for a in aspects for s in content_stems(f"{a.title} {a.items}")}
    covered.update(s for idea in asked for s in content_stems(idea.title))
    covered.update(content_stems(subject))
    left = most - len(aspects)
    fresh = (theme for theme in _themes(question, sources) if not theme.stems & covered)
    yield from (_of_theme(theme, subject) for theme, _ in zip(fresh, range(left), strict=False))


def _subject(question: str, field: Field) -> str:
    if named := subjects_of(question):
        both = field is Field.DEAL and len(named) > 1
        return " and ".join(named[:2]) if both else topic_of(question)
    first = (sub_questions(question) or (question,))[0]
    return topic_of(first) or ("the company" if field is Field.DEAL else "")


def _themes(question: str, sources: Sequence[SourceOutline]) -> Iterator[Theme]:
    """Headings that speak of what is asked first, then what most documents have in common."""
    terms = terms_of(topic_of(question) or question)
    found = themes(sources)
    near = [theme for theme in found if mentions(terms, theme.title)]
    yield from near
    common = 1 if len(sources) <= _SMALL_CORPUS else max(2, len(sources) // 10)
    yield from (theme for theme in found if theme not in near and len(theme.sources) >= common)


def _of_theme(theme: Theme, subject: str) -> Idea:
    mentioned = any(word in theme.title.lower() for word in subject.lower().split())
    title = fitted(theme.title)
    plain = title if title[1:2].isupper() else title[0].lower() + title[1:]
    what = plain if mentioned or not subject else f"{plain} of {subject}"
    return Idea(capitalised(title), f"What do the documents say about {what}?")


def _distinct(ideas: Sequence[Idea]) -> list[Idea]:
    seen: dict[str, Idea] = {}
    for idea in ideas:
        seen.setdefault(idea.title.lower(), idea)
    return list(seen.values())


def _title(question: str) -> str:
    asked = sub_questions(question)
    if not asked:
        return "Untitled question"
    first = heading(asked[0])
    second = _WHAT_ARE.match(asked[1]) if len(asked) == 2 else None
    if second is None:
        return first
    both = f"{first.rstrip('?')} and {second['what'].rstrip('?. ')}"
    return both if fitted(both) == both else first
