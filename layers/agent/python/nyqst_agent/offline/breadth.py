"""How much a question asks for, and in what field it lies."""

import re
from collections.abc import Sequence

from nyqst.research.model.plan import SourceOutline
from nyqst_agent.language.names import names
from nyqst_agent.language.stems import stem
from nyqst_agent.language.synonyms import Phrase
from nyqst_agent.language.words import content_stems, stems
from nyqst_agent.offline.aspects import CUES, Field
from nyqst_agent.offline.subject import subjects_of, unscaffolded
from nyqst_agent.offline.terms import name_terms, terms_of
from nyqst_agent.offline.wanted import Wanted, wanted

_SWEEPING = re.compile(
    r"""\b(?:overview|summar\w+|tell\s+(?:me|us)\s+(?:about|everything|all)|everything|all\s+about|assess\w*|evaluat\w*|review
    |due\s+diligence|recommend\w*|sound|good|bad|worth(?:while|\s+\w+ing)|viable|attractive|healthy|health|safe|ready
    |strengths?|weaknesses|pros\s+and\s+cons|swot|risks\s+and\s+opportunities|state\s+of|what\s+do\s+(?:we|you|i)\s+(?:need\s+to\s+)?know
    |what\s+should\s+(?:we|i|one)\s+know|in\s+general|report\s+on|brief(?:ing)?\b|analy[sz]e|analysis|explain|describe|understand
    |main\s+(?:points|findings|topics|issues)|key\s+(?:points|findings|facts)|how\s+well|how\s+good|get\s+started)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WEIGHS = re.compile(
    r"^\W*should\b|\b(?:should (?:we|i|one|they) (?:buy|acquire|invest|proceed|choose"
    r"|adopt|accept|sign|use|move)|is it (?:worth|safe|wise|a good)|recommend\w*"
    r"|sound(?= (?:\w+ ){0,2}(?:acquisition|investment|choice|purchase|idea|plan|basis|buy|deal))"
    r"|viable|attractive|worth (?:\w+ing|it|the)|worthwhile|healthy"
    r"|due diligence|assess\w*|evaluat\w*|good (?:idea|investment|choice|buy|candidate"
    r"|deal)|swot|pros and cons|strengths?"
    r"|weaknesses|risks and opportunities|advisable|suitable|ready)\b",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    stem(word)
    for word in f"{CUES[Field.DEAL]} buyer document documents file files folder paper text point"
    " points main topic topics thing things company firm business organisation".split()
)
"""Words that name no aspect of anything."""
_SAYS_SO = 0.35
_MOST_SOURCES = 0.5


def evaluates(question: str) -> bool:
    """Whether it asks for a judgement. A name such as "Calder Sound" asks for none."""
    return _WEIGHS.search(_without_names(question)) is not None


def _without_names(question: str) -> str:
    for name in reversed(names(question)):
        question = f"{question[: name.start]} {question[name.end :]}"
    return question


def is_open(question: str, sources: Sequence[SourceOutline]) -> bool:
    """Whether it asks for all there is on a subject, or a judgement of it, and names no aspect.

    What the documents are about as a whole is no aspect of it.
    """
    if not (_SWEEPING.search(_without_names(question)) or evaluates(question)):
        return False
    named = {part for term in name_terms(subjects_of(question)) for part in term.phrase}
    left = _SWEEPING.sub(" ", _WEIGHS.sub(" ", unscaffolded(question)))
    telling = {term.phrase for term in terms_of(left) if term.weight == 1.0}
    return all(
        named.issuperset(phrase) or phrase[0] in _EMPTY or _is_everywhere(phrase, sources)
        for phrase in telling
    )


def _is_everywhere(phrase: Phrase, sources: Sequence[SourceOutline]) -> bool:
    told = (" . ".join((s.title, *s.headings)) for s in sources)
    having = sum(set(phrase) <= set(content_stems(text)) for text in told)
    return having > _MOST_SOURCES * len(sources)


def field_of(question: str, sources: Sequence[SourceOutline]) -> Field:
    """By the words of the question, else by those of the headings."""
    asked = set(content_stems(question))
    how = wanted(question) is Wanted.PROCEDURE
    for field, cues in CUES.items():
        if asked.intersection(stems(cues)):
            return field
    told = [set(content_stems(" . ".join((s.title, *s.headings)))) for s in sources]
    shares = {
        field: sum(bool(told_of & set(stems(CUES[field]))) for told_of in told)
        for field in (Field.SOFTWARE, Field.POLICY, Field.PROJECT)
    }
    best = max(shares, key=lambda field: shares[field])
    least = _SAYS_SO * len(told) * (0.5 if how else 1.0)
    return best if told and shares[best] >= least else Field.GENERAL
