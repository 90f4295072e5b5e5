"""Sentences of prose become claims: what they cite by id becomes spans."""

import re
from collections.abc import Iterator, Mapping

from nyqst.documents.sentences import sentence_spans
from nyqst.research.model.evidence import Claim, ClaimKind, Span
from nyqst_agent.runners.bedrock.citing import cited, marks_before_stops, without_marks

_WORD = re.compile(r"\w")
_WHOLE = re.compile(r".*[.!?…:;。！？][\"'”’»)\]]*", re.DOTALL)
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand"
    r"|million|billion|half|twice|third|quarter)\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[\"“”„«»]")
_CAPITAL = re.compile(r"\s\W*[^\W\d_a-z]*[A-Z]")
"""Within a sentence: a name, or it may be one."""
_OPENERS = frozenset(
    """
    all although and another as at both but by even finally first for from further here however in
    it more most much neither no none nor of on other others overall several some still such taken
    that the their there these they this those together what where while with yet
    """.split()
)
"""A sentence that begins with another word may begin with a name."""
_ABOUT_THE_TEXT = re.compile(
    r"\b(?:sources?|documents?|evidence|material|findings?|picture|points?|questions?|section"
    r"|following|statements?|below|above)\b",
    re.IGNORECASE,
)
_LONGEST_CONNECTIVE = 160


def claims(text: str, spans: Mapping[str, Span], *, cut: bool = False) -> Iterator[Claim]:
    """Ids that are not in `spans` are dropped. Of a text that was cut the last sentence has to be
    whole."""
    ordered = marks_before_stops(text)
    for start, end in sentence_spans(ordered, 0, len(ordered)):
        sentence = ordered[start:end]
        claim = _claim(sentence, spans)
        is_broken = cut and end == len(ordered) and not _WHOLE.fullmatch(claim.text)
        if _WORD.search(claim.text) and not is_broken:
            yield claim


def _claim(sentence: str, spans: Mapping[str, Span]) -> Claim:
    ids = cited(sentence)
    citations = tuple(dict.fromkeys(spans[label] for label in ids if label in spans))
    text = without_marks(sentence)
    if not ids and is_connective(text):
        return Claim(text, kind=ClaimKind.CONNECTIVE)
    return Claim(text, citations)


def is_connective(text: str) -> bool:
    """Whether it leads on and asserts nothing of the world: about the text, without any name.

    In doubt it is not: then it is a fact without a citation, which no report lets through.
    """
    first = re.match(r"\W*(\w+)", text)
    return (
        len(text) <= _LONGEST_CONNECTIVE
        and first is not None
        and first[1].lower() in _OPENERS
        and not any(sign.search(text) for sign in (_FIGURE, _QUOTE, _CAPITAL))
        and (text.endswith(":") or _ABOUT_THE_TEXT.search(text) is not None)
    )
