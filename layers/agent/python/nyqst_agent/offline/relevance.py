"""How well a statement answers what a task wants to know."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nyqst_agent.language.slips import likely_slip
from nyqst_agent.language.stems import stem
from nyqst_agent.language.synonyms import Phrase, knows
from nyqst_agent.language.words import content_stems, stems
from nyqst_agent.offline.cues import DEFINING, cued, has_cue
from nyqst_agent.offline.inquiry import Inquiry, Need
from nyqst_agent.offline.terms import Term

_SAME, _CALLED_OTHERWISE, _CUED, _IN_HEADING, _IN_TITLE = 1.0, 0.85, 0.75, 0.65, 0.6
_WHOLE, _IN_PART = 0.55, 0.7
"""A statement that speaks of no more than this share of what is asked loses weight."""
_FEW, _WITHOUT_POINT = 3, 0.65
_TITULAR = 0.25
_LEAST_NAMED, _LEAST_UNNAMED = 0.2, 0.7
_SIBLING, _ALIKE_TITLES = 0.5, 0.6
_WIDESPREAD, _STRANGER = 0.5, 0.85
"""Where so many sources name the subject, a source that does not is about something else."""
_SHORTEST_MISSPELT = 4


@lru_cache(maxsize=8192)
def _joined(text: str) -> str:
    return f" {' '.join(stems(text))} "


def has_phrase(text: str, phrase: Phrase) -> bool:
    return f" {' '.join(phrase)} " in _joined(text)


def names_term(term: Term, text: str) -> bool:
    """Whether the text has the term, another name of it, or a turn of phrase for it."""
    named = any(has_phrase(text, phrase) for phrase in (term.phrase, *term.others))
    return named or (len(term.phrase) == 1 and cued(term.phrase[0], text))


@dataclass(frozen=True, slots=True)
class Context:
    """A statement with what stands over it."""

    text: str
    heading: str
    title: str
    passage: str
    """The text around it."""
    source: str = ""

    @property
    def all(self) -> str:
        return f"{self.text} . {self.heading} . {self.title}"


class Scale:
    """Weighs the terms of an inquiry by how telling they are among the passages at hand."""

    def __init__(self, inquiry: Inquiry, passages: Sequence[Context]) -> None:
        self._inquiry = inquiry
        self._passages = passages
        self._seen = Counter(s for p in passages for s in set(stems(p.all)))
        self._lenient = inquiry.named or self._is_titular()
        self._weights = {
            term.phrase: self._weight(term)
            for need in inquiry.needs
            for term in (*need.terms, *inquiry.subject)
        }
        self._weights.update({term.phrase: self._subject_weight(term) for term in inquiry.subject})
        self._mentioning = {term.phrase: self._sources_of(term) for term in inquiry.subject}
        self._widespread = {
            term.phrase for term in inquiry.subject if self._source_share(term) >= _WIDESPREAD
        }
        self._of_siblings = self._sibling_sources()
        self._meant = {term.phrase: self._spelled(term) for term in self._all_terms()}

    def coverage(self, need: Need, context: Context) -> float:
        """0 to 1: the share of what the need speaks of that the statement speaks of too."""
        terms = (*need.terms, *self._inquiry.subject)
        total = sum(self._weights[term.phrase] for term in terms)
        if not total or self._is_unheard_of():
            return 0.0
        matches = [self._match(term, context) for term in need.terms]
        if not any(matches):
            return 0.0
        share = sum(self._weights[t.phrase] * m for t, m in zip(need.terms, matches, strict=True))
        for term in self._inquiry.subject:
            share += self._weights[term.phrase] * self._subject_match(term, context)
        share /= total
        if self._lacks_the_point(need):
            share *= _WITHOUT_POINT
        if context.source in self._of_siblings:
            share *= _SIBLING
        elif self._is_stranger(context):
            share *= _STRANGER
        heard = sum(self._weights[t.phrase] for t, m in zip(need.terms, matches, strict=True) if m)
        whole = heard > _WHOLE * sum(self._weights[t.phrase] for t in need.terms)
        return share if whole else share * _IN_PART

    def _match(self, term: Term, context: Context) -> float:
        spellings = self._meant[term.phrase]
        if any(has_phrase(context.text, phrase) for phrase in spellings):
            return _SAME
        if any(has_phrase(context.text, phrase) for phrase in term.others):
            return _CALLED_OTHERWISE
        if len(term.phrase) == 1 and self._is_cued(term.phrase[0], context):
            return _CUED
        above = (*spellings, *term.others)
        if any(has_phrase(context.heading, phrase) for phrase in above):
            return _IN_HEADING
        return _IN_TITLE if any(has_phrase(context.title, p) for p in above) else 0.0

    def _is_titular(self) -> bool:
        """Whether enough sources bear the subject in their title for all to be about it."""
        titles = {p.source: p.title for p in self._passages}
        bearing = sum(
            any(
                has_phrase(title, p)
                for term in self._inquiry.subject
                for p in (term.phrase, *term.others)
            )
            for title in titles.values()
        )
        return bearing >= _TITULAR * len(titles)

    def _sibling_sources(self) -> frozenset[str]:
        """Sources whose titles differ from one with the subject just by another name."""
        titles = {p.source: p.title for p in self._passages}
        bearing = {s for s, title in titles.items() if self._names_subject(title)}
        return frozenset(
            source
            for source, title in titles.items()
            if source not in bearing and any(_are_siblings(title, titles[b]) for b in bearing)
        )

    def _names_subject(self, title: str) -> bool:
        return any(
            has_phrase(title, phrase)
            for term in self._inquiry.subject
            for phrase in (term.phrase, *term.others)
        )

    def _is_cued(self, word_stem: str, context: Context) -> bool:
        """A definition must be one of the subject."""
        if not cued(word_stem, context.text):
            return False
        subject = self._inquiry.subject
        return (
            word_stem not in DEFINING
            or not subject
            or any(
                has_phrase(context.text, p) for term in subject for p in (term.phrase, *term.others)
            )
        )

    def _is_unheard_of(self) -> bool:
        """Whether it is about a name that no passage has."""
        enough = len(self._passages) > _FEW
        return enough and self._inquiry.named and not any(self._mentioning.values())

    def _lacks_the_point(self, need: Need) -> bool:
        """Whether one of its few telling words stands nowhere at all: likely what it is about."""
        heavy = [term for term in need.terms if term.weight == 1.0]
        return 1 < len(heavy) <= _FEW and any(map(self._is_nowhere, heavy))

    def _is_nowhere(self, term: Term) -> bool:
        phrases = (*self._meant[term.phrase], *term.others)
        if len(term.phrase) == 1 and has_cue(term.phrase[0]):
            return False
        return not any(has_phrase(p.all, phrase) for p in self._passages for phrase in phrases)

    def _is_stranger(self, context: Context) -> bool:
        """Whether its whole source seems to be about something else."""
        return any(
            term.phrase in self._widespread and context.source not in self._mentioning[term.phrase]
            for term in self._inquiry.subject
        )

    def _subject_match(self, term: Term, context: Context) -> float:
        """A passage names its subject once and goes on with "the company" or "it"."""
        direct = self._match(term, context)
        if direct >= _CALLED_OTHERWISE or not self._lenient:
            return direct
        around = any(
            has_phrase(context.passage, p) for p in (*self._meant[term.phrase], *term.others)
        )
        return _CALLED_OTHERWISE if around else direct

    def _all_terms(self) -> Iterable[Term]:
        yield from self._inquiry.subject
        for need in self._inquiry.needs:
            yield from need.terms

    def _weight(self, term: Term) -> float:
        share = self._share(term)
        return term.weight * (1.0 - 0.4 * share)

    def _subject_weight(self, term: Term) -> float:
        """Little where everything is about it, much where only some passages are."""
        least = _LEAST_NAMED if self._lenient else _LEAST_UNNAMED
        return term.weight * (least + (1.4 - least) * (1 - self._source_share(term)) ** 2)

    def _share(self, term: Term) -> float:
        if not self._passages:
            return 0.0
        phrases = (term.phrase, *term.others)
        holding = sum(any(has_phrase(p.all, ph) for ph in phrases) for p in self._passages)
        return holding / len(self._passages)

    def _source_share(self, term: Term) -> float:
        """In how many sources one of the passages mentions it."""
        sources = {p.source for p in self._passages}
        return len(self._sources_of(term)) / len(sources) if sources else 0.0

    def _sources_of(self, term: Term) -> frozenset[str]:
        phrases = (term.phrase, *term.others)
        return frozenset(
            p.source for p in self._passages if any(has_phrase(p.all, x) for x in phrases)
        )

    def _spelled(self, term: Term) -> tuple[Phrase, ...]:
        """The term and, if nothing has it and it is no word, what it may have been meant for."""
        (word, *more) = term.phrase
        if more or word in self._seen or len(word) < _SHORTEST_MISSPELT or knows(word):
            return (term.phrase,)
        if any(has_phrase(p.all, o) for o in term.others for p in self._passages):
            return (term.phrase,)
        near = sorted(s for s in self._seen if s[0] == word[0] and likely_slip(stem(word), s))
        return (term.phrase, *((s,) for s in near))


def _are_siblings(one: str, other: str) -> bool:
    a, b = set(content_stems(one)), set(content_stems(other))
    shared = len(a & b)
    return shared > 1 and shared >= _ALIKE_TITLES * min(len(a), len(b)) and bool(a - b and b - a)
