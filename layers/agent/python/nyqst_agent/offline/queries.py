"""What to search for, given a task and what is known of it so far."""

from collections import Counter
from collections.abc import Sequence

from nyqst.research.model.evidence import Note
from nyqst.research.model.plan import PlanTask
from nyqst_agent.language.names import names
from nyqst_agent.language.stop_words import LIGHT_WORDS, STOP_WORDS
from nyqst_agent.language.synonyms import spelled
from nyqst_agent.language.words import lowered
from nyqst_agent.offline.cues import SEARCHED_WITH
from nyqst_agent.offline.inquiry import Inquiry, Need, Wanted, inquire, wanted
from nyqst_agent.offline.sameness import negated
from nyqst_agent.offline.terms import Term, terms_of

_PER_ROUND = 4
_SYNONYMS = 7
_FEEDBACK = 5
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
    """The most promising first."""
    inquiry = inquire(task.message)
    return _for_missing(inquiry, notes, missing) if missing else _opening(inquiry)


def _opening(inquiry: Inquiry) -> tuple[str, ...]:
    subject = _spelled(inquiry.subject)
    if len(inquiry.needs) == 1:
        (need,) = inquiry.needs
        plain = f"{subject} {_spelled(need.terms)}"
        wider = f"{plain} {_synonyms(need.terms)}"
        return _distinct([plain, wider, f"{plain} {_hints(need)}"])
    bundles = _bundles(inquiry.needs)
    return _distinct([f"{subject} {' '.join(_query(n) for n in bundle)}" for bundle in bundles])


def _hints(need: Need) -> str:
    hints = [SEARCHED_WITH.get(t.phrase[0], "") for t in need.terms if len(t.phrase) == 1]
    denied = _DRAWBACKS if negated(need.text) else ""
    return " ".join(filter(None, (*hints, _HINTS.get(need.wanted, ""), denied)))


def _bundles(needs: Sequence[Need]) -> list[Sequence[Need]]:
    """As many searches as a round has, each for neighbouring needs."""
    size = -(-len(needs) // _PER_ROUND)
    return [needs[at : at + size] for at in range(0, len(needs), size)]


def _query(need: Need) -> str:
    return f"{_spelled(need.terms)} {_synonyms(need.terms[:2])} {_hints(need)}"


def _for_missing(
    inquiry: Inquiry, notes: Sequence[Note], missing: Sequence[str]
) -> tuple[str, ...]:
    """Each missing part by its other names, then with the words that came up beside it."""
    subject = _spelled(inquiry.subject)
    asked = []
    for part in missing[: _PER_ROUND - 1]:
        terms = terms_of(part)
        hint = _HINTS.get(wanted(part), "")
        asked.append(f"{_spelled(terms)} {_synonyms(terms)} {hint}")
    learnt = feedback(inquiry, notes)
    if learnt:
        asked.append(f"{subject} {_spelled(terms_of(missing[0]))} {' '.join(learnt)}")
    return _distinct(asked)


def feedback(inquiry: Inquiry, notes: Sequence[Note]) -> tuple[str, ...]:
    """Names and words that the best notes share and the question does not have."""
    known = {word for t in inquiry.subject for word in t.words.split()}
    known |= {word for n in inquiry.needs for t in n.terms for word in t.words.split()}
    counted: Counter[str] = Counter()
    for note in notes[:_FEEDBACK]:
        named = {w for n in names(note.text) for w in lowered(n.text)}
        words = {w for w in lowered(note.text) if len(w) > 3 and w.isalpha()}
        counted.update(words - STOP_WORDS - LIGHT_WORDS - known)
        counted.update(named - STOP_WORDS - known)
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(word for word, count in ranked[:_FEEDBACK] if count > 1)


def _spelled(terms: Sequence[Term]) -> str:
    return " ".join(term.words for term in terms)


def _synonyms(terms: Sequence[Term]) -> str:
    return " ".join(
        spelled(other)
        for term in terms
        for other in [o for o in term.others if len(o) == 1][:_SYNONYMS]
    )


def _distinct(queries: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(query.split()) for query in queries))[:_PER_ROUND]
