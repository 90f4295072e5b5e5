"""What to search for, given a task and what is known of it so far."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from nyqst.research.model.evidence import Note
from nyqst.research.model.plan import PlanTask
from nyqst_agent.language.names import names
from nyqst_agent.language.stems import stem
from nyqst_agent.language.stop_words import LIGHT_WORDS, STOP_WORDS
from nyqst_agent.language.synonyms import knows, spelled
from nyqst_agent.language.words import lowered
from nyqst_agent.offline.asked import Asked, asked_in
from nyqst_agent.offline.cues import SEARCHED_WITH
from nyqst_agent.offline.sameness import negated
from nyqst_agent.offline.subject import subjects_of
from nyqst_agent.offline.terms import Term
from nyqst_agent.offline.wanted import Wanted, wanted
from nyqst_agent.offline.weights import around_terms, own_terms

_PER_ROUND = 4
_SYNONYMS = 7
_LEARNT_FROM, _LEARNT = 5, 5
_FOLLOWED_FROM, _FOLLOWED, _AT_ONCE = 12, 6, 2
_EVERYWHERE = 0.5
"""A name that so many notes have is the subject's own, and leads nowhere new."""
_DRAWBACKS = "disadvantages drawbacks unsuitable avoid instead"
_HINTS = {
    Wanted.TIME: "date effective from until deadline",
    Wanted.CAUSE: "because cause reason due result",
    Wanted.PERSON: "appointed responsible manager head",
    Wanted.FIGURE: "total amount number",
}


def choose_queries(
    task: PlanTask, notes: Sequence[Note], missing: Sequence[str]
) -> tuple[str, ...]:
    """The most promising first. What was learnt in a round is followed up in the next."""
    asked = asked_in(task.message)
    wanted_now = _following(asked, notes, missing) if notes or missing else _opening(asked)
    return tuple(dict.fromkeys(" ".join(q.split()) for q in wanted_now if q.strip()))[:_PER_ROUND]


def _opening(asked: Asked) -> list[str]:
    own = _spelled(own_terms(asked))
    around = _spelled(around_terms(asked))
    subject = " ".join(subjects_of(asked.text)).lower()
    if asked.items:
        return [f"{_bundled(bundle)} {own} {subject}" for bundle in _bundles(asked.needs[1:])]
    plain = f"{own} {around} {subject}"
    return [plain, f"{own} {_synonyms(own_terms(asked))}", f"{plain} {_hints(asked)}", own]


def _bundles(needs: Sequence[Asked]) -> list[Sequence[Asked]]:
    """As many searches as a round has, each for neighbouring needs."""
    size = -(-len(needs) // _PER_ROUND)
    return [needs[at : at + size] for at in range(0, len(needs), size)]


def _bundled(needs: Sequence[Asked]) -> str:
    told = (f"{_spelled(own_terms(need))} {_synonyms(own_terms(need)[:2])}" for need in needs)
    return " ".join(told)


def _hints(asked: Asked) -> str:
    hints = [SEARCHED_WITH.get(t.phrase[0], "") for t in own_terms(asked) if len(t.phrase) == 1]
    denied = _DRAWBACKS if negated(asked.text) else ""
    return " ".join(filter(None, (*hints, _HINTS.get(wanted(asked.text), ""), denied)))


def _following(asked: Asked, notes: Sequence[Note], missing: Sequence[str]) -> list[str]:
    """What is missing, then the names that came up; a search that found nothing, more widely."""
    own = _spelled(own_terms(asked))
    if asked.items and missing:
        lacking = [need for need in asked.needs if need.text in missing]
        return [f"{_bundled(bundle)} {own}" for bundle in _bundles(lacking)]
    if not notes:
        return [f"{_synonyms(own_terms(asked))} {_synonyms(around_terms(asked))}"]
    told = names_to_follow(asked, notes)
    pairs = [told[at : at + _AT_ONCE] for at in range(0, len(told), _AT_ONCE)]
    by_name = [" ".join((*pair, own)) for pair in pairs]
    learnt = _words_beside(asked, notes)
    return [*by_name, f"{own} {' '.join(learnt)}" if learnt else ""]


def names_to_follow(asked: Asked, notes: Sequence[Note]) -> tuple[str, ...]:
    """Names that the best notes have and the question does not: the most telling first."""
    known = lowered(f"{asked.text} {asked.around}")
    best = notes[:_FOLLOWED_FROM]
    worth: defaultdict[str, float] = defaultdict(float)
    having: Counter[str] = Counter()
    for note in best:
        for key in sorted({name.key for name in names(note.text)}):
            worth[key] += note.relevance
            having[key] += 1
    fresh = [
        key
        for key in worth
        if _is_fresh(key, known) and having[key] <= max(1, _EVERYWHERE * len(best))
    ]
    return tuple(sorted(fresh, key=lambda key: (-worth[key], key))[:_FOLLOWED])


def _is_fresh(key: str, known: Sequence[str]) -> bool:
    """ "Revenue of Acme" is no news to whoever asks about Acme."""
    words = lowered(key)
    said = [word for word in words if word in known]
    return not (said and all(word in said or knows(stem(word)) for word in words))


def _words_beside(asked: Asked, notes: Sequence[Note]) -> tuple[str, ...]:
    known = set(lowered(f"{asked.text} {asked.around}"))
    counted: Counter[str] = Counter()
    for note in notes[:_LEARNT_FROM]:
        counted.update({w for w in lowered(note.text) if len(w) > 3 and w.isalpha()})
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    fresh = [w for w, n in ranked if n > 1 and w not in known | STOP_WORDS | LIGHT_WORDS]
    return tuple(fresh[:_LEARNT])


def _spelled(terms: Sequence[Term]) -> str:
    return " ".join(term.words for term in terms)


def _synonyms(terms: Sequence[Term]) -> str:
    return " ".join(
        spelled(other)
        for term in terms
        for other in [o for o in term.others if len(o) == 1][:_SYNONYMS]
    )
